namespace CustomerService.People.SignOn;

/// <summary>By what an account of a provider and a person were brought together.</summary>
public enum LinkOrigin
{
    Email,
    PersonnelNumber,

    /// <summary>The person was added from the provider's claims.</summary>
    Added,

    /// <summary>Human resources answered a request.</summary>
    Office,
}

/// <summary>An account of a provider as a way for a person to sign in. One that was undone stays, so that the same account is not linked again by
/// itself: then human resources are asked.</summary>
public sealed class SignOnLink
{
    public const int MaxProvider = 32;
    public const int MaxAccountName = 256;

    private SignOnLink() { }

    /// <param name="subjectKey">See <see cref="ProviderKeys"/>.</param>
    /// <param name="accountName">What the provider calls the account; shown to the person.</param>
    public SignOnLink(Guid id, string provider, string subjectKey, Guid personId, string accountName, LinkOrigin origin, DateTime nowUtc)
    {
        Id = id;
        Provider = provider;
        SubjectKey = subjectKey;
        LinkTo(personId, accountName, origin, nowUtc);
    }

    public Guid Id { get; private set; }
    public string Provider { get; private set; } = "";
    public string SubjectKey { get; private set; } = "";
    public Guid PersonId { get; private set; }
    public string AccountName { get; private set; } = "";
    public LinkOrigin Origin { get; private set; }
    public DateTime LinkedAtUtc { get; private set; }
    public DateTime? EndedAtUtc { get; private set; }

    /// <summary>Links it, also anew after it was undone.</summary>
    public void LinkTo(Guid personId, string accountName, LinkOrigin origin, DateTime nowUtc)
    {
        (PersonId, Origin, LinkedAtUtc, EndedAtUtc) = (personId, origin, nowUtc, null);
        Call(accountName);
    }

    public void Call(string accountName) => AccountName = accountName.Length > MaxAccountName ? accountName[..MaxAccountName] : accountName;

    public void End(DateTime nowUtc) => EndedAtUtc ??= nowUtc;
}
