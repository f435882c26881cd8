using System.Globalization;
using System.Text;
using Markdig.Extensions.CustomContainers;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace CustomerService.Catalogue.Markup;

/// <summary>Writes parsed Markdown as HTML. Every element and attribute is written here, and every text is encoded: a node type without
/// a case below is written as plain text, so a content file cannot inject markup.</summary>
internal sealed class HtmlWriter(MarkupContext context)
{
    private readonly StringBuilder _html = new();
    private int _headings;
    private int _figures;

    /// <summary>The output since the last call.</summary>
    public string Take()
    {
        var written = _html.ToString();
        _html.Clear();
        return written;
    }

    public void Blocks(ContainerBlock container)
    {
        foreach (var block in container)
        {
            Block(block);
        }
    }

    public void Block(Block block)
    {
        switch (block)
        {
            case HeadingBlock heading:
                _headings++;
                var tag = heading.Level <= 2 ? "h2" : "h3";
                Raw($"<{tag} id=\"{context.SectionId(_headings)}\">");
                Inlines(heading.Inline);
                Raw($"</{tag}>\n");
                break;
            case ParagraphBlock paragraph when LessonSyntax.PictureOf(paragraph) is { } picture:
                Figure(picture);
                break;
            case ParagraphBlock paragraph:
                Raw("<p>");
                Inlines(paragraph.Inline);
                Raw("</p>\n");
                break;
            case ListBlock list:
                List(list);
                break;
            case Table table:
                TableOf(table);
                break;
            case CustomContainer container:
                Container(container);
                break;
            case QuoteBlock quote:
                Blocks(quote);
                break;
            case LeafBlock { Inline: { } inline }:
                Inlines(inline);
                break;
            case LeafBlock leaf:
                Raw("<p>");
                Text(leaf.Lines.ToString());
                Raw("</p>\n");
                break;
            case ContainerBlock other:
                Blocks(other);
                break;
        }
    }

    public void Inlines(ContainerInline? inlines)
    {
        foreach (var inline in inlines ?? Enumerable.Empty<Inline>())
        {
            Inline(inline);
        }
    }

