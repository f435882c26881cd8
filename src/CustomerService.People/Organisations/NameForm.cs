using System.ComponentModel.DataAnnotations;
using CustomerService.People.Text;
using CustomerService.Platform.Localization;

namespace CustomerService.People.Organisations;

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
