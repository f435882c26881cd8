using CustomerService.People.Rules;
using Microsoft.AspNetCore.Identity;

namespace CustomerService.People.Accounts;

/// <summary>How a person signs in. Shares its id with the <see cref="Person"/>; holds nothing that is not about signing in.</summary>
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
