using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using CustomerService.TestKit;

namespace CustomerService.Components.Tests.Design;

/// <summary>What the design promises of its stylesheets: one direction-free look, the same tokens in both darks, contrast by WCAG 2.2 AA.</summary>
public sealed partial class StylesheetTests
{
    /// <summary>Of the whole repository, by their paths below src.</summary>
    public static TheoryData<string> Files => [.. Stylesheets.All];

    [Theory]
    [MemberData(nameof(Files))]
    public void No_rule_names_a_side(string file)
    {
        var found = Physical().Matches(PackageProperty().Replace(Comment().Replace(Stylesheets.Read(file), ""), "--mud:"));

        Assert.Empty(found.Select(m => m.Value));
    }

    /// <summary>In Vazirmatn, Persian figures of one width stand too far apart: «٪۱ ۰ ۰».</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Figures_of_one_width_are_for_English_alone(string file) => Assert.DoesNotMatch(
        @"tabular-nums", Stylesheets.Read(file).Replace(":lang(en) { --figures: tabular-nums; }", "", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void No_letters_are_spaced_or_turned_into_capitals(string file)
    {
        var css = Stylesheets.Read(file);

        Assert.DoesNotMatch(@"text-transform:(?!\s*none)|letter-spacing:(?!\s*(normal|inherit|0\s*[;}]))", css);
    }

    [Fact]
    public void Dark_by_choice_and_dark_by_device_are_the_same()
    {
        var css = Tokens();
        var chosen = Block(css, ":root[data-theme=\"dark\"] {");
        var device = Block(css, ":root:not([data-theme]) {");

        Assert.Equal(chosen, device);
    }

    [Theory]
    [InlineData("ink", "paper", 7)]
    [InlineData("ink", "sunken", 7)]
    [InlineData("ink-soft", "paper", 4.5)]
    [InlineData("ink-soft", "surface", 4.5)]
    [InlineData("ink-soft", "sunken", 4.5)]
    [InlineData("ink-soft", "accent-soft", 4.5)]
    [InlineData("accent", "paper", 4.5)]
    [InlineData("accent", "surface", 4.5)]
    [InlineData("accent", "sunken", 4.5)]
    [InlineData("accent", "accent-soft", 4.5)]
    [InlineData("accent-deep", "accent-soft", 4.5)]
    [InlineData("on-accent", "accent", 4.5)]
    [InlineData("on-accent", "accent-deep", 4.5)]
    [InlineData("attention", "attention-soft", 4.5)]
    [InlineData("good", "good-soft", 4.5)]
    [InlineData("bad", "bad-soft", 4.5)]
    [InlineData("bad", "surface", 4.5)]
    [InlineData("edge", "surface", 3)]
    [InlineData("edge", "paper", 3)]
    public void Colours_stand_out_from_their_ground(string front, string ground, double atLeast)
    {
        foreach (var theme in new[] { ":root {", ":root[data-theme=\"dark\"] {" })
        {
            var colours = Block(Tokens(), theme);
            var contrast = Contrast(colours[front], colours[ground]);
            Assert.True(contrast >= atLeast, string.Create(CultureInfo.InvariantCulture, $"{front} on {ground} is {contrast:0.00} in {theme}"));
        }
    }

    [Fact]
    public void The_learner_stylesheet_stays_below_12_kilobytes_compressed()
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            foreach (var file in Stylesheets.Joined.Where(f => !f.EndsWith(".office.css", StringComparison.Ordinal)))
            {
                gzip.Write(Encoding.UTF8.GetBytes(Stylesheets.Read(file)));
            }
        }

        Assert.InRange(compressed.Length, 1, 12 * 1024);
    }

    private static string Tokens() => Stylesheets.Read("CustomerService.Ui/Styles/tokens.css");

    private static Dictionary<string, string> Block(string css, string head)
    {
        var start = css.IndexOf(head, StringComparison.Ordinal);
        return Colour().Matches(css[start..css.IndexOf('}', start)]).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["value"].Value);
    }

    /// <summary>Contrast ratio of WCAG 2.2, "relative luminance".</summary>
    private static double Contrast(string one, string other)
    {
        var (light, dark) = (Math.Max(Luminance(one), Luminance(other)), Math.Min(Luminance(one), Luminance(other)));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double Luminance(string hex)
    {
        var full = hex.Length == 4 ? string.Concat(hex[1..].Select(c => $"{c}{c}")) : hex[1..];
        double Channel(int at)
        {
            var value = int.Parse(full.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255d;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Channel(0)) + (0.7152 * Channel(2)) + (0.0722 * Channel(4));
    }

    [GeneratedRegex(@"--(?<name>[a-z-]+):\s*(?<value>#[0-9a-f]{3,6})\b")]
    private static partial Regex Colour();

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    /// <summary>A property whose name MudBlazor chose.</summary>
    [GeneratedRegex(@"--mud-[\w-]+:")]
    private static partial Regex PackageProperty();

    [GeneratedRegex(@"[\w-]*\b(left|right)\b\s*:|:\s*[^;{}]*\b(left|right)\b|\b(margin|padding|border)-(top|bottom)\b|[{;\s](width|height)\s*:")]
    private static partial Regex Physical();
}
