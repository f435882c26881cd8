using System.ComponentModel.DataAnnotations;
using CustomerService.People.Shared;
using CustomerService.People.Text;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Forms;

namespace CustomerService.People.Organisations;

/// <summary>The name of a unit or an organisation in both languages.</summary>
public sealed class NameForm
{
    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.NameFaRequired))]
    [Longest(300)]
    [PrintableName]
    public string? Fa { get; set; }

    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.NameEnRequired))]
    [Longest(300)]
    [PrintableName]
    public string? En { get; set; }

    public LocalText Name => new(TextNormalizer.Canonical(Fa), TextNormalizer.Canonical(En));
}
