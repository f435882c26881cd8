using Bunit;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Controls;

namespace CustomerService.Components.Tests.Controls;

public sealed class FieldInputTests : IDisposable
{
    private readonly BunitContext _context = StaticPage.Context();
    private string? _value;

    [Fact]
    public void Label_hint_and_error_belong_to_the_input()
    {
        var field = _context.Render<TextInput>(p => p
            .Bind(x => x.Value, "Nima", v => _value = v, () => _value)
            .Add(x => x.Label, "Name").Add(x => x.Hint, "As on the card").Add(x => x.Error, "Write the name.")
            .AddUnmatched("name", "Form.Name"));

        var input = field.Find("input");
        Assert.Equal(("Form-Name", "Form.Name", "Nima"), (input.Id, input.GetAttribute("name"), input.GetAttribute("value")));
        Assert.Equal(input.Id, field.Find("label").GetAttribute("for"));
        Assert.Equal("Form-Name-error Form-Name-hint", input.GetAttribute("aria-describedby"));
        Assert.Equal("Write the name.", field.Find("#Form-Name-error").TextContent.Trim());
        Assert.Equal("As on the card", field.Find("#Form-Name-hint").TextContent);
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
    }

    [Fact]
    public void What_is_typed_arrives()
    {
        var field = _context.Render<TextInput>(p => p.Bind(x => x.Value, null, v => _value = v, () => _value).Add(x => x.Label, "Name"));

        field.Find("input").Change("Sara");

        Assert.Equal("Sara", _value);
        Assert.Null(field.Find("input").GetAttribute("aria-invalid"));
    }

    [Fact]
    public void A_password_is_never_written_into_the_page()
    {
        var field = _context.Render<PasswordInput>(p => p.Bind(x => x.Value, "secret", v => _value = v, () => _value).Add(x => x.Label, "Password"));

        Assert.DoesNotContain("secret", field.Markup, StringComparison.Ordinal);
        Assert.True(field.Find("button").HasAttribute("hidden"));
    }

    [Fact]
    public void The_chosen_option_is_marked()
    {
        var field = _context.Render<Select>(p => p
            .Bind(x => x.Value, "b", v => _value = v, () => _value)
            .Add(x => x.Label, "Unit").Add(x => x.Empty, "All").Add(x => x.Options, [new("a", "Reception"), new("b", "Support")]));

        Assert.Equal("b", field.Find("option[selected]").GetAttribute("value"));
        Assert.Equal(3, field.FindAll("option").Count);
    }

    [Theory]
    [InlineData("مریم احمدی", "م\u200Cا")]
    [InlineData("Ann Marie  Lind", "A\u200CL")]
    [InlineData("نیما", "ن")]
    [InlineData("", "")]
    public void Initials_are_of_the_first_and_the_last_name(string name, string initials) =>
        Assert.Equal(initials, Avatar.Initials(name));

    [Theory]
    [InlineData(Language.Persian, "۱۴۰۵/۰۸/۳۰")]
    [InlineData(Language.English, "2026-11-21")]
    public void A_day_in_a_box_reads_back_as_the_same_day(Language language, string expected)
    {
        var day = new DateOnly(2026, 11, 21);
        var text = DateText.Of(day, LocalizedFormatter.For(language));

        Assert.Equal(expected, text);
        Assert.True(InputParser.TryDate(text, out var read));
        Assert.Equal(day, read);
    }

    [Fact]
    public void Every_icon_has_an_outline()
    {
        foreach (var name in Enum.GetValues<IconName>())
        {
            Assert.NotEmpty(_context.Render<Icon>(p => p.Add(x => x.Name, name)).Find("path").GetAttribute("d")!);
        }
    }

    public void Dispose() => _context.Dispose();
}
