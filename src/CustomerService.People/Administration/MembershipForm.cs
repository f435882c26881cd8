using System.ComponentModel.DataAnnotations;
using CustomerService.People.Text;

namespace CustomerService.People.Administration;

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
