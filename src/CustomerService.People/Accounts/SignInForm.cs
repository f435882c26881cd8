using System.ComponentModel.DataAnnotations;
using CustomerService.People.Text;

namespace CustomerService.People.Accounts;

public sealed class SignInForm
{
    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.UserNameRequired))]
    [StringLength(256)]
    public string? UserName { get; set; }

    [Required(ErrorMessageResourceType = typeof(PeopleText), ErrorMessageResourceName = nameof(PeopleText.PasswordRequired))]
    [StringLength(256)]
    public string? Password { get; set; }

    public bool Remember { get; set; }
}
