using System.Globalization;
using System.Text.RegularExpressions;
using CustomerService.TestKit;

namespace CustomerService.Rules.Tests.Texts;

/// <summary>Help topics lie in pairs beside the features that they explain, and are written as well as the other texts of the product.</summary>
public sealed partial class HelpTextTests
{
    [Fact]
    public void Every_help_topic_is_there_in_both_languages_and_written_well()
    {
        var files = Directory.EnumerateFiles(Repository.PathOf("src"), "*.md", SearchOption.AllDirectories)
            .Where(f => Path.GetFileName(Path.GetDirectoryName(f)) == "help").ToList();
        var (english, persian) = (Read(files, ".en.md"), Read(files, ".fa.md"));

        Assert.NotEmpty(english);
        Assert.Equal(files.Count, english.Count + persian.Count);
        Assert.Empty(new TextPair(english, persian).Problems());
    }

    /// <summary>By name in PascalCase, without the numbers of steps, addresses of links and the headings that readers do not see.</summary>
    private static Dictionary<string, string> Read(IEnumerable<string> files, string ending) => files.Where(f => f.EndsWith(ending, StringComparison.Ordinal)).ToDictionary(
        f => string.Concat(Path.GetFileName(f)[..^ending.Length].Split('-').Select(CultureInfo.InvariantCulture.TextInfo.ToTitleCase)),
        f => Unread().Replace(File.ReadAllText(f), " "), StringComparer.Ordinal);

    [GeneratedRegex(@"^\s*\d+\.|(?<=\])\([^)]*\)|^(readers|order|routes): .*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Unread();
}
