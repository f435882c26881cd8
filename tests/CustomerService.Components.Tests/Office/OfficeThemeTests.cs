using System.Text.RegularExpressions;
using CustomerService.TestKit;
using MudBlazor;

namespace CustomerService.Components.Tests.Office;

/// <summary>The theme of MudBlazor is a style sheet of ours: its own provider would write style elements, which the policy forbids.</summary>
public sealed partial class OfficeThemeTests
{
    private const string Sheet = "CustomerService.Ui.Office/Styles/mud-theme.office.css";

    [Fact]
    public async Task Our_sheet_sets_every_property_that_the_packages_own_provider_would_write_and_no_other()
    {
        await using var reading = new OfficeReading();
        var provider = reading.Context.Render<MudThemeProvider>();
        var theirs = Property().Matches(provider.Markup).Select(m => m.Value).ToHashSet(StringComparer.Ordinal);
        var ours = Property().Matches(Stylesheets.Read(Sheet)).Select(m => m.Value).ToHashSet(StringComparer.Ordinal);

        Assert.True(theirs.Count > 100, $"{theirs.Count} properties");
        Assert.Empty(theirs.Except(ours));
        Assert.Empty(ours.Except(theirs));
    }

    /// <summary>Colours follow the tokens, which know light and dark; a colour of its own would stay light in the dark.</summary>
    [Fact]
    public void Every_colour_of_the_sheet_is_one_of_our_tokens()
    {
        var strays = Palette().Matches(Stylesheets.Read(Sheet)).Where(m => Colour().IsMatch(m.Value)).Select(m => m.Value);

        Assert.Empty(strays);
    }

    /// <summary>The package mixes some colours from their three figures, which a token does not give: they are written out for each theme.</summary>
    [Theory]
    [InlineData(":root {")]
    [InlineData(":root[data-theme=\"dark\"] {")]
    [InlineData(":root:not([data-theme]) {")]
    public void Figures_of_colours_are_those_of_their_tokens(string theme)
    {
        var (tokens, sheet) = (Stylesheets.Read("CustomerService.Ui/Styles/tokens.css"), Stylesheets.Read(Sheet));
        var colours = Token().Matches(Block(tokens, theme)).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["value"].Value);
        var figures = Figures().Matches(Block(sheet, theme));

        Assert.True(figures.Count > 10, $"{figures.Count} colours");
        Assert.All(figures, f => Assert.Contains(colours, c => TokenOf(sheet, f.Groups["name"].Value) == c.Key && Rgb(c.Value) == f.Groups["value"].Value));
    }

    private static string TokenOf(string sheet, string name) => Regex.Match(sheet, $@"--mud-palette-{name}: var\(--(?<token>[\w-]+)\)", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups["token"].Value;

    private static string Block(string css, string head)
    {
        var start = css.LastIndexOf(head, StringComparison.Ordinal);
        start = head == ":root {" ? css.IndexOf(head, StringComparison.Ordinal) : start;
        return css[start..css.IndexOf('}', start)];
    }

    private static string Rgb(string hex)
    {
        var full = hex.Length == 4 ? string.Concat(hex[1..].Select(c => $"{c}{c}")) : hex[1..];
        return string.Join(", ", Convert.FromHexString(full));
    }

    [GeneratedRegex(@"--(?<name>[a-z-]+):\s*(?<value>#[0-9a-f]{3,6})\b")]
    private static partial Regex Token();

    [GeneratedRegex(@"--mud-palette-(?<name>[\w-]+)-rgb:\s*(?<value>[^;]+);")]
    private static partial Regex Figures();

    [GeneratedRegex(@"(?<=[\s;{>])--mud-[\w-]+(?=\s*:)")]
    private static partial Regex Property();

    [GeneratedRegex(@"--mud-palette-[\w-]+:[^;]+;")]
    private static partial Regex Palette();

    [GeneratedRegex(@"#[0-9a-f]{3,8}\b|rgba?\(\s*[1-9]", RegexOptions.IgnoreCase)]
    private static partial Regex Colour();
}
