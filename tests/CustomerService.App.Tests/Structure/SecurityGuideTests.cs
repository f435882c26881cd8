using System.Text.RegularExpressions;
using CustomerService.TestKit;

namespace CustomerService.App.Tests.Structure;

/// <summary><c>docs/security.md</c> is complete, and what it refers to exists.</summary>
public sealed partial class SecurityGuideTests
{
    /// <summary>The requirements of levels 1 and 2 of OWASP ASVS 5.0.0: section, and the numbers within it.</summary>
    private const string Requirements = """
        1.1: 1 2; 1.2: 1 2 3 4 5 6 7 8 9; 1.3: 1 2 3 4 5 6 7 8 9 10 11; 1.4: 1 2 3; 1.5: 1 2; 2.1: 1 2 3
        2.2: 1 2 3; 2.3: 1 2 3 4; 2.4: 1; 3.2: 1 2; 3.3: 1 2 3 4; 3.4: 1 2 3 4 5 6
        3.5: 1 2 3 4 5; 3.7: 1 2; 4.1: 1 2 3; 4.2: 1; 4.3: 1 2; 4.4: 1 2 3 4
        5.1: 1; 5.2: 1 2 3; 5.3: 1 2; 5.4: 1 2 3; 6.1: 1 2 3; 6.2: 1 2 3 4 5 6 7 8 9 10 11 12
        6.3: 1 2 3 4; 6.4: 1 2 3 4; 6.5: 1 2 3 4 5; 6.6: 1 2 3; 6.8: 1 2 3 4; 7.1: 1 2 3
        7.2: 1 2 3 4; 7.3: 1 2; 7.4: 1 2 3 4 5; 7.5: 1 2; 7.6: 1 2; 8.1: 1 2
        8.2: 1 2 3; 8.3: 1; 8.4: 1; 9.1: 1 2 3; 9.2: 1 2 3 4; 10.1: 1 2
        10.2: 1 2; 10.3: 1 2 3 4; 10.4: 1 2 3 4 5 6 7 8 9 10 11; 10.5: 1 2 3 4 5; 10.6: 1 2; 10.7: 1 2 3
        11.1: 1 2; 11.2: 1 2 3; 11.3: 1 2 3; 11.4: 1 2 3 4; 11.5: 1; 11.6: 1
        12.1: 1 2 3; 12.2: 1 2; 12.3: 1 2 3 4; 13.1: 1; 13.2: 1 2 3 4 5; 13.3: 1 2
        13.4: 1 2 3 4 5; 14.1: 1 2; 14.2: 1 2 3 4; 14.3: 1 2 3; 15.1: 1 2 3; 15.2: 1 2 3
        15.3: 1 2 3 4 5 6 7; 16.1: 1; 16.2: 1 2 3 4 5; 16.3: 1 2 3 4; 16.4: 1 2 3; 16.5: 1 2 3
        17.1: 1; 17.2: 1 2 3 4; 17.3: 1 2
        """;

    private static readonly string Guide = File.ReadAllText(Repository.PathOf("docs", "security.md"));

    private static readonly IReadOnlyList<(string Number, string State, string How)> Rows =
        [.. Row().Matches(Guide).Select(m => (m.Groups["number"].Value, m.Groups["state"].Value, m.Groups["how"].Value))];

    [Fact]
    public void Every_requirement_of_levels_1_and_2_has_one_line_with_a_state()
    {
        var wanted = Requirements.Split([';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(section => section.Split(": ") is [var name, var numbers] ? numbers.Split(' ').Select(n => $"{name}.{n}") : []).ToList();

        Assert.Equal(253, wanted.Count);
        Assert.Equal(wanted.Order(StringComparer.Ordinal), Rows.Select(r => r.Number).Order(StringComparer.Ordinal));
        Assert.All(Rows, r => Assert.Contains(r.State, new[] { "met", "not met", "n/a" }));
        Assert.All(Rows, r => Assert.NotEqual("", r.How.Trim()));
    }

    [Fact]
    public void Its_head_counts_what_its_table_says()
    {
        int Of(string state) => Rows.Count(r => r.State == state);

        Assert.Contains($"Of the {Rows.Count} requirements {Of("met")} are met, {Of("not met")} are not, and {Of("n/a")} do not apply.", Guide, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_test_that_it_names_exists()
    {
        var sources = Directory.EnumerateFiles(Repository.PathOf("tests"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).Select(File.ReadAllText).ToList();
        var named = Named().Matches(Guide).Select(m => (Class: m.Groups["class"].Value, Method: m.Groups["method"].Value)).Distinct().ToList();
        var missing = named.Where(n => !sources.Any(s => IsIn(s, n.Class) && (n.Method.Length == 0 || s.Contains($" {n.Method}(", StringComparison.Ordinal)))).ToList();

        Assert.True(named.Count > 80, $"{named.Count} tests are named");
        Assert.Empty(missing);
    }

    private static bool IsIn(string source, string name) => new[] { '(', ' ', '\n', '\r' }.Any(end => source.Contains($"class {name}{end}", StringComparison.Ordinal));

    [GeneratedRegex(@"^\| (?<number>\d+\.\d+\.\d+) \| [^|]+ \| (?<state>[^|]+) \| (?<how>[^|]+) \|\r?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<class>[A-Z]\w*(Tests|Contracts))(\.(?<method>\w+))?`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();
}
