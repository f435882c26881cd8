using System.ComponentModel.DataAnnotations;
using CustomerService.People.Rules;
using CustomerService.People.Text;

namespace CustomerService.People.Administration;

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
