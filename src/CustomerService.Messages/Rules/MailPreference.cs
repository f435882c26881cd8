namespace CustomerService.Messages.Rules;

/// <summary>A person's choice whether messages of a kind come by e-mail, where it is not what is usual for the kind.</summary>
public sealed class MailPreference
{
    private MailPreference() { }

    public MailPreference(Guid personId, MessageKind kind, bool isOn, DateTime changedAtUtc)
    {
        PersonId = personId;
        Kind = kind;
        Change(isOn, changedAtUtc);
    }

    public Guid PersonId { get; private set; }
    public MessageKind Kind { get; private set; }
    public bool IsOn { get; private set; }
    public DateTime ChangedAtUtc { get; private set; }

    public void Change(bool isOn, DateTime nowUtc)
    {
        IsOn = isOn;
        ChangedAtUtc = nowUtc;
    }
}
