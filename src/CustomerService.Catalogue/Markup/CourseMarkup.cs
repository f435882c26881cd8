using System.Collections.Concurrent;
using CustomerService.Catalogue.Publishing;
using CustomerService.Catalogue.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Navigation;
using Markdig.Extensions.CustomContainers;
using Markdig.Syntax;

namespace CustomerService.Catalogue.Markup;

/// <summary>A segment of a rendered lesson: HTML, or a placeholder for a practice question.</summary>
public abstract record LessonSegment
{
    private LessonSegment() { }

    /// <summary>Safe HTML.</summary>
    public sealed record Html(string Markup) : LessonSegment;

    /// <summary>Placeholder for the question with this id.</summary>
    public sealed record Practice(string ItemId) : LessonSegment;
}

/// <summary>Renders the Markdown of published courses to safe HTML. Lessons are rendered once per revision and language and then
/// cached in memory: in a plain dictionary, because they are rendered synchronously from in-memory data while a page is
/// written.</summary>
public sealed class CourseMarkup(AcademyReference reference, NavigationTargets targets)
{
    /// <summary>Maximum cached lessons; enough for every lesson of fourteen courses in a few revisions and both languages.</summary>
    public const int KeptLessons = 1000;

    private readonly ConcurrentDictionary<Key, IReadOnlyList<LessonSegment>> _kept = new();

    /// <summary>The segments of a lesson in a language, in order; empty if the course has no such lesson.</summary>
    public IReadOnlyList<LessonSegment> Segments(PublishedCourse published, string lessonId, Language language)
    {
        var glossary = reference.Glossary;
        var key = new Key(published.RevisionId, lessonId, language, glossary.Version);
        if (_kept.TryGetValue(key, out var known))
        {
            return known;
        }

        var segments = published.Course.Lesson(lessonId) is { } lesson ? Render(published.Course, lesson, language, glossary.Terms) : [];
        if (_kept.Count >= KeptLessons)
        {
            _kept.Clear();
        }

        return _kept[key] = segments;
    }

    /// <summary>Renders a short text with emphasis, without paragraph elements: for labels, buttons and headings.</summary>
    public static string Inline(string text)
    {
        if (IsPlain(text))
        {
            return HtmlWriter.Encoding.Of(text);
        }

        var writer = new HtmlWriter(NoLesson);
        return string.Join("<br>\n", LessonSyntax.ParseShort(text).OfType<ParagraphBlock>().Select(p =>
        {
            writer.Inlines(p.Inline);
            return writer.Take();
        }));
    }

    /// <summary>Renders a text of one or more paragraphs with emphasis.</summary>
    public static string Block(string text)
    {
        var writer = new HtmlWriter(NoLesson);
        writer.Blocks(LessonSyntax.ParseShort(text));
        return writer.Take().TrimEnd('\n');
    }

    private static MarkupContext NoLesson { get; } = new(Language.Persian, null, null, new Dictionary<string, GlossaryTerm>(), null);

    /// <summary>Fast path: most labels contain no Markdown.</summary>
    private static bool IsPlain(string text) => !text.AsSpan().ContainsAny("*_\\\n");

    private List<LessonSegment> Render(Course course, Lesson lesson, Language language, IReadOnlyDictionary<string, GlossaryTerm> glossary)
    {
        var segments = new List<LessonSegment>();
        var writer = new HtmlWriter(new MarkupContext(language, course, lesson, glossary, targets));
        foreach (var block in LessonSyntax.Parse(lesson.Body.In(language)))
        {
            if (block is CustomContainer container && LessonSyntax.NameOf(container) is (LessonSyntax.PracticeBlock, var itemId))
            {
                Finish();
                segments.Add(new LessonSegment.Practice(itemId));
            }
            else
            {
                writer.Block(block);
            }
        }

        Finish();
        return segments;

        void Finish()
        {
            if (writer.Take() is { Length: > 0 } markup)
            {
                segments.Add(new LessonSegment.Html(markup));
            }
        }
    }

    private readonly record struct Key(Guid RevisionId, string LessonId, Language Language, int GlossaryVersion);
}
