using System.ComponentModel.DataAnnotations;
using CustomerService.People.Accounts;
using CustomerService.People.Text;
using CustomerService.Platform.Localization;

namespace CustomerService.People.Shared;

public sealed class SignInForm
{
    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.UserNameRequired))]
    [StringLength(256)]
    public string? UserName { get; set; }

    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.PasswordRequired))]
    [StringLength(256)]
    public string? Password { get; set; }

    public bool Remember { get; set; }
}

public sealed class RegisterForm
{
    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.GivenNameRequired))]
    [StringLength(100)]
    public string? GivenName { get; set; }

    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.FamilyNameRequired))]
    [StringLength(100)]
    public string? FamilyName { get; set; }

    [StringLength(100)]
    public string? LatinGivenName { get; set; }

    [StringLength(100)]
    public string? LatinFamilyName { get; set; }

    [CustomValidation(typeof(RegisterForm), nameof(CheckContact))]
    [StringLength(256)]
    public string? Contact { get; set; }

    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.PasswordRequired))]
    [NewPassword(nameof(Contact))]
    [StringLength(256)]
    public string? Password { get; set; }

    [CustomValidation(typeof(RegisterForm), nameof(CheckConsent))]
    public bool Consent { get; set; }

    public static ValidationResult? CheckContact(string? contact, ValidationContext context) =>
        InputParser.TryEmail(contact, out _) || InputParser.TryMobile(contact, out _) ? null : new(PeopleText.ContactInvalid, [context.MemberName!]);

    public static ValidationResult? CheckConsent(bool consent, ValidationContext context) =>
        consent ? null : new(PeopleText.ConsentRequired, [context.MemberName!]);
}

public sealed class SetupForm
{
    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.OrganisationRequired))]
    [StringLength(300)]
    public string? OrganisationFa { get; set; }

    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.OrganisationRequired))]
    [StringLength(300)]
    public string? OrganisationEn { get; set; }

    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.GivenNameRequired))]
    [StringLength(100)]
    public string? GivenName { get; set; }

    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.FamilyNameRequired))]
    [StringLength(100)]
    public string? FamilyName { get; set; }

    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.UserNameRequired))]
    [StringLength(256)]
    public string? UserName { get; set; }

    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.PasswordRequired))]
    [NewPassword(nameof(UserName))]
    [StringLength(256)]
    public string? Password { get; set; }
}

public sealed class PreferencesForm
{
    public string Language { get; set; } = "fa";

    /// <summary>Empty: the language's default.</summary>
    public string? Calendar { get; set; }

    public string? Digits { get; set; }

    [StringLength(100)]
    public string? LatinGivenName { get; set; }

    [StringLength(100)]
    public string? LatinFamilyName { get; set; }
}

public sealed class PasswordForm
{
    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.CurrentPasswordRequired))]
    public string? Current { get; set; }

    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.NextPasswordRequired))]
    [NewPassword]
    [StringLength(256)]
    public string? Next { get; set; }
}

/// <summary>Validates <see cref="PasswordRules"/> at the field, together with all other errors of the form.</summary>
/// <param name="userName">The property with the user name, which the password must not contain.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NewPasswordAttribute(string? userName = null) : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        // An empty field is reported by its own Required attribute.
        var name = userName is null ? null : validationContext.ObjectType.GetProperty(userName)?.GetValue(validationContext.ObjectInstance) as string;
        return value is string { Length: > 0 } password && PasswordRules.Broken(password, name) is { } broken
            ? new(broken.Text(), [validationContext.MemberName!])
            : ValidationResult.Success;
    }
}
