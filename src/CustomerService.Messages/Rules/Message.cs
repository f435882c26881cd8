using CustomerService.Platform.Localization;

namespace CustomerService.Messages.Rules;

/// <summary>Something that a person is told. It holds neither words nor tokens: what is read is composed when it is shown or sent.</summary>
public sealed class Message
{
    /// <summary>Longest <see cref="SubjectId"/>.</summary>
    public const int MaxSubject = 100;

    private Message() { }

    /// <param name="subjectId">What it is about, by the kind: the id of a course or of a certificate, a number of people; null: the account.</param>
    /// <param name="language">The person's language at that time, in which it is sent.</param>
    /// <param name="isInInbox">Whether the person finds it in the inbox.</param>
    public Message(Guid id, Guid personId, MessageKind kind, string? subjectId, Language language, bool isInInbox, DateTime createdAtUtc)
    {
        Id = id;
        PersonId = personId;
        Kind = kind;
        SubjectId = subjectId;
        Language = language;
        IsInInbox = isInInbox;
        CreatedAtUtc = createdAtUtc;
    }

    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }
    public MessageKind Kind { get; private set; }
    public string? SubjectId { get; private set; }
    public Language Language { get; private set; }
    public bool IsInInbox { get; private set; }
    public DateTime CreatedAtUtc { get; private set; }

    /// <summary>Null: unread.</summary>
    public DateTime? ReadAtUtc { get; private set; }

    /// <summary>The first reading counts.</summary>
    public void Read(DateTime nowUtc) => ReadAtUtc ??= nowUtc;
}
