using System.ComponentModel.DataAnnotations;
using CustomerService.People.Text;
using CustomerService.Ui.Forms;

namespace CustomerService.People.Administration;

/// <summary>A new membership of a person.</summary>
public sealed class MembershipForm
{
    /// <summary>The current membership to end; empty: none.</summary>
    [Longest(40)]
    public string? From { get; set; }

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

    /// <summary>Says when the form was filled.</summary>
    [Longest(100)]
    public string? Version { get; set; }
}
