using System.Text.RegularExpressions;
using CustomerService.Catalogue.Content;
using CustomerService.Catalogue.Markup;
using CustomerService.Platform.Text;

namespace CustomerService.Catalogue.Check;

/// <summary>Persian is written as Persian, English as English, and short texts have no markup that would show as signs.</summary>
internal sealed partial class LanguageRule : ICourseRule
{
    public void Check(CourseSource source, ContentFolder content, ProblemLog problems) => Check(source.Map, problems);

    public static void Check(SourceMap map, ProblemLog problems)
    {
        foreach (var text in map.Texts)
        {
            foreach (var language in Languages.All)
            {
                foreach (var (place, run) in Runs(text, language))
                {
                    Check(run, language, place, problems);
                }

                if (text.Kind is TextKind.Plain or TextKind.Prose)
                {
                    CheckShort(language == Language.Persian ? text.Text.Fa : text.Text.En, text.Kind, text.In(language), problems);
                }
            }
        }
    }

    private static void Check(string run, Language language, Place place, ProblemLog problems)
    {
        if (language == Language.Persian)
        {
            PersianText.Check(run, place, problems);
            if (LatinWord().Count(run) > 3 && !PersianText.HasPersian(run))
            {
                problems.Add(place, Problems.Untranslated, Short(run));
            }
        }
        else if (PersianText.HasPersian(run))
        {
            problems.Add(place, Problems.PersianInEnglish, Short(run));
        }
    }

    private static void CheckShort(string text, TextKind kind, Place place, ProblemLog problems)
    {
        if (Tag().Match(text) is { Success: true } tag)
        {
            problems.Add(place, Problems.RawHtml, tag.Value);
        }

        if (Link().Match(text) is { Success: true } link)
        {
            problems.Add(place, Problems.MarkdownOutsideSubset, link.Value);
        }

        if (kind == TextKind.Plain && text.Contains("**", StringComparison.Ordinal))
        {
            problems.Add(place, Problems.MarkdownOutsideSubset, "**");
        }
    }

    private static IEnumerable<(Place Place, string Run)> Runs(SourceText text, Language language)
    {
        var value = language == Language.Persian ? text.Text.Fa : text.Text.En;
        var place = text.In(language);
        return text.Kind switch
        {
            TextKind.Lesson => LessonText.Runs(LessonSyntax.Parse(value)).Select(r => (place.Down(r.Line), r.Text)),
            TextKind.Picture => SafeSvg.Parse(value, out _)?.Descendants().Where(e => e.Name.LocalName == "text").Select(e => (place.Down(SafeSvg.LineOf(e) - 1), e.Value)) ?? [],
            _ => [(place, value)],
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
