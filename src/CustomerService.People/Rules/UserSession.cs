namespace CustomerService.People.Rules;

/// <summary>Why a session ended.</summary>
public enum SessionEnd
{
    /// <summary>The person signed out of it.</summary>
    SignedOut,

    /// <summary>The person ended it from another device.</summary>
    SignedOutElsewhere,

    /// <summary>Somebody who may reset the person's password ended it.</summary>
    SignedOutByOffice,

    /// <summary>The same browser signed in again.</summary>
    SignedInAgain,

    PasswordChanged,
    PasswordReset,

    /// <summary>A second factor was added, removed or reset.</summary>
    SecondFactorChanged,
    RolesChanged,
    Deactivated,

    /// <summary>The present password was asked, and given wrongly too often.</summary>
    WrongPasswords,

    /// <summary>Not used for too long.</summary>
    Idle,

    /// <summary>The absolute end was reached.</summary>
    Expired,

    /// <summary>The provider that signed the person in ended its own session.</summary>
    SignedOutAtProvider,

    /// <summary>The link to the provider's account was undone.</summary>
    LinkUndone,

    /// <summary>It came back with a copy of the database, and may have ended since the copy was made.</summary>
    Restored,
}

/// <summary>How long sessions last: without use, and at most.</summary>
/// <param name="RememberedIdle">For sessions of devices on which the person asked to stay signed in.</param>
public sealed record SessionLimits(TimeSpan Idle, TimeSpan Absolute, TimeSpan RememberedIdle, TimeSpan RememberedAbsolute)
{
    public TimeSpan IdleOf(bool isRemembered) => isRemembered ? RememberedIdle : Idle;

    public TimeSpan AbsoluteOf(bool isRemembered) => isRemembered ? RememberedAbsolute : Absolute;
}

/// <summary>One sign-in of a person on one browser. The sign-in cookie holds only its id: this record alone says whether the cookie still opens anything.</summary>
public sealed class UserSession
{
    public const int MaxDevice = 60;

    private UserSession() { }

    /// <param name="address">The network address at sign-in.</param>
    /// <param name="device">Browser and system in a few words; see <see cref="DeviceDescription"/>.</param>
    public UserSession(Guid id, Guid personId, bool isRemembered, SessionLimits limits, string? address, string? device, DateTime nowUtc)
    {
        Id = id;
        PersonId = personId;
        IsRemembered = isRemembered;
        Address = address;
        Device = device;
        CreatedAtUtc = nowUtc;
        LastSeenAtUtc = nowUtc;
        ExpiresAtUtc = nowUtc + limits.AbsoluteOf(isRemembered);
    }

    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>Whether the person asked to stay signed in on the device.</summary>
    public bool IsRemembered { get; private set; }

    public string? Address { get; private set; }
    public string? Device { get; private set; }
    public DateTime CreatedAtUtc { get; private set; }

    /// <summary>Written at most once in some minutes, so up to that much too early.</summary>
    public DateTime LastSeenAtUtc { get; private set; }

    /// <summary>The absolute end: no use moves it.</summary>
    public DateTime ExpiresAtUtc { get; private set; }

    /// <summary>When a second factor was given in this session; null: none was.</summary>
    public DateTime? SecondFactorAtUtc { get; private set; }

    public DateTime? EndedAtUtc { get; private set; }
    public SessionEnd? EndReason { get; private set; }

    /// <summary>Ends it for good; the first reason stays.</summary>
    /// <returns>Whether it was not ended before.</returns>
    public bool End(SessionEnd reason, DateTime nowUtc)
    {
        if (EndedAtUtc is not null)
        {
            return false;
        }

        EndedAtUtc = nowUtc;
        EndReason = reason;
        return true;
    }

    public void GiveSecondFactor(DateTime nowUtc) => SecondFactorAtUtc = nowUtc;

    /// <summary>The session that takes this one's place on the same browser under a new id, so that copies of the old cookie open nothing. The
    /// absolute end and the second factor stay.</summary>
    public UserSession Renew(Guid id, DateTime nowUtc) => new()
    {
        Id = id,
        PersonId = PersonId,
        IsRemembered = IsRemembered,
        Address = Address,
        Device = Device,
        CreatedAtUtc = CreatedAtUtc,
        LastSeenAtUtc = nowUtc,
        ExpiresAtUtc = ExpiresAtUtc,
        SecondFactorAtUtc = SecondFactorAtUtc,
    };

    /// <summary>Whether it still signs its person in, as far as the record alone can say.</summary>
    public bool IsLive(SessionLimits limits, DateTime nowUtc) =>
        EndedAtUtc is null && nowUtc < ExpiresAtUtc && nowUtc < LastSeenAtUtc + limits.IdleOf(IsRemembered);
}
