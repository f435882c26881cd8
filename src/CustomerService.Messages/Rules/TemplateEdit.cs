using CustomerService.Platform.Localization;

namespace CustomerService.Messages.Rules;

/// <summary>The words of a kind of message in a language, where human resources wrote their own instead of those that are shipped.</summary>
public sealed class TemplateEdit
{
    public const int MaxSubject = 200;
    public const int MaxBody = 4000;

    private TemplateEdit() { }

    public TemplateEdit(MessageKind kind, Language language, string subject, string body, DateTime changedAtUtc)
    {
        Kind = kind;
        Language = language;
        Change(subject, body, changedAtUtc);
    }

    public MessageKind Kind { get; private set; }
    public Language Language { get; private set; }
    public string Subject { get; private set; } = "";
    public string Body { get; private set; } = "";
    public DateTime ChangedAtUtc { get; private set; }

    public void Change(string subject, string body, DateTime nowUtc)
    {
        Subject = subject;
        Body = body;
        ChangedAtUtc = nowUtc;
    }
}
