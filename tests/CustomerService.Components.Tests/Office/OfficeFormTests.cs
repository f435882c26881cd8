using System.ComponentModel.DataAnnotations;
using Bunit;
using CustomerService.Ui.Controls;
using CustomerService.Ui.Office.Controls;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Components.Tests.Office;

/// <summary>What a form of an interactive page does of itself.</summary>
public sealed class OfficeFormTests : IAsyncLifetime
{
    private readonly OfficeReading _reading = new();
    private readonly Asked _asked = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _reading.DisposeAsync();

    [Fact]
    public async Task A_field_says_what_is_wrong_when_it_is_left_and_the_summary_when_the_form_is_sent()
    {
        var form = Render();
        await form.Find("input").ChangeAsync(new() { Value = "" });
        Assert.Single(form.FindAll(".field-error"));
        Assert.Empty(form.FindAll(".form-errors"));

        await form.Find("form").SubmitAsync();
        Assert.Equal("Say who.", form.Find(".form-errors a").TextContent.Trim());
        Assert.False(form.Find(".form-errors").HasAttribute("autofocus")); // which a browser heeds once, when a page opens
        Assert.Contains(_reading.Context.JSInterop.Invocations, i => i.Identifier.EndsWith("focus", StringComparison.OrdinalIgnoreCase));

        await form.Find("input").ChangeAsync(new() { Value = "Sara" });
        Assert.Empty(form.FindAll(".field-error, .form-errors"));
    }

    [Fact]
    public async Task A_refusal_at_a_field_is_gone_when_the_form_is_sent_again()
    {
        var form = Render();
        await form.Find("input").ChangeAsync(new() { Value = "Sara" });
        await form.InvokeAsync(() => _asked.Form!.Refuse(nameof(Asked.Who), "Somebody has this name."));
        Assert.Single(form.FindAll(".field-error"));
        await form.Find("form").SubmitAsync();
        Assert.Empty(form.FindAll(".field-error"));
        Assert.Equal(1, _asked.Sent);
    }

    [Fact]
    public async Task What_is_typed_and_not_saved_is_asked_about_before_the_page_is_left()
    {
        var dialogs = _reading.Dialogs();
        var form = Render();
        var navigation = _reading.Context.Services.GetRequiredService<NavigationManager>();
        var start = navigation.Uri;
        await form.InvokeAsync(() => navigation.NavigateTo("/untouched"));
        Assert.EndsWith("/untouched", navigation.Uri, StringComparison.Ordinal);

        await form.Find("input").ChangeAsync(new() { Value = "Sara" });
        await LeaveAsync(0);
        Assert.EndsWith("/untouched", navigation.Uri, StringComparison.Ordinal);
        await LeaveAsync(1);
        dialogs.WaitForState(() => navigation.Uri.EndsWith("/away", StringComparison.Ordinal), TimeSpan.FromSeconds(30));

        await form.InvokeAsync(_asked.Form!.MarkAsUnmodified);
        await form.InvokeAsync(() => navigation.NavigateTo("/saved"));
        Assert.EndsWith("/saved", navigation.Uri, StringComparison.Ordinal);
        Assert.NotEqual(start, navigation.Uri);

        async Task LeaveAsync(int button)
        {
            _ = form.InvokeAsync(() => navigation.NavigateTo("/away"));
            dialogs.WaitForElement(".mud-dialog", TimeSpan.FromSeconds(30));
            await dialogs.FindAll(".mud-dialog-actions button")[button].ClickAsync(new());
            dialogs.WaitForState(() => dialogs.FindAll(".mud-dialog").Count == 0, TimeSpan.FromSeconds(30));
        }
    }

    [Fact]
    public void A_copy_button_names_what_it_copies()
    {
        var button = _reading.Context.Render<CopyButton>(p => p.Add(b => b.Of, "secret").Add(b => b.Label, "Password"));
        Assert.Equal(("secret", "Copy: Password"), (button.Find("button").GetAttribute("data-copies"), button.Find("button").GetAttribute("aria-label")));
        Assert.NotNull(button.Find("button + [role=status]"));
    }

    private IRenderedComponent<AskedForm> Render() => _reading.Context.Render<AskedForm>(p => p.Add(f => f.Model, _asked));

    public sealed class Asked
    {
        public EditContext? Form { get; set; }

        public int Sent { get; set; }

        [Required(ErrorMessage = "Say who.")]
        public string? Who { get; set; }
    }
}
