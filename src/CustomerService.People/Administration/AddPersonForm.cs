using System.ComponentModel.DataAnnotations;
using CustomerService.People.Organisations;
using CustomerService.People.Rules;
using CustomerService.People.Text;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Forms;

namespace CustomerService.People.Administration;

/// <summary>A new person: details, a membership, and optionally an account and a role.</summary>
public sealed class AddPersonForm : DetailsForm, IValidatableObject
{
    /// <summary>Id of the person to be made; names this form, so that sent twice it makes one person.</summary>
    public Guid Id { get; } = Guid.CreateVersion7();

    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.OrgUnitRequired))]
    [Longest(80)]
    public string? OrgUnit { get; set; }

    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.AudienceRequired))]
    [Longest(40)]
    public string? Audience { get; set; }

    [Longest(300)]
    public string? JobTitleFa { get; set; }

    [Longest(300)]
    public string? JobTitleEn { get; set; }

    [Longest(40)]
    public string? PersonnelNumber { get; set; }

    [Longest(10)]
    public string Language { get; set; } = "fa";

    [UserNameShape(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.PeopleUserNameRefused))]
    [Longest(UserNames.Longest)]
    public string? UserName { get; set; }

    [Longest(256)]
    public string? Password { get; set; }

    [Longest(40)]
    public string? Role { get; set; }

    /// <returns>Null: no place of the tree, or no audience, is chosen.</returns>
    internal PersonToAdd? Read(OrgTree tree) =>
        !OrgUnitChoice.TryRead(OrgUnit, tree, out var organisationId, out var unitId) || QueryValues.Read<Rules.Audience>(Audience) is not { } audience ? null : new(
            Name, StoredEmail, StoredMobile, Languages.TryParse(Language, out var language) ? language : Platform.Localization.Language.Persian,
            string.IsNullOrWhiteSpace(UserName) ? null : UserName, string.IsNullOrEmpty(Password) ? null : Password,
            organisationId, unitId, audience, new LocalText(TextNormalizer.Canonical(JobTitleFa), TextNormalizer.Canonical(JobTitleEn)),
            string.IsNullOrWhiteSpace(PersonnelNumber) ? null : Digits.ToAscii(PersonnelNumber.Trim()), QueryValues.Read<Rules.Role>(Role), Id, TakesContactOver);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrWhiteSpace(UserName) && !string.IsNullOrEmpty(Password))
        {
            yield return new ValidationResult(PeopleText.UserNameForPassword, [nameof(UserName)]);
        }
    }
}
