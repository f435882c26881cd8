using CustomerService.Ui.Controls;
using Markdig;
using Markdig.Extensions.CustomContainers;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace CustomerService.Catalogue.Markup;

/// <summary>The Markdown of lessons and of short texts, and the names in it.</summary>
internal static class LessonSyntax
{
    public const string ImagePrefix = "image:";
    public const string LessonPrefix = "lesson:";
    public const string TermPrefix = "term:";
    public const string PracticeBlock = "practice";
    public const string FlawedBlock = "flawed";
    public const string GoodBlock = "good";

    /// <summary>Blocks with prose in them, in the order of the format's page.</summary>
    public static readonly IReadOnlyList<string> ProseBlocks = ["situation", "example", FlawedBlock, GoodBlock, "note"];

    private static readonly MarkdownPipeline ForReaders = Pipeline(html: false);
    private static readonly MarkdownPipeline ForAuthors = Pipeline(html: true);
    private static readonly MarkdownPipeline ForShortTexts = ShortPipeline();

    /// <summary>As shown: HTML is text like any other.</summary>
    public static MarkdownDocument Parse(string markdown) => TryParse(markdown, ForReaders) ?? [];

    /// <summary>As checked: HTML is recognised, so that it can be reported. Null when the text is nested beyond sense.</summary>
    public static MarkdownDocument? ParseToCheck(string markdown) => TryParse(markdown, ForAuthors);

    /// <summary>Paragraphs with emphasis and nothing else: stems, explanations, scenarios.</summary>
    public static MarkdownDocument ParseShort(string markdown) => TryParse(markdown, ForShortTexts) ?? [];

    /// <summary>The picture that stands alone in a paragraph; null for any other paragraph.</summary>
    public static string? PictureOf(ParagraphBlock paragraph) =>
        paragraph.Inline is { FirstChild: LinkInline { IsImage: true, NextSibling: null, Url: { } url } } && url.StartsWith(ImagePrefix, StringComparison.Ordinal)
            ? url[ImagePrefix.Length..]
            : null;

    /// <summary>The name of a container (<c>::: note</c>) and what follows it.</summary>
    public static (string Name, string Argument) NameOf(CustomContainer container) =>
        ((container.Info ?? "").Trim(), (container.Arguments ?? "").Trim());

    /// <summary>The speaker of a turn in a dialogue: the bold beginning of a paragraph, when it ends in a colon.</summary>
    public static EmphasisInline? SpeakerOf(ParagraphBlock paragraph) =>
        paragraph.Inline?.FirstChild is EmphasisInline { DelimiterCount: 2 } bold
        && (PlainText(bold).EndsWith(':') || bold.NextSibling is LiteralInline next && next.Content.ToString().StartsWith(':'))
            ? bold
            : null;

    public static string PlainText(ContainerInline container) => string.Concat(container.Descendants().Select(i => i switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        LineBreakInline => " ",
        _ => "",
    }));

    private static MarkdownDocument? TryParse(string markdown, MarkdownPipeline pipeline)
    {
        try
        {
            return Markdown.Parse(markdown, pipeline);
        }
        catch (ArgumentException)
        {
            // Markdig's limit of depth: hundreds of brackets within each other.
            return null;
        }
    }

    private static MarkdownPipeline Pipeline(bool html)
    {
        var builder = new MarkdownPipelineBuilder().UsePipeTables().UsePreciseSourceLocation();
        builder.BlockParsers.Insert(0, new CustomContainerParser());
        return (html ? builder : builder.DisableHtml()).Build();
    }

    private static MarkdownPipeline ShortPipeline()
    {
        var builder = new MarkdownPipelineBuilder();
        builder.BlockParsers.Clear();
        builder.BlockParsers.Add(new ParagraphBlockParser());
        builder.InlineParsers.Clear();
        builder.InlineParsers.Add(new EscapeInlineParser());
        builder.InlineParsers.Add(new EmphasisInlineParser());
        builder.InlineParsers.Add(new LineBreakInlineParser());
        return builder.Build();
    }
}
