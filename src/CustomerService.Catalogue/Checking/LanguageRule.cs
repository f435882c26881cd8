using System.Text.RegularExpressions;
using CustomerService.Catalogue.Content;
using CustomerService.Catalogue.Markup;
using CustomerService.Platform.Localization;

namespace CustomerService.Catalogue.Checking;

/// <summary>Persian and English texts follow their writing rules, and plain texts have no markup that would appear literally.</summary>
internal sealed partial class LanguageRule : ICourseRule
{
    public void Check(CourseSource source, ContentFolder content, ProblemLog problems) => Check(source.Map, problems);

    public static void Check(SourceMap map, ProblemLog problems)
    {
        foreach (var text in map.Texts)
        {
            foreach (var language in Languages.All)
            {
                foreach (var (location, run) in Runs(text, language))
                {
                    Check(run, language, location, problems);
                }

                if (text.Kind is TextKind.Plain or TextKind.Prose)
                {
                    CheckShort(language == Language.Persian ? text.Text.Fa : text.Text.En, text.Kind, text.In(language), problems);
                }
            }
        }
    }

    private static void Check(string run, Language language, SourceLocation location, ProblemLog problems)
    {
        if (language == Language.Persian)
        {
            PersianText.Check(run, location, problems);
            if (LatinWord().Count(run) > 3 && !PersianText.HasPersian(run))
            {
                problems.Add(location, Problems.Untranslated, Short(run));
            }
        }
        else if (PersianText.HasPersian(run))
        {
            problems.Add(location, Problems.PersianInEnglish, Short(run));
        }
    }

    private static void CheckShort(string text, TextKind kind, SourceLocation location, ProblemLog problems)
    {
        if (Tag().Match(text) is { Success: true } tag)
        {
            problems.Add(location, Problems.RawHtml, tag.Value);
        }

        if (Link().Match(text) is { Success: true } link)
        {
            problems.Add(location, Problems.MarkdownOutsideSubset, link.Value);
        }

        if (kind == TextKind.Plain && text.Contains("**", StringComparison.Ordinal))
        {
            problems.Add(location, Problems.MarkdownOutsideSubset, "**");
        }
    }

    private static IEnumerable<(SourceLocation Location, string Run)> Runs(SourceText text, Language language)
    {
        var value = language == Language.Persian ? text.Text.Fa : text.Text.En;
        var location = text.In(language);
        return text.Kind switch
        {
            TextKind.Lesson => LessonText.Runs(LessonSyntax.Parse(value)).Select(r => (location.Down(r.Line), r.Text)),
            TextKind.Picture => SafeSvg.Parse(value, out _)?.Descendants().Where(e => e.Name.LocalName == "text").Select(e => (location.Down(SafeSvg.LineOf(e) - 1), e.Value)) ?? [],
            _ => [(location, value)],
        };
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";

    [GeneratedRegex("[A-Za-z]{2,}", RegexOptions.None, 10_000)]
    private static partial Regex LatinWord();

    [GeneratedRegex("</?[A-Za-z][^>]*>", RegexOptions.None, 10_000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\]\([^)]*\)|^\s*(#{1,6}|[-*+]|[0-9]+[.)])\s", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Link();
}
