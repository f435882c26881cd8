using CustomerService.Messages.Kinds;
using CustomerService.Messages.Rules;
using CustomerService.Messages.Sending;
using CustomerService.Messages.Templates;
using CustomerService.Platform.Localization;

namespace CustomerService.Rules.Tests.Messages;

/// <summary>The words of messages: what may be written, and what becomes of it.</summary>
public sealed class TemplateTextTests
{
    private static readonly string[] Known = ["name", "academy", "link", "course"];

    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["name"] = "Sara <b>M</b>", ["academy"] = "Academy & Sons", ["course"] = "**Listen** [here]({link})\r\nBcc: x@example.org", ["link"] = "https://academy.example.org/x?a=1&b=2",
    };

    [Fact]
    public void Every_kind_is_in_the_table_and_has_shipped_words_in_both_languages()
    {
        Assert.Equal(Enum.GetValues<MessageKind>().Order(), MessageKinds.All.Select(k => k.Kind).Order());
        Assert.Equal(MessageKinds.All.Count, MessageKinds.All.Select(k => k.Slug).Distinct().Count());
        foreach (var kind in MessageKinds.All)
        {
            foreach (var language in Languages.All)
            {
                var text = ShippedTemplates.Text(kind.Kind, language);
                Assert.Single(text.Blocks, b => b.Button is not null);
                Assert.Contains(text.Blocks.SelectMany(b => b.Lines).SelectMany(l => l), s => s is { Kind: SpanKind.Field, Value: "name" });
                // What a kind tells must be told in both.
                Assert.All(kind.Fields, field => Assert.Contains(text.Subject.Concat(text.Blocks.SelectMany(b => b.Lines).SelectMany(l => l)), s => s.Kind == SpanKind.Field && s.Value == field));
            }
        }
    }

    [Fact]
    public void The_shipped_words_are_written_as_well_as_other_texts()
    {
        var (english, persian) = (Words(Language.English), Words(Language.Persian));

        Assert.Empty(new Texts.TextPair(english, persian).Problems());

        static Dictionary<string, string> Words(Language language) => MessageKinds.All.ToDictionary(
            k => k.Kind.ToString(), k => (ShippedTemplates.Words(k.Kind, language) is var (subject, body) ? $"{subject}\n{body}" : "").Replace('{', '«').Replace('}', '»'), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("", "Hello")]
    [InlineData("Subject", " \n ")]
    [InlineData(null, null)]
    public void A_subject_and_a_body_are_needed(string? subject, string? body) => Assert.IsType<TemplateEmpty>(Read(subject, body).Refusal);

    [Fact]
    public void Texts_have_an_end()
    {
        Assert.IsType<TemplateTooLong>(Read(new string('x', TemplateEdit.MaxSubject + 1), "Hello").Refusal);
        Assert.IsType<TemplateTooLong>(Read("Subject", new string('x', TemplateEdit.MaxBody + 1)).Refusal);
    }

    [Theory]
    [InlineData("Subject", "Hello {nmae} and {Course} and {course}", "{nmae} {Course}")]
    [InlineData("{number}", "Hello", "{number}")]
    [InlineData("{link}", "Hello", "{link}")]
    public void A_field_that_is_not_there_is_named(string subject, string body, string fields) =>
        Assert.Equal(new TemplateFieldUnknown(fields), Read(subject, body).Refusal);

    [Theory]
    [InlineData("No link", false)]
    [InlineData("Bare {link}", true)]
    [InlineData("[Words]({link})", true)]
    [InlineData("[Words](https://elsewhere.example.org)", false)]
    public void A_text_whose_link_gives_access_has_it(string body, bool has) =>
        Assert.Equal(has ? null : typeof(TemplateLinkMissing), TemplateText.Read("Subject", body, Known, needsLink: true).Refusal?.GetType());

    [Fact]
    public void Neither_a_template_nor_a_value_brings_markup_into_a_mail()
    {
        var mail = Compose("Hello {name} <script>alert(1)</script> {course}", "<img src=x onerror=alert(1)> {name} **{course}** [a<b]({link}) [evil](javascript:alert(1)) {link}\n\n- <i>one</i>\n- {course}\n\n[Press <here>]({link})");

        Assert.DoesNotContain("<script", mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<i>", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>M", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"javascript", mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Sara &lt;b&gt;M&lt;/b&gt;", mail.Html, StringComparison.Ordinal);
        Assert.Contains("<strong><bdi>**Listen** [here]({link})", mail.Html, StringComparison.Ordinal);
        Assert.All(System.Text.RegularExpressions.Regex.Matches(mail.Html, "href=\"([^\"]*)\"").Select(m => m.Groups[1].Value), href => Assert.StartsWith("https://academy.example.org/", href, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', mail.Subject);
        Assert.DoesNotContain('\r', mail.Subject);
    }

    [Fact]
    public void A_link_that_stands_alone_is_a_button_with_its_address_beneath_and_the_plain_text_says_the_same()
    {
        var mail = Compose("Hello", "Dear {academy},\n\n[Open it]({link})\n\n- first\n- **second**");

        Assert.Contains("display:inline-block", mail.Html, StringComparison.Ordinal);
        Assert.Contains("Open it:\nhttps://academy.example.org/x?a=1&b=2", mail.Text, StringComparison.Ordinal);
        Assert.Contains("• first\n• second", mail.Text, StringComparison.Ordinal);
        Assert.Contains("<li style=\"margin:0 0 4px\"><strong>second</strong></li>", mail.Html, StringComparison.Ordinal);
        Assert.Contains("Turn off:\nhttps://academy.example.org/unsubscribe/t", mail.Text, StringComparison.Ordinal);
    }

    [Theory, InlineData(Language.Persian, "rtl", "right"), InlineData(Language.English, "ltr", "left")]
    public void A_mail_has_its_languages_direction(Language language, string direction, string start)
    {
        var mail = Compose("Hello", "Text", language);

        Assert.Contains($"<html lang=\"{language.Code()}\" dir=\"{direction}\">", mail.Html, StringComparison.Ordinal);
        Assert.Contains($"text-align:{start}", mail.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a ** b", "a ** b")]
    [InlineData("**a** b **", "<strong>a</strong> b **")]
    [InlineData("{", "{")]
    [InlineData("{ name }", "{ name }")]
    [InlineData("line one\nline two", "line one<br>line two")]
    public void What_is_no_mark_stays_as_it_is_typed(string body, string html) => Assert.Contains($"<p style=\"margin:0 0 16px\">{html}</p>", Compose("Hello", body).Html, StringComparison.Ordinal);

    private static Platform.Result<TemplateText> Read(string? subject, string? body) => TemplateText.Read(subject, body, Known, needsLink: false);

    private static ComposedMail Compose(string subject, string body, Language language = Language.English) => MailText.Compose(
        Read(subject, body).Value!, Values, new MailFrame(language, "Academy", "Why", "By hand:", ("Turn off", "https://academy.example.org/unsubscribe/t")));
}
