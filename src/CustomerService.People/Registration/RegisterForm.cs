using System.ComponentModel.DataAnnotations;
using CustomerService.People.Accounts;
using CustomerService.People.Shared;
using CustomerService.People.Text;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Forms;

namespace CustomerService.People.Registration;

public sealed class RegisterForm
{
    [OneName(nameof(FamilyName))]
    [Longest(100)]
    [PrintableName]
    public string? GivenName { get; set; }

    [Longest(100)]
    [PrintableName]
    public string? FamilyName { get; set; }

    [Longest(100)]
    [PrintableName]
    public string? LatinGivenName { get; set; }

    [Longest(100)]
    [PrintableName]
    public string? LatinFamilyName { get; set; }

    [CustomValidation(typeof(RegisterForm), nameof(CheckContact))]
    [Longest(256)]
    public string? Contact { get; set; }

    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.PasswordRequired))]
    [NewPassword(nameof(Contact), nameof(GivenName), nameof(FamilyName), nameof(LatinGivenName), nameof(LatinFamilyName))]
    [Longest(256)]
    public string? Password { get; set; }

    [CustomValidation(typeof(RegisterForm), nameof(CheckConsent))]
    public bool Consent { get; set; }

    public static ValidationResult? CheckContact(string? contact, ValidationContext context) =>
        InputParser.TryEmail(contact, out _) || InputParser.TryMobile(contact, out _) ? null : new(PeopleText.ContactInvalid, [context.MemberName!]);

    public static ValidationResult? CheckConsent(bool consent, ValidationContext context) =>
        consent ? null : new(PeopleText.ConsentRequired, [context.MemberName!]);
}
