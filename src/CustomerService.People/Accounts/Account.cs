using CustomerService.People.Rules;
using Microsoft.AspNetCore.Identity;

namespace CustomerService.People.Accounts;

/// <summary>A person's sign-in account. Shares its id with the <see cref="Person"/>; contains only sign-in data.</summary>
public sealed class Account : IdentityUser<Guid>
{
    private Account() { }

    public Account(Guid personId, string userName, string? email, string? mobile)
    {
        Id = personId;
        UserName = userName;
        Email = email;
        PhoneNumber = mobile;
        SecurityStamp = Guid.NewGuid().ToString("N");
    }
}
