namespace CustomerService.Ui.Forms;

/// <summary>Why a form was not processed.</summary>
public enum RefusedFormReason
{
    /// <summary>Its token is missing or belongs to another session: the page is from before a sign-in or sign-out.</summary>
    Stale,

    /// <summary>The page no longer has a form of this name.</summary>
    Gone,

    /// <summary>The body is damaged, or in an encoding or format that pages do not send.</summary>
    Unreadable,

    TooLarge,

    /// <summary>The address sends too many forms.</summary>
    TooMany,

    /// <summary>The session ended before the form was sent.</summary>
    SignedOut,
}

/// <summary>A form that was refused before its page saw it; a request feature for the status page, which explains it.</summary>
/// <param name="Page">Local URL of the form's page; null where it cannot be opened with GET.</param>
/// <param name="Typed">What the reader had typed, without passwords and codes; empty where it may not be the reader's own.</param>
/// <param name="LimitBytes">Most that the form may hold.</param>
public sealed record RefusedForm(RefusedFormReason Reason, string? Page, IReadOnlyList<string> Typed, long LimitBytes);
