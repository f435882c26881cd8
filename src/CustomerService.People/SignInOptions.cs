using System.ComponentModel.DataAnnotations;

namespace CustomerService.People;

/// <summary>Configuration section <c>SignIn</c>.</summary>
public sealed class SignInOptions
{
    public const string Section = "SignIn";

    /// <summary>Whether roles that run the academy must sign in with a second factor. By default only in Production.</summary>
    public bool RequireSecondFactor { get; set; }

    /// <summary>Whether people sign in with a password or passkey of the academy. Without, administrators alone still can.</summary>
    public bool LocalAccounts { get; set; } = true;

    /// <summary>How long a password that somebody else made can be used.</summary>
    [Range(1, 365)]
    public int HandedOutPasswordDays { get; set; } = 14;
}
