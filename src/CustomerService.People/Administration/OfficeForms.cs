using System.ComponentModel.DataAnnotations;
using CustomerService.People.Rules;
using CustomerService.People.Text;
using CustomerService.Platform.Localization;

namespace CustomerService.People.Administration;

/// <summary>An e-mail address, or empty.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EmailShapeAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is not string text || string.IsNullOrWhiteSpace(text) || InputParser.TryEmail(text, out _);
}

/// <summary>A mobile number in any digits, or empty.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MobileShapeAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is not string text || string.IsNullOrWhiteSpace(text) || InputParser.TryMobile(text, out _);
}

/// <summary>A user name valid by <see cref="UserNames"/>, or empty.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UserNameShapeAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is not string text || string.IsNullOrWhiteSpace(text) || UserNames.TryRead(text, out _);
}

/// <summary>Name and contact details.</summary>
public class DetailsForm
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

    [EmailShape(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.EmailInvalid))]
    [StringLength(256)]
    public string? Email { get; set; }

    [MobileShape(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.MobileInvalid))]
    [StringLength(40)]
    public string? Mobile { get; set; }

    public PersonName Name => new(GivenName ?? "", FamilyName ?? "", LatinGivenName, LatinFamilyName);

    /// <summary>In storage form; null if empty.</summary>
    public string? StoredEmail => InputParser.TryEmail(Email, out var email) ? email : null;

    /// <inheritdoc cref="StoredEmail"/>
    public string? StoredMobile => InputParser.TryMobile(Mobile, out var mobile) ? mobile : null;
}

/// <summary>A new person: details, a membership, and optionally an account and a role.</summary>
public sealed class AddPersonForm : DetailsForm, IValidatableObject
{
    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.OrgUnitRequired))]
    public string? OrgUnit { get; set; }

    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.AudienceRequired))]
    public string? Audience { get; set; }

    [StringLength(300)]
    public string? JobTitleFa { get; set; }

    [StringLength(300)]
    public string? JobTitleEn { get; set; }

    [StringLength(40)]
    public string? PersonnelNumber { get; set; }

    public string Language { get; set; } = "fa";

    [UserNameShape(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.PeopleUserNameRefused))]
    [StringLength(UserNames.Longest)]
    public string? UserName { get; set; }

    [StringLength(256)]
    public string? Password { get; set; }

    public string? Role { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrWhiteSpace(UserName) && !string.IsNullOrEmpty(Password))
        {
            yield return new ValidationResult(PeopleText.UserNameForPassword, [nameof(UserName)]);
        }
    }
}

/// <summary>A new membership of a person.</summary>
public sealed class MembershipForm
{
    /// <summary>The current membership to end; empty: none.</summary>
    public string? From { get; set; }

    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.OrgUnitRequired))]
    public string? OrgUnit { get; set; }

    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.AudienceRequired))]
    public string? Audience { get; set; }

    [StringLength(300)]
    public string? JobTitleFa { get; set; }

    [StringLength(300)]
    public string? JobTitleEn { get; set; }

    [StringLength(40)]
    public string? PersonnelNumber { get; set; }
}

/// <summary>Which account button was pressed.</summary>
public sealed class AccountActionForm
{
    public string? Action { get; set; }
}

/// <summary>A new account for an existing person.</summary>
public sealed class OpenAccountForm
{
    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.OfficeUserNameRequired))]
    [UserNameShape(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.PeopleUserNameRefused))]
    [StringLength(UserNames.Longest)]
    public string? UserName { get; set; }
}

public sealed class RoleForm
{
    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.RoleRequired))]
    public string? Role { get; set; }

    public string? OrgUnit { get; set; }
}

/// <summary>The name of a unit or an organisation in both languages.</summary>
public sealed class NameForm
{
    /// <summary>Id of a new unit's parent; empty: none.</summary>
    public string? Parent { get; set; }

    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.NameFaRequired))]
    [StringLength(300)]
    public string? Fa { get; set; }

    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.NameEnRequired))]
    [StringLength(300)]
    public string? En { get; set; }

    public LocalText Name => new(TextNormalizer.Canonical(Fa), TextNormalizer.Canonical(En));
}
