using CustomerService.People.Accounts;

namespace CustomerService.People.SecondFactor;

/// <summary>A person's authenticator app: the key that it shares with the academy.</summary>
public sealed class Authenticator
{
    private Authenticator() { }

    public Authenticator(Guid personId, string protectedKey, long step, DateTime nowUtc)
    {
        PersonId = personId;
        ProtectedKey = protectedKey;
        LastStep = step;
        AddedAtUtc = nowUtc;
    }

    /// <summary>The id of the person and of the <see cref="Account"/>.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The key, encrypted with the keys of data protection.</summary>
    public string ProtectedKey { get; private set; } = "";

    /// <summary>The time step of the code accepted last: no code of it or of an earlier one is accepted again (RFC 6238 §5.2).</summary>
    public long LastStep { get; private set; }

    public DateTime AddedAtUtc { get; private set; }
}
