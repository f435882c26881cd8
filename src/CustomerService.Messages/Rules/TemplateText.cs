using System.Text.RegularExpressions;
using CustomerService.Platform;

namespace CustomerService.Messages.Rules;

/// <summary>What a piece of a text is.</summary>
public enum SpanKind
{
    Text,

    /// <summary>The value of a field.</summary>
    Field,

    /// <summary>Words that lead to the message's link.</summary>
    Link,
}

/// <param name="Value">The text, the name of the field, or the words of the link.</param>
public sealed record TemplateSpan(SpanKind Kind, string Value, bool IsStrong);

/// <summary>A paragraph of lines, or a list of items.</summary>
public sealed record TemplateBlock(bool IsList, IReadOnlyList<IReadOnlyList<TemplateSpan>> Lines)
{
    /// <summary>The words of a link that stands alone, which becomes a button; null: it is something else.</summary>
    public string? Button => !IsList && Lines is [[{ Kind: SpanKind.Link, Value: var words }]] ? words : null;
}

/// <summary>
/// The words of a message with named fields, read once. A little Markdown and nothing else: paragraphs, lists (<c>- </c>), <c>**strong**</c> and
/// <c>[words]({link})</c>, whose only target is the message's own link. Fields (<c>{course}</c>) are put in after reading, as text: neither a template nor
/// a name can bring markup into a mail.
/// </summary>
public sealed partial class TemplateText
{
    private TemplateText(IReadOnlyList<TemplateSpan> subject, IReadOnlyList<TemplateBlock> blocks)
    {
        Subject = subject;
        Blocks = blocks;
    }

    public IReadOnlyList<TemplateSpan> Subject { get; }

    public IReadOnlyList<TemplateBlock> Blocks { get; }

    /// <summary>Reads a subject and a body.</summary>
    /// <param name="known">The fields that the kind has.</param>
    /// <param name="needsLink">Whether the text makes no sense without the link.</param>
    /// <returns>The text, or <see cref="TemplateEmpty"/>, <see cref="TemplateTooLong"/>, <see cref="TemplateFieldUnknown"/>, <see cref="TemplateLinkMissing"/>.</returns>
    public static Result<TemplateText> Read(string? subject, string? body, IReadOnlyCollection<string> known, bool needsLink)
    {
        ArgumentNullException.ThrowIfNull(known);
        var (head, text) = (OneLine(subject ?? ""), (body ?? "").ReplaceLineEndings("\n").Trim());
        if (head.Length == 0 || text.Length == 0)
        {
            return new TemplateEmpty();
        }

        if (head.Length > TemplateEdit.MaxSubject || text.Length > TemplateEdit.MaxBody)
        {
            return new TemplateTooLong(TemplateEdit.MaxSubject, TemplateEdit.MaxBody);
        }

        var inSubject = Spans(head, isPlain: true);
        var blocks = BlankLines().Split(text).Select(Block).ToList();
        var all = blocks.SelectMany(b => b.Lines).SelectMany(line => line).ToList();
        // A link in a subject cannot be followed.
        var unknown = inSubject.Where(s => s.Kind == SpanKind.Field && s.Value == "link").Concat(inSubject.Concat(all).Where(s => s.Kind == SpanKind.Field && !known.Contains(s.Value)))
            .Select(s => s.Value).Distinct(StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
        {
            return new TemplateFieldUnknown(string.Join(" ", unknown.Select(name => "{" + name + "}")));
        }

        return needsLink && !all.Exists(s => s.Kind == SpanKind.Link || s is { Kind: SpanKind.Field, Value: "link" }) ? new TemplateLinkMissing() : new TemplateText(inSubject, blocks);
    }

    /// <summary>Without line breaks and doubled spaces: what may stand in a header.</summary>
    public static string OneLine(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static TemplateBlock Block(string text)
    {
        var lines = text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0).ToList();
        var isList = lines.Count > 0 && lines.TrueForAll(l => l.StartsWith("- ", StringComparison.Ordinal));
        return new(isList, [.. lines.Select(l => Spans(isList ? l[2..].Trim() : l, isPlain: false))]);
    }

    private static List<TemplateSpan> Spans(string line, bool isPlain)
    {
        var spans = new List<TemplateSpan>();
        var marks = Inline().Matches(line);
        // A single mark opens nothing.
        var stars = isPlain ? 0 : marks.Count(m => m.Value == "**") / 2 * 2;
        var (at, isStrong) = (0, false);
        foreach (Match mark in marks)
        {
            if ((mark.Value == "**" && stars == 0) || (isPlain && mark.Groups["words"].Success))
            {
                continue;
            }

            Add(line[at..mark.Index]);
            at = mark.Index + mark.Length;
            if (mark.Value == "**")
            {
                (isStrong, stars) = (!isStrong, stars - 1);
            }
            else
            {
                spans.Add(mark.Groups["words"] is { Success: true } words ? new(SpanKind.Link, words.Value.Trim(), isStrong) : new(SpanKind.Field, mark.Groups["field"].Value, isStrong));
            }
        }

        Add(line[at..]);
        return spans;

        void Add(string text)
        {
            if (text.Length > 0)
            {
                spans.Add(new(SpanKind.Text, text, isStrong));
            }
        }
    }

    [GeneratedRegex(@"\n[ \t]*\n\s*", RegexOptions.None, 1000)]
    private static partial Regex BlankLines();

    [GeneratedRegex(@"\[(?<words>[^\[\]{}\n]+)\]\(\{link\}\)|\{(?<field>[A-Za-z]+)\}|\*\*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Inline();
}
