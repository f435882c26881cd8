using Bunit;
using CustomerService.Ui.Controls;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace CustomerService.Components.Tests.Controls;

public sealed class FormErrorsTests : IDisposable
{
    private readonly BunitContext _context = StaticPage.Context();
    private readonly Model _model = new();

    [Fact]
    public async Task Faults_of_fields_are_listed_in_their_order_with_links_after_those_of_the_form()
    {
        var form = new EditContext(_model);
        var page = RenderForm(form, ["Nothing was saved."]);
        Assert.Equal("Nothing was saved.", page.Find(".notice-title").TextContent);

        await page.InvokeAsync(() =>
        {
            form.Refuse(nameof(Model.Secret), "Write a longer one.");
            form.Refuse(nameof(Model.Name), "Write the name.");
        });

        Assert.Equal(["Nothing was saved.", "Write the name.", "Write a longer one."], page.FindAll(".form-errors li").Select(l => l.TextContent.Trim()));
        Assert.Equal(["/#M-Name", "/#M-Secret"], page.FindAll(".form-errors a").Select(a => a.GetAttribute("href")));
        Assert.Equal("Write the name.", page.Find("#M-Name-error").TextContent.Trim());
        var summary = page.Find(".form-errors");
        Assert.Equal(("-1", true), (summary.GetAttribute("tabindex"), summary.HasAttribute("autofocus")));

        await page.InvokeAsync(() => form.Validate());
        Assert.Empty(page.FindAll("#M-Name-error"));
    }

    [Fact]
    public void Where_nothing_is_wrong_nothing_is_shown() => Assert.Empty(RenderForm(new EditContext(_model), []).FindAll(".form-errors"));

    [Fact]
    public void A_password_that_was_sent_is_asked_for_again()
    {
        _model.Secret = "four plain words";
        var page = RenderForm(new EditContext(_model), []);
        Assert.Equal("Once more, please.", page.Find("#M-Secret-error").TextContent.Trim());
        Assert.DoesNotContain("four plain words", page.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<CascadingValue<EditContext>> RenderForm(EditContext form, string[] messages) => _context.Render<CascadingValue<EditContext>>(p => p
        .Add(x => x.Value, form)
        .Add(x => x.ChildContent, builder =>
        {
            builder.OpenComponent<FormErrors>(0);
            builder.AddComponentParameter(1, nameof(FormErrors.Messages), messages);
            builder.CloseComponent();
            builder.OpenComponent<TextInput>(2);
            builder.AddComponentParameter(3, "Value", _model.Name);
            builder.AddComponentParameter(4, "ValueExpression", (System.Linq.Expressions.Expression<Func<string?>>)(() => _model.Name));
            builder.AddComponentParameter(5, "Label", "Name");
            builder.AddComponentParameter(6, "name", "M.Name");
            builder.CloseComponent();
            builder.OpenComponent<PasswordInput>(7);
            builder.AddComponentParameter(8, "Value", _model.Secret);
            builder.AddComponentParameter(9, "ValueExpression", (System.Linq.Expressions.Expression<Func<string?>>)(() => _model.Secret));
            builder.AddComponentParameter(10, "Label", "Secret");
            builder.AddComponentParameter(11, "name", "M.Secret");
            builder.AddComponentParameter(12, nameof(PasswordInput.Again), "Once more, please.");
            builder.CloseComponent();
        }));

    public void Dispose() => _context.Dispose();

    private sealed class Model
    {
        public string? Name { get; set; }

        public string? Secret { get; set; }
    }
}
