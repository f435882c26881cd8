using CustomerService.TestKit;

namespace CustomerService.Rules.Tests.Texts;

/// <summary>Every text of the product exists in both languages and is written properly.</summary>
public sealed class TextPairTests
{
    [Fact]
    public void Every_text_of_the_product_is_right_in_both_languages()
    {
        var problems = new List<string>();
        foreach (var path in TextFiles())
        {
            var name = Path.GetRelativePath(Repository.Root, path);
            var (english, persian) = path.EndsWith(".fa.resx", StringComparison.Ordinal)
                ? (path.Replace(".fa.resx", ".resx", StringComparison.Ordinal), path)
                : (path, path.Replace(".resx", ".fa.resx", StringComparison.Ordinal));
            if (!File.Exists(english) || !File.Exists(persian))
            {
                problems.Add($"{name} has no counterpart in the other language");
            }
            else if (path == english)
            {
                problems.AddRange(TextPair.Load(english, persian).Problems().Select(problem => $"{name}, {problem}"));
            }
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Theory]
    [InlineData("You have {0} courses.", "{0} دوره دارید.")]
    [InlineData("{0} {0:?course|courses} until {1:short}", "{0} دوره تا {1:plain}")]
    [InlineData("ISO 10002:2018, step 3", "ISO 10002:2018، گام ۳")]
    [InlineData("Use viewBox=\"0 0 640 H\" and `a?b`.", "از viewBox=\"0 0 640 H\" و `a?b` استفاده کنید.")]
    [InlineData("What is {{this}}?", "این {{چیست}}؟")]
    [InlineData("About all courses", "درباره\u0654 همه\u0654 دوره\u200Cها")]
    [InlineData("Courses we show", "دوره\u200Cهایی که نشان می\u200Cدهیم")]
    public void Good_pairs_pass(string english, string persian) => Assert.Empty(Pair(english, persian).Problems());

    [Theory]
    [InlineData("Hello {0}", "سلام", "same placeholders"), InlineData("Hello", "سلام {0}", "same placeholders"), InlineData("{0} of {1}", "{0} از {2}", "same placeholders")]
    [InlineData("Hello {0", "سلام {0", "well-formed"), InlineData("{0:weekly}", "{0}", "format word")]
    [InlineData("Hello", "", "empty"), InlineData(" ", "سلام", "empty")]
    [InlineData("Ali", "علي", "Arabic forms"), InlineData("book", "كتاب", "Arabic forms")]
    [InlineData("3 tries", "3 نوبت", "Persian digits"), InlineData("3 tries", "٣ نوبت", "Persian digits")]
    [InlineData("Sure?", "مطمئنید?", "، ؛ ؟"), InlineData("First, this", "اول, این", "، ؛ ؟")]
    [InlineData("shows", "نشان می دهد", "half-space"), InlineData("courses", "دوره ها", "half-space"), InlineData("our courses", "دوره های ما", "half-space")]
    [InlineData("our house", "خانۀ ما", "ezafe"), InlineData("our house", "خانه\u200Cی ما", "ezafe"), InlineData("about {0}", "درباره {0}", "ezafe")]
    public void Bad_pairs_are_found(string english, string persian, string problem) =>
        Assert.Contains(Pair(english, persian).Problems(), found => found.StartsWith("Key: ", StringComparison.Ordinal) && found.Contains(problem, StringComparison.Ordinal));

    [Fact]
    public void A_key_of_one_language_only_is_found()
    {
        var pair = new TextPair(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["OnlyEnglish"] = "a", ["not_pascal"] = "b" },
            new Dictionary<string, string>(StringComparer.Ordinal) { ["OnlyPersian"] = "ا", ["not_pascal"] = "ب" });
        Assert.Equal(
            ["OnlyEnglish: add the Persian text", "OnlyPersian: add the English text or remove the Persian one", "not_pascal: name keys in PascalCase"],
            pair.Problems());
    }

    private static TextPair Pair(string english, string persian) => new(
        new Dictionary<string, string>(StringComparer.Ordinal) { ["Key"] = english },
        new Dictionary<string, string>(StringComparer.Ordinal) { ["Key"] = persian });

    private static IEnumerable<string> TextFiles() => Directory
        .EnumerateFiles(Repository.PathOf("src"), "*.resx", SearchOption.AllDirectories)
        .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && !path.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
}
