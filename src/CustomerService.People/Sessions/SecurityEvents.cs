namespace CustomerService.People.Sessions;

/// <summary>Names of the audited actions that are not deeds of administration: there are many, and they are kept for
/// <see cref="PeopleOptions.SecurityEventDays"/> only. Deeds, such as a reset password or a given role, are kept for ever.</summary>
public static class SecurityEvents
{
    public const string SessionStarted = "session.started";
    public const string SessionEnded = "session.ended";

    /// <summary>The subject is the account's person; null for an unknown name, which is not stored: it may be a password typed into the wrong field.</summary>
    public const string SignInFailed = "sign-in.failed";

    /// <summary>A wrong password that closed the account for a while, at sign-in or where the present password is asked.</summary>
    public const string LockedOut = "sign-in.locked-out";

    /// <summary>The present password was asked and given wrongly.</summary>
    public const string PasswordRefused = "sign-in.password-refused";

    /// <summary>A page or endpoint that is not for the person's roles; the detail is its route.</summary>
    public const string AccessRefused = "access.refused";

    /// <summary>A form without a valid antiforgery token; the detail is its route.</summary>
    public const string FormRefused = "form.refused";

    /// <summary>A record that does not exist, or is not for the person; the detail is its route.</summary>
    public const string RecordRefused = "record.refused";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [SessionStarted, SessionEnded, SignInFailed, LockedOut, PasswordRefused, AccessRefused, FormRefused, RecordRefused];
}
