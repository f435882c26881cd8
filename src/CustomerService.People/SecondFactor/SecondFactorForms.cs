using System.ComponentModel.DataAnnotations;
using CustomerService.People.Text;
using CustomerService.Ui.Forms;

namespace CustomerService.People.SecondFactor;

/// <summary>A code of the authenticator app, or a recovery code.</summary>
public sealed class CodeForm
{
    [Required(ErrorMessageResourceType = typeof(SignInText), ErrorMessageResourceName = nameof(SignInText.CodeRequired))]
    [Longest(64)]
    public string? Code { get; set; }
}

/// <summary>What the script of a passkey ceremony fills in.</summary>
public class PasskeyForm
{
    [Longest(4000)]
    public string? State { get; set; }

    [Longest(32_000)]
    public string? Credential { get; set; }
}

/// <summary>A new passkey. The password is checked with the challenge, before the browser is asked.</summary>
public sealed class NewPasskeyForm : PasskeyForm
{
    public const int MaxName = 60;

    [Longest(MaxName)]
    public string? Name { get; set; }
}

/// <summary>Another name for a passkey.</summary>
public sealed class RenamePasskeyForm
{
    /// <summary>Of <see cref="PasskeyView"/>.</summary>
    [Longest(4000)]
    public string? Id { get; set; }

    [Longest(NewPasskeyForm.MaxName)]
    public string? Name { get; set; }
}

/// <summary>A new authenticator app.</summary>
public sealed class AuthenticatorForm
{
    /// <summary>The key on the page, encrypted.</summary>
    [Longest(2000)]
    public string? Offer { get; set; }

    [Required(ErrorMessageResourceType = typeof(SignInText), ErrorMessageResourceName = nameof(SignInText.CodeRequired))]
    [Longest(64)]
    public string? Code { get; set; }

    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.CurrentPasswordRequired))]
    [Longest(256)]
    public string? Password { get; set; }
}

/// <summary>An act on the own second factor, which asks for the present password.</summary>
public sealed class SecondFactorActionForm
{
    /// <summary><c>remove-app</c>, <c>remake-codes</c>, or the id of a passkey to remove.</summary>
    [Longest(4000)]
    public string? Action { get; set; }

    [Longest(256)]
    public string? Password { get; set; }
}
