using CustomerService.Catalogue.Content;
using CustomerService.Catalogue.Items;

namespace CustomerService.Catalogue.Checking;

/// <summary>A validation rule for a course. Pure: the same content gives the same problems.</summary>
internal interface ICourseRule
{
    void Check(CourseSource source, ContentFolder content, ProblemLog problems);
}

/// <summary>Checks content against the rules of content/README.md.</summary>
public static class ContentChecker
{
    private static readonly ICourseRule[] Rules =
    [
        new IdRule(),
        new ReferenceRule(),
        new BlueprintRule(),
        new ItemRule(),
        new StemRule(),
        new ScenarioRule(),
        new MarkdownRule(),
        new StructureRule(),
        new LengthRule(),
        new PictureRule(),
        new LanguageRule(),
        new PrintableRule(),
        .. ItemFormats.All.SelectMany(f => f.CourseRules),
    ];

    /// <summary>All problems of a course, from reading and from the rules, ordered by file and line.</summary>
    public static IReadOnlyList<ContentProblem> Check(CourseSource source, ContentFolder content)
    {
        var problems = new ProblemLog();
        problems.AddRange(source.Problems);
        foreach (var rule in Rules)
        {
            rule.Check(source, content, problems);
        }

        return Sorted(problems);
    }

    /// <summary>All problems of all content.</summary>
    public static IReadOnlyList<ContentProblem> Check(ContentFolder content)
    {
        var problems = new ProblemLog();
        problems.AddRange(content.Problems);
        AcademyRule.Check(content, problems);
        PrintableRule.Check(content, problems);
        foreach (var course in content.Courses)
        {
            problems.AddRange(Check(course, content));
        }

        return Sorted(problems);
    }

    private static List<ContentProblem> Sorted(ProblemLog problems) =>
        [.. problems.Problems.OrderBy(p => p.Location.File, StringComparer.Ordinal).ThenBy(p => p.Location.Line).ThenBy(p => p.Location.Column)];
}
