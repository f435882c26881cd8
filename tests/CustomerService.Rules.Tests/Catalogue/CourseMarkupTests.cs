using CustomerService.Catalogue;
using CustomerService.Catalogue.Markup;
using CustomerService.Catalogue.Publishing;
using CustomerService.Catalogue.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Navigation;
using Microsoft.Extensions.Options;
using static CustomerService.Rules.Tests.Catalogue.SampleContent;

namespace CustomerService.Rules.Tests.Catalogue;

public sealed class CourseMarkupTests : IDisposable
{
    private readonly SampleContent _content = new();

    public void Dispose() => _content.Dispose();

    [Fact]
    public void A_lesson_comes_in_segments_with_its_questions_between()
    {
        var segments = Segments(Language.English);
        Assert.Equal(["html", "L1-P1", "html", "L1-P2"], segments.Select(s => s is LessonSegment.Practice p ? p.ItemId : "html"));
        var html = Html(Language.English);
        Assert.Contains("<section class=\"block block-situation\">\n<p class=\"block-title\">Situation</p>\n<p>The customer", html, StringComparison.Ordinal);
        Assert.Contains("<h2 id=\"s1\">The idea</h2>", html, StringComparison.Ordinal);
        Assert.Contains("<p class=\"block-title\">موقعیت</p>", Html(Language.Persian), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dialogue_names_its_speakers()
    {
        var html = Html(Language.English);
        Assert.Contains("<dl class=\"dialogue\">\n<dt>Customer:</dt><dd>The customer comes", html, StringComparison.Ordinal);
        Assert.Equal(2, html.Split("<dl ").Length - 1);
        Assert.Equal(2, html.Split("</dl>").Length - 1);
        _content.Change(LessonEn, "::: good\n**Customer:** ", "::: good\n**Customer**: ");
        Assert.Contains("<dt>Customer:</dt><dd>The customer comes", Html(Language.English).Split("block-good")[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_is_drawn_in_the_page_and_described()
    {
        var html = Html(Language.Persian);
        Assert.Contains("<figure class=\"picture\"><svg viewBox=\"0 0 640 220\" role=\"img\" aria-labelledby=\"L1-f1\"><desc id=\"L1-f1\">جعبه‌ای با نوشته گام نخست</desc><rect class=\"fig-box\"", html, StringComparison.Ordinal);
        Assert.Contains("<figcaption>گام نخست</figcaption></figure>", html, StringComparison.Ordinal);
        Assert.Contains("First step</text>", Html(Language.English), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>"), InlineData("<style>*{}</style>"), InlineData("<image href=\"https://a.ir/a\"/>"), InlineData("<foreignObject><b xmlns=\"http://www.w3.org/1999/xhtml\">x</b></foreignObject>")]
    [InlineData("<a href=\"javascript:alert(1)\"><text>x</text></a>"), InlineData("<rect onload=\"alert(1)\" style=\"fill:red\" class=\"evil\" fill=\"url(https://a.ir)\" transform=\"url('x')\"/>"), InlineData("<use href=\"#a\"/>")]
    public void What_a_picture_may_not_have_is_left_out(string evil)
    {
        _content.Change(PictureFa, "</svg>", evil + "</svg>");
        var html = Html(Language.Persian);
        foreach (var trace in new[] { "script", "style", "alert", "href=\"https", "javascript", "evil", "url(", "foreign", "<use", "<b", "<image" })
        {
            Assert.DoesNotContain(trace, html.Split("<figure")[1].Split("</figure>")[0], StringComparison.OrdinalIgnoreCase);
        }

        Assert.Contains("گام نخست</text>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_cannot_bring_entities_from_elsewhere()
    {
        _content.Write(PictureFa, "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 220\"><text>&x;</text></svg>");
        Assert.Contains("<figure class=\"picture\"><figcaption>", Html(Language.Persian), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;")]
    [InlineData("[x](javascript:alert(1))", "<p>x</p>")]
    [InlineData("[x](data:text/html,a)", "<p>x</p>")]
    [InlineData("[x](http://a.ir)", "<p>x</p>")]
    [InlineData("[x](term:unknown)", "<p>x</p>")]
    [InlineData("[x](https://a.ir/?a=1&b=\"2\")", "<p><a href=\"https://a.ir/?a=1&amp;b=%222%22\" rel=\"noopener noreferrer\">x</a></p>")]
    [InlineData("[x](lesson:L3)", "<p><a href=\"/courses/X01/lessons/L3\">x</a></p>")]
    [InlineData("[x](lesson:C05/L2)", "<p><a href=\"/courses/C05/lessons/L2\">x</a></p>")]
    [InlineData("[x](term:learner)", "<p><a class=\"term\" href=\"/glossary#learner\" title=\"One who learns.\">x</a></p>")]
    [InlineData("**bold** and *soft*", "<p><strong>bold</strong> and <em>soft</em></p>")]
    [InlineData("1. one\n2. two", "<ol>\n<li>one</li>\n<li>two</li>\n</ol>")]
    [InlineData("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>")]
    [InlineData("| a | b |\n|---|---|\n| 1 | 2 |", "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Table\">\n<table>\n<thead>\n<tr><th scope=\"col\">a</th><th scope=\"col\">b</th></tr>\n</thead>\n<tbody>\n<tr><td>1</td><td>2</td></tr>\n</tbody>\n</table>\n</div>")]
    [InlineData("\"quoted\" & 'single'", "<p>&quot;quoted&quot; &amp; &#39;single&#39;</p>")]
    public void Markdown_becomes_safe_html(string markdown, string html)
    {
        _content.Write(LessonEn, markdown);
        Assert.Contains(html, Html(Language.English), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain & <b>simple</b>", "plain &amp; &lt;b&gt;simple&lt;/b&gt;")]
    [InlineData("*really* **so**", "<em>really</em> <strong>so</strong>")]
    [InlineData("2 * 3 * 4 = 24", "2 * 3 * 4 = 24")]
    [InlineData("- not a list", "- not a list")]
    [InlineData("# not a heading *x*", "# not a heading <em>x</em>")]
    [InlineData("1. not *a* list", "1. not <em>a</em> list")]
    [InlineData("[x](https://a.ir) *y*", "[x](https://a.ir) <em>y</em>")]
    [InlineData("one\n\ntwo", "one<br>\ntwo")]
    public void Short_texts_know_emphasis_only(string text, string html) => Assert.Equal(html, CourseMarkup.Inline(text));

    [Fact]
    public void A_text_of_paragraphs_keeps_them() => Assert.Equal("<p>one</p>\n<p><em>two</em></p>", CourseMarkup.Block("one\n\n*two*"));

    [Fact]
    public void A_lesson_is_rendered_once()
    {
        var (markup, course) = Make();
        Assert.Same(markup.Segments(course, "L1", Language.Persian), markup.Segments(course, "L1", Language.Persian));
        Assert.NotSame(markup.Segments(course, "L1", Language.Persian), markup.Segments(course, "L1", Language.English));
        Assert.Empty(markup.Segments(course, "L9", Language.Persian));
    }

    private IReadOnlyList<LessonSegment> Segments(Language language)
    {
        var (markup, course) = Make();
        return markup.Segments(course, "L1", language);
    }

    private string Html(Language language) => string.Concat(Segments(language).OfType<LessonSegment.Html>().Select(s => s.Markup));

    private (CourseMarkup Markup, PublishedCourse Course) Make()
    {
        var read = _content.Read();
        var reference = new AcademyReference(Options.Create(new CatalogueOptions()), new NoHost());
        reference.Use(read.Academy);
        return (new CourseMarkup(reference, new NavigationTargets([new(NavigationTarget.Lesson, (LessonKey key) => $"/courses/{key.CourseId}/lessons/{key.LessonId}")])), new PublishedCourse(Guid.CreateVersion7(), 1, "", new DateTime(2026, 11, 21, 0, 0, 0, DateTimeKind.Utc), read.Courses.Single().Course));
    }
}
