using System.Globalization;
using System.Text;
using CustomerService.Messages.Kinds;
using CustomerService.Messages.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Rendering;

namespace CustomerService.Messages.Sending;

/// <summary>A message as it is read: the same words as plain text and as a page.</summary>
/// <param name="Fragment">The page without its head, to be shown within another.</param>
internal sealed record ComposedMail(string Subject, string Text, string Html, string Fragment);

/// <summary>What stands around the words of a mail.</summary>
/// <param name="Footer">Why it came.</param>
/// <param name="TurnOff">Words and address by which mails of the kind are turned off; null: they cannot be.</param>
internal sealed record MailFrame(Language Language, string Academy, string Footer, string LinkHint, (string Words, string Address)? TurnOff);

/// <summary>Writes a text with its fields as plain text and as HTML. Every value is encoded; styles are inline, because many readers of mail drop sheets.</summary>
internal static class MailText
{
    private const string Font = "font-family:Vazirmatn,Tahoma,'Segoe UI',Arial,sans-serif;";
    private const string Ink = "#1c2a29", Soft = "#52605d", Paper = "#faf7f1", Surface = "#fffefb", Line = "#e4dccf", Accent = "#0b6e69";

    /// <summary>The subject alone, as inboxes show it.</summary>
    public static string Subject(TemplateText template, IReadOnlyDictionary<string, string> fields) =>
        TemplateText.OneLine(string.Concat(template.Subject.Select(s => s.Kind == SpanKind.Field ? fields[s.Value] : s.Value)));

    /// <param name="fields">Of every field in the text, the link among them.</param>
    public static ComposedMail Compose(TemplateText template, IReadOnlyDictionary<string, string> fields, MailFrame frame)
    {
        var subject = Subject(template, fields);
        var fragment = Fragment(template, fields, frame);
        return new(subject, Plain(template, fields, frame), Page(subject, frame, fragment), fragment);
    }

    private static string Plain(TemplateText template, IReadOnlyDictionary<string, string> fields, MailFrame frame)
    {
        var link = fields[MessageFields.Link];
        var parts = template.Blocks.Select(block => block.Button is { } words
            ? $"{words}:\n{link}"
            : string.Join('\n', block.Lines.Select(line => (block.IsList ? "• " : "") + string.Concat(line.Select(s => s.Kind switch
            {
                SpanKind.Text => s.Value,
                SpanKind.Field => fields[s.Value],
                SpanKind.Link => $"{s.Value} ({link})",
                var other => throw new InvalidOperationException($"Unknown span {other}."),
            })))));
        var text = new StringBuilder().AppendJoin("\n\n", parts).Append("\n\n-- \n").Append(frame.Academy).Append('\n').Append(frame.Footer);
        if (frame.TurnOff is { } off)
        {
            text.Append('\n').Append(off.Words).Append(":\n").Append(off.Address);
        }

        return text.Append('\n').ToString();
    }

    private static string Page(string subject, MailFrame frame, string fragment) => $"""
        <!doctype html>
        <html lang="{frame.Language.Code()}" dir="{frame.Language.Direction()}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>{Html.Encode(subject)}</title></head>
        <body style="margin:0;padding:0;background:{Paper}">
        {fragment}
        </body></html>
        """;

    private static string Fragment(TemplateText template, IReadOnlyDictionary<string, string> fields, MailFrame frame)
    {
        var (direction, start) = (frame.Language.Direction(), frame.Language.IsRightToLeft() ? "right" : "left");
        var link = Html.Encode(fields[MessageFields.Link]);
        var body = new StringBuilder();
        foreach (var block in template.Blocks)
        {
            if (block.Button is { } words)
            {
                body.Append(CultureInfo.InvariantCulture, $"""<p style="margin:24px 0"><a href="{link}" style="display:inline-block;padding:12px 24px;border-radius:8px;background:{Accent};color:#ffffff;text-decoration:none;font-weight:bold">{Html.Encode(words)}</a></p><p style="margin:0 0 16px;color:{Soft};font-size:13px">{Html.Encode(frame.LinkHint)}<br><a href="{link}" dir="ltr" style="color:{Accent};word-break:break-all">{link}</a></p>""");
            }
            else if (block.IsList)
            {
                body.Append("""<ul style="margin:0 0 16px;padding-inline-start:24px">""").AppendJoin("", block.Lines.Select(line => $"<li style=\"margin:0 0 4px\">{Spans(line)}</li>")).Append("</ul>");
            }
            else
            {
                body.Append("""<p style="margin:0 0 16px">""").AppendJoin("<br>", block.Lines.Select(Spans)).Append("</p>");
            }
        }

        var off = frame.TurnOff is { } turn ? $"""<br><a href="{Html.Encode(turn.Address)}" style="color:{Soft}">{Html.Encode(turn.Words)}</a>""" : "";
        return $"""
            <table role="presentation" dir="{direction}" width="100%" cellpadding="0" cellspacing="0" style="background:{Paper}"><tr><td align="center" style="padding:24px 12px">
            <table role="presentation" dir="{direction}" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px">
            <tr><td style="padding:0 8px 12px;{Font}font-size:14px;font-weight:bold;color:{Accent};text-align:{start}">{Html.Encode(frame.Academy)}</td></tr>
            <tr><td style="padding:28px 24px 12px;background:{Surface};border:1px solid {Line};border-radius:12px;{Font}font-size:16px;line-height:1.8;color:{Ink};text-align:{start}">{body}</td></tr>
            <tr><td style="padding:16px 8px;{Font}font-size:13px;line-height:1.7;color:{Soft};text-align:{start}">{Html.Encode(frame.Footer)}{off}</td></tr>
            </table></td></tr></table>
            """;

        string Spans(IReadOnlyList<TemplateSpan> line) => string.Concat(line.Select(s =>
        {
            var inner = s.Kind switch
            {
                SpanKind.Text => Html.Encode(s.Value),
                SpanKind.Field when s.Value == MessageFields.Link => $"<a href=\"{link}\" dir=\"ltr\" style=\"color:{Accent};word-break:break-all\">{link}</a>",
                SpanKind.Field => $"<bdi>{Html.Encode(fields[s.Value])}</bdi>",
                SpanKind.Link => $"<a href=\"{link}\" style=\"color:{Accent}\">{Html.Encode(s.Value)}</a>",
                var other => throw new InvalidOperationException($"Unknown span {other}."),
            };
            return s.IsStrong ? $"<strong>{inner}</strong>" : inner;
        }));
    }
}
