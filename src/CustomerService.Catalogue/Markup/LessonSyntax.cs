using Markdig;
using Markdig.Extensions.CustomContainers;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace CustomerService.Catalogue.Markup;

/// <summary>The Markdown dialects of lessons and short texts, and the names used in them.</summary>
internal static class LessonSyntax
{
    public const string ImagePrefix = "image:";
    public const string LessonPrefix = "lesson:";
    public const string TermPrefix = "term:";
    public const string PracticeBlock = "practice";
    public const string FlawedBlock = "flawed";
    public const string GoodBlock = "good";

    /// <summary>Blocks that contain prose, in the order of the format documentation.</summary>
    public static readonly IReadOnlyList<string> ProseBlocks = ["situation", "example", FlawedBlock, GoodBlock, "note"];

    private static readonly MarkdownPipeline ForReaders = Pipeline(html: false);
    private static readonly MarkdownPipeline ForAuthors = Pipeline(html: true);
    private static readonly MarkdownPipeline ForShortTexts = ShortPipeline();

    /// <summary>Parses for display: HTML is treated as text.</summary>
    public static MarkdownDocument Parse(string markdown) => TryParse(markdown, ForReaders) ?? [];

    /// <summary>Parses for checking: HTML is recognised, so that it can be reported. Null if the text is nested too deeply.</summary>
    public static MarkdownDocument? ParseToCheck(string markdown) => TryParse(markdown, ForAuthors);

    /// <summary>Parses paragraphs with emphasis only: stems, explanations, scenarios.</summary>
    public static MarkdownDocument ParseShort(string markdown) => TryParse(markdown, ForShortTexts) ?? [];

    /// <summary>The picture of a paragraph that contains nothing else; null for any other paragraph.</summary>
    public static string? PictureOf(ParagraphBlock paragraph) =>
        paragraph.Inline is { FirstChild: LinkInline { IsImage: true, NextSibling: null, Url: { } url } } && url.StartsWith(ImagePrefix, StringComparison.Ordinal)
            ? url[ImagePrefix.Length..]
            : null;

    /// <summary>The name of a container (<c>::: note</c>) and what follows it.</summary>
    public static (string Name, string Argument) NameOf(CustomContainer container) =>
        ((container.Info ?? "").Trim(), (container.Arguments ?? "").Trim());

    /// <summary>The speaker of a dialogue turn: the bold start of a paragraph, if it ends in a colon.</summary>
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
            // Markdig's nesting limit: hundreds of nested brackets.
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
