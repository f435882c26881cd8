using System.ComponentModel.DataAnnotations;
using CustomerService.People.Shared;
using CustomerService.People.Text;
using CustomerService.Ui.Forms;

namespace CustomerService.People.SignOn;

/// <summary>The person that a request is linked to.</summary>
public sealed class LinkRequestForm
{
    [Required(ErrorMessageResourceType = typeof(SignOnText), ErrorMessageResourceName = nameof(SignOnText.WhoRequired))]
    [Longest(256)]
    public string? Who { get; set; }
}

/// <summary>The new person that a request is answered with.</summary>
public sealed class AddRequestForm
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

    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.OrgUnitRequired))]
    [Longest(80)]
    public string? OrgUnit { get; set; }

    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.AudienceRequired))]
    [Longest(40)]
    public string? Audience { get; set; }
}