    private void Inline(Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                Text(literal.Content.ToString());
                break;
            case EmphasisInline emphasis:
                var tag = emphasis.DelimiterCount >= 2 ? "strong" : "em";
                Raw($"<{tag}>");
                Inlines(emphasis);
                Raw($"</{tag}>");
                break;
            case LineBreakInline lineBreak:
                Raw(lineBreak.IsHard ? "<br>\n" : "\n");
                break;
            case LinkInline { IsImage: false } link:
                Link(link);
                break;
            case HtmlEntityInline entity:
                Text(entity.Transcoded.ToString());
                break;
            case CodeInline code:
                Text(code.Content);
                break;
            case AutolinkInline autolink:
                Text(autolink.Url);
                break;
            case HtmlInline foreign:
                Text(foreign.Tag);
                break;
            case ContainerInline container:
                Inlines(container);
                break;
        }
    }

    private void Link(LinkInline link)
    {
        var attributes = context.LinkAttributes(link.Url ?? "");
        if (attributes is null)
        {
            Inlines(link);
            return;
        }

        Raw("<a");
        foreach (var (name, value) in attributes)
        {
            Raw($" {name}=\"");
            Text(value);
            Raw("\"");
        }

        Raw(">");
        Inlines(link);
        Raw("</a>");
    }

    private void List(ListBlock list)
    {
        Raw(list.IsOrdered
            ? list.OrderedStart is { } start and not "1" && int.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? $"<ol start=\"{number.ToString(CultureInfo.InvariantCulture)}\">\n" : "<ol>\n"
            : "<ul>\n");
        foreach (var item in list.OfType<ListItemBlock>())
        {
            Raw("<li>");
            foreach (var block in item)
            {
                if (!list.IsLoose && block is ParagraphBlock paragraph && LessonSyntax.PictureOf(paragraph) is null)
                {
                    Inlines(paragraph.Inline);
                }
                else
                {
                    Block(block);
                }
            }

            Raw("</li>\n");
        }

        Raw(list.IsOrdered ? "</ol>\n" : "</ul>\n");
    }

    /// <summary>A table scrolls horizontally in its own container; the container is focusable by keyboard, so it has an accessible name.</summary>
    private void TableOf(Table table)
    {
        Raw("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
        Text(context.Say("TableLabel"));
        Raw("\">\n<table>\n");
        var rows = table.OfType<TableRow>().ToList();
        Rows("thead", rows.Where(r => r.IsHeader));
        Rows("tbody", rows.Where(r => !r.IsHeader));
        Raw("</table>\n</div>\n");
    }

    private void Rows(string part, IEnumerable<TableRow> rows)
    {
        var open = false;
        foreach (var row in rows)
        {
            Raw(open ? "<tr>" : $"<{part}>\n<tr>");
            open = true;
            foreach (var cell in row.OfType<TableCell>())
            {
                Raw(row.IsHeader ? "<th scope=\"col\">" : "<td>");
                foreach (var block in cell)
                {
                    Inlines((block as LeafBlock)?.Inline);
                }

                Raw(row.IsHeader ? "</th>" : "</td>");
            }

            Raw("</tr>\n");
        }

        if (open)
        {
            Raw($"</{part}>\n");
        }
    }

    private void Container(CustomContainer container)
    {
        var (name, _) = LessonSyntax.NameOf(container);
        if (!LessonSyntax.ProseBlocks.Contains(name))
        {
            Blocks(container);
            return;
        }

        Raw($"<section class=\"block block-{name}\">\n<p class=\"block-title\">");
        Text(context.Say("Block" + char.ToUpperInvariant(name[0]) + name[1..]));
        Raw("</p>\n");
        var inDialogue = false;
        foreach (var block in container)
        {
            var speaker = block is ParagraphBlock paragraph ? LessonSyntax.SpeakerOf(paragraph) : null;
            if (inDialogue != speaker is not null)
            {
                Raw(inDialogue ? "</dl>\n" : "<dl class=\"dialogue\">\n");
                inDialogue = !inDialogue;
            }

            if (speaker is null)
            {
                Block(block);
            }
            else
            {
                Turn(speaker);
            }
        }

        Raw(inDialogue ? "</dl>\n</section>\n" : "</section>\n");
    }

    /// <summary>A turn of a dialogue: speaker and text.</summary>
    private void Turn(EmphasisInline speaker)
    {
        Raw("<dt>");
        Text(LessonSyntax.PlainText(speaker).TrimEnd(':', ' '));
        Raw(":</dt><dd>");
        var start = _html.Length;
        for (var inline = speaker.NextSibling; inline is not null; inline = inline.NextSibling)
        {
            Inline(inline);
        }

        TrimStart(start);
        Raw("</dd>\n");
    }

    private void Figure(string id)
    {
        if (context.Picture(id) is not { } picture)
        {
            return;
        }

        _figures++;
        var description = context.FigureId(_figures);
        Raw("<figure class=\"picture\">");
        Raw(SafeSvg.Rebuild(picture.Svg.In(context.Language), description, picture.Alt.In(context.Language)));
        Raw("<figcaption>");
        Text(picture.Caption.In(context.Language));
        Raw("</figcaption></figure>\n");
    }

    private void TrimStart(int from)
    {
        var end = from;
        while (end < _html.Length && _html[end] is ' ' or ':')
        {
            end++;
        }

        _html.Remove(from, end - from);
    }

    private void Raw(string markup) => _html.Append(markup);

    private void Text(string text) => Encoding.Append(_html, text);

    internal static class Encoding
    {
        /// <summary>Text as HTML content or as a double-quoted attribute value. Persian stays as it is: the pages are UTF-8.</summary>
        public static void Append(StringBuilder html, string text)
        {
            foreach (var character in text)
            {
                _ = character switch
                {
                    '&' => html.Append("&amp;"),
                    '<' => html.Append("&lt;"),
                    '>' => html.Append("&gt;"),
                    '"' => html.Append("&quot;"),
                    '\'' => html.Append("&#39;"),
                    '\0' => html,
                    _ => html.Append(character),
                };
            }
        }

        public static string Of(string text)
        {
            var html = new StringBuilder(text.Length + 16);
            Append(html, text);
            return html.ToString();
        }
    }
}
