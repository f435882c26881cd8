using System.ComponentModel.DataAnnotations;
using CustomerService.People.Text;

namespace CustomerService.People.Access;

public sealed class RoleForm
{
    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.RoleRequired))]
    public string? Role { get; set; }

    public string? OrgUnit { get; set; }
}
