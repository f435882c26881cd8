using System.Globalization;
using CustomerService.Catalogue.Rules;
using CustomerService.Catalogue.Text;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Navigation;

namespace CustomerService.Catalogue.Markup;

/// <summary>Context for rendering one lesson in one language.</summary>
/// <param name="targets">Null for short texts, which link to no lesson.</param>
/// <param name="page">The URL that a link to a page of the academy leads to, null for none; for help, because lessons link to no pages.</param>
internal sealed class MarkupContext(
    Language language, Course? course, Lesson? lesson, IReadOnlyDictionary<string, GlossaryTerm> glossary, NavigationTargets? targets, Func<string, string?>? page = null)
{
    public Language Language { get; } = language;

    public LessonImage? Picture(string id) => lesson?.Images.FirstOrDefault(i => i.Id == id);

    /// <summary>Stable and equal in both languages, so that switching the language keeps the user's position.</summary>
    public string SectionId(int number) => "s" + number.ToString(CultureInfo.InvariantCulture);

    public string FigureId(int number) => $"{lesson?.Id}-f{number.ToString(CultureInfo.InvariantCulture)}";

    public string Say(string key) => CatalogueText.ResourceManager.GetString(key, Language.Culture()) ?? key;

    /// <summary>The attributes of a link; null if it has no target and only its text is written.</summary>
    public IReadOnlyList<(string Name, string Value)>? LinkAttributes(string url)
    {
        if (url.StartsWith(LessonSyntax.TermPrefix, StringComparison.Ordinal))
        {
            return glossary.GetValueOrDefault(url[LessonSyntax.TermPrefix.Length..]) is { } term
                ? [("class", "term"), ("href", CatalogueRoutes.Term(term.Id)), ("title", term.Definition.In(Language))]
                : null;
        }

        if (url.StartsWith(LessonSyntax.LessonPrefix, StringComparison.Ordinal))
        {
            var target = url[LessonSyntax.LessonPrefix.Length..].Split('/');
            var (courseId, lessonId) = target.Length == 2 ? (target[0], target[1]) : (course?.Id ?? "", target[0]);
            return targets is not null && courseId.Length > 0 && lessonId.Length > 0
                ? [("href", targets.Href(NavigationTarget.Lesson, new(courseId, lessonId)))]
                : null;
        }

        if (page?.Invoke(url) is { } href)
        {
            return [("href", href)];
        }

        return Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
            ? [("href", address.AbsoluteUri), ("rel", "noopener noreferrer")]
            : null;
    }
}
