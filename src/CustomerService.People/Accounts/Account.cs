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

    /// <summary>To be called with every change outside Identity's own store. That store writes all columns of the account as it read it: without a new
    /// stamp, a wrong password counted at this moment would bring the old password back.</summary>
    internal void MarkChanged() => ConcurrencyStamp = Guid.NewGuid().ToString("D");

    /// <summary>Keeps the framework's flags as the person's record has it.</summary>
    internal void ConfirmAs(Person person) => (EmailConfirmed, PhoneNumberConfirmed) = (person.EmailProof is not null, person.MobileProof is not null);

    public PasswordOrigin PasswordOrigin { get; private set; }

    /// <summary>Null for a password set before this was recorded.</summary>
    public DateTime? PasswordSetAtUtc { get; private set; }

    /// <param name="hash">Of a password that was checked; its session stamp is the caller's matter.</param>
    internal void SetPassword(string hash, PasswordOrigin origin, DateTime nowUtc)
    {
        PasswordHash = hash;
        PasswordOrigin = origin;
        PasswordSetAtUtc = nowUtc;
    }

    /// <summary>Marks the password as the published one of the demonstration, which it was all along.</summary>
    public void MarkDemonstration()
    {
        PasswordOrigin = PasswordOrigin.Demonstration;
        MarkChanged();
    }
}
