using System.ComponentModel.DataAnnotations;
using CustomerService.People.Text;
using CustomerService.Ui.Forms;

namespace CustomerService.People.Access;

public sealed class RoleForm
{
    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.RoleRequired))]
    [Longest(40)]
    public string? Role { get; set; }

    [Longest(80)]
    public string? OrgUnit { get; set; }
}
