namespace CustomerService.People.SignOn;

/// <summary>Why human resources are asked.</summary>
public enum RequestReason
{
    /// <summary>Nobody was recognised.</summary>
    Unknown,

    /// <summary>Several people were.</summary>
    SeveralPeople,

    /// <summary>The account's link was undone before.</summary>
    LinkUndone,

    /// <summary>The person could not be added from the claims: see <see cref="SignOnRequest.Problem"/>.</summary>
    NotAdded,
}

public enum RequestState
{
    Open,
    Linked,
    Added,
    Refused,
}

/// <summary>Somebody who came from a provider and whom human resources are to recognise. One for each account of a provider.</summary>
public sealed class SignOnRequest
{
    public const int MaxName = 100;
    public const int MaxText = 256;

    private SignOnRequest() { }

    public SignOnRequest(Guid id, ProviderIdentity identity, RequestReason reason, string? problem, DateTime nowUtc)
    {
        Id = id;
        Provider = identity.Provider;
        SubjectKey = identity.SubjectKey;
        CreatedAtUtc = nowUtc;
        Repeat(identity, reason, problem, nowUtc);
    }

    public Guid Id { get; private set; }
    public string Provider { get; private set; } = "";
    public string SubjectKey { get; private set; } = "";
    public string AccountName { get; private set; } = "";
    public string GivenName { get; private set; } = "";
    public string FamilyName { get; private set; } = "";
    public string? Email { get; private set; }

    /// <summary>Whether the provider says that the address is the person's.</summary>
    public bool IsEmailVerified { get; private set; }
    public string? PersonnelNumber { get; private set; }
    public string? Unit { get; private set; }
    public RequestReason Reason { get; private set; }

    /// <summary>The code of the refusal, where adding the person was refused.</summary>
    public string? Problem { get; private set; }
    public DateTime CreatedAtUtc { get; private set; }
    public DateTime LastAskedAtUtc { get; private set; }
    public RequestState State { get; private set; }
    public DateTime? AnsweredAtUtc { get; private set; }
    public Guid? AnsweredById { get; private set; }

    /// <summary>Whom it was answered with.</summary>
    public Guid? PersonId { get; private set; }

    public string Name => $"{GivenName} {FamilyName}".Trim();

    /// <summary>The same account comes again. A refusal stays one; a link that was undone since is asked anew.</summary>
    public void Repeat(ProviderIdentity identity, RequestReason reason, string? problem, DateTime nowUtc)
    {
        ArgumentNullException.ThrowIfNull(identity);
        (AccountName, GivenName, FamilyName) = (Cut(identity.AccountName, MaxText), Cut(identity.GivenName ?? "", MaxName), Cut(identity.FamilyName ?? "", MaxName));
        (Email, IsEmailVerified) = (Cut(identity.Email, MaxText), identity.IsEmailVerified);
        (PersonnelNumber, Unit) = (Cut(identity.PersonnelNumber, MaxName), Cut(identity.Unit, MaxText));
        LastAskedAtUtc = nowUtc;
        if (State != RequestState.Refused)
        {
            (Reason, Problem, State, AnsweredAtUtc, AnsweredById, PersonId) = (reason, problem, RequestState.Open, null, null, null);
        }
    }

    public void Answer(RequestState state, Guid actorId, Guid? personId, DateTime nowUtc) =>
        (State, AnsweredById, PersonId, AnsweredAtUtc) = (state, actorId, personId, nowUtc);

    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    private static string? Cut(string? text, int length) => text?.Length > length ? text[..length] : text;
}
