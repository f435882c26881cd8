using System.ComponentModel.DataAnnotations;
using CustomerService.People.Text;

namespace CustomerService.People.Accounts;

public sealed class PasswordForm
{
    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.CurrentPasswordRequired))]
    public string? Current { get; set; }

    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.NextPasswordRequired))]
    [NewPassword]
    [StringLength(256)]
    public string? Next { get; set; }
}
