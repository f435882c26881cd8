using System.ComponentModel.DataAnnotations;
using CustomerService.People.Text;
using CustomerService.Platform.Text;

namespace CustomerService.People.Pages;

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

public sealed class RegisterForm : IValidatableObject
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

    [StringLength(256)]
    public string? Contact { get; set; }

    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.PasswordRequired))]
    [StringLength(256)]
    public string? Password { get; set; }

    public bool Consent { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!ReaderInput.TryEmail(Contact, out _) && !ReaderInput.TryMobile(Contact, out _))
        {
            yield return new ValidationResult(PeopleText.ContactInvalid, [nameof(Contact)]);
        }

        if (!Consent)
        {
            yield return new ValidationResult(PeopleText.ConsentRequired, [nameof(Consent)]);
        }
    }
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
    [StringLength(256)]
    public string? Password { get; set; }
}

public sealed class PreferencesForm
{
    public string Language { get; set; } = "fa";

    /// <summary>Empty: as usual for the language.</summary>
    public string? Calendar { get; set; }

    public string? Digits { get; set; }

    [StringLength(100)]
    public string? LatinGivenName { get; set; }

    [StringLength(100)]
    public string? LatinFamilyName { get; set; }
}

public sealed class PasswordForm
{
    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.PasswordRequired))]
    public string? Current { get; set; }

    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.PasswordRequired))]
    [StringLength(256)]
    public string? Next { get; set; }
}
