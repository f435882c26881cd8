using System.Text;
using CustomerService.Catalogue.Markup;
using Markdig.Extensions.CustomContainers;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace CustomerService.Catalogue.Checking;

/// <summary>Extracts a lesson's plain text by line, without URLs and Markdown syntax, for the language and length rules.</summary>
internal static class LessonText
{
    /// <summary>The texts of paragraphs, headings and table cells, each with its start line (zero-based). A line break is a line feed.</summary>
    public static IEnumerable<(int Line, string Text)> Runs(MarkdownDocument document) =>
        document.Descendants<LeafBlock>().Where(b => b.Inline is not null).Select(b => (b.Line, TextOf(b.Inline!)));

    /// <summary>Word count: runs of non-space characters that contain a letter or digit.</summary>
    public static int Words(MarkdownDocument document) => Runs(document)
        .Sum(r => r.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Count(w => w.Any(char.IsLetterOrDigit)));

    /// <summary>The sequence of structural elements that both languages must share.</summary>
    public static IReadOnlyList<(string Name, int Line)> Structure(MarkdownDocument document)
    {
        var parts = new List<(string, int)>();
        foreach (var block in document.Descendants<Block>())
        {
            switch (block)
            {
                case HeadingBlock heading:
                    parts.Add((new string('#', heading.Level), heading.Line));
                    break;
                case CustomContainer container:
                    var (name, argument) = LessonSyntax.NameOf(container);
                    parts.Add(($"::: {name} {argument}".TrimEnd(), container.Line));
                    break;
                case ParagraphBlock paragraph when LessonSyntax.PictureOf(paragraph) is { } picture:
                    parts.Add(($"![](image:{picture})", paragraph.Line));
                    break;
                case Table table:
                    parts.Add(("| table |", table.Line));
                    break;
            }
        }

        return parts;
    }

    private static string TextOf(ContainerInline inlines)
    {
        var text = new StringBuilder();
        foreach (var inline in inlines.Descendants())
        {
            _ = inline switch
            {
                LiteralInline literal => text.Append(literal.Content.AsSpan()),
                LineBreakInline => text.Append('\n'),
                HtmlEntityInline entity => text.Append(entity.Transcoded.AsSpan()),
                _ => text,
            };
        }

        return text.ToString();
    }
}
