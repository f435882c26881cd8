namespace CustomerService.People.SignOn;

/// <summary>What a session of ours owes to a provider: by it the provider's log-out finds the session, and our sign-out the provider's.</summary>
public sealed class ProviderSession
{
    private ProviderSession() { }

    /// <param name="entry">How the session came about.</param>
    public ProviderSession(Guid sessionId, ProviderEntry entry)
    {
        SessionId = sessionId;
        Provider = entry.Provider;
        SubjectKey = entry.SubjectKey;
        SessionKey = entry.SessionKey;
        ProtectedIdToken = entry.ProtectedIdToken;
    }

    /// <summary>Of the <see cref="Rules.UserSession"/>.</summary>
    public Guid SessionId { get; private set; }
    public string Provider { get; private set; } = "";

    /// <summary>See <see cref="ProviderKeys"/>.</summary>
    public string SubjectKey { get; private set; } = "";

    /// <summary>Of the provider's own session; null where it names none.</summary>
    public string? SessionKey { get; private set; }

    /// <summary>The ID token, encrypted with the keys of data protection: the hint by which a provider knows whom to sign out.</summary>
    public string? ProtectedIdToken { get; private set; }

    /// <summary>The same for the session that takes this one's place.</summary>
    public ProviderSession MoveTo(Guid sessionId) => new(sessionId, new(Provider, SubjectKey, SessionKey, ProtectedIdToken));
}

/// <summary>A sign-in by a provider, on its way to a session.</summary>
public sealed record ProviderEntry(string Provider, string SubjectKey, string? SessionKey, string? ProtectedIdToken);
