using System.Text.RegularExpressions;
using CustomerService.TestKit;

namespace CustomerService.App.Tests.Structure;

/// <summary>A text whose language is known says its direction. A bare <c>bdi</c> goes by the first letter, which turns a Persian title
/// round that begins with a Latin word: it is for names and for what people type.</summary>
public sealed partial class DirectionTests
{
    [Fact]
    public void Content_texts_stand_in_no_bare_bdi()
    {
        var found = Directory.EnumerateFiles(Repository.PathOf("src"), "*.razor", SearchOption.AllDirectories)
            .SelectMany(path => BareBdi().Matches(File.ReadAllText(path)).Select(m => $"{Path.GetFileName(path)}: {m.Value}"))
            .Where(match => KnownText().IsMatch(match) && !Name().IsMatch(match));

        Assert.Empty(found);
    }

    [Fact]
    public void What_people_write_at_length_has_its_own_direction()
    {
        var found = Directory.EnumerateFiles(Repository.PathOf("src"), "*.razor", SearchOption.AllDirectories)
            .SelectMany(path => TextAreaTag().Matches(File.ReadAllText(path)).Select(m => $"{Path.GetFileName(path)}: {m.Value}"))
            .Where(match => !match.Contains(" dir=", StringComparison.Ordinal));

        Assert.Empty(found);
    }

    [GeneratedRegex("<bdi(?![^>]*\\bdir=)[^>]*>@?[^<]*")]
    private static partial Regex BareBdi();

    /// <summary>Through the formatter, or a LocalText in a language.</summary>
    [GeneratedRegex(@"\.Text\(|\.In\(|Texts?\.Of\(")]
    private static partial Regex KnownText();

    [GeneratedRegex(@"Name\.In\(|Person\.In\(|Actor\?\.In\(|PersonName")]
    private static partial Regex Name();

    [GeneratedRegex("<textarea.*?</textarea>", RegexOptions.Singleline)]
    private static partial Regex TextAreaTag();
}
