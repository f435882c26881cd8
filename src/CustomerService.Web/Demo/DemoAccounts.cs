using CustomerService.People.Accounts;
using CustomerService.Platform.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Web.Demo;

/// <summary>The accounts of a demonstration: those that open with its published password.</summary>
internal static class DemoAccounts
{
    /// <summary>Counts them. Accounts of a demonstration that was filled before the origin of passwords was recorded are recognised by their name and
    /// password and marked, so that nobody's second factor locks out the others who share them.</summary>
    public static async Task<int> CountAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var hasher = services.GetRequiredService<IPasswordHasher<Account>>();
        return await services.GetRequiredService<UnitOfWork>().RunAsync(async db =>
        {
            var names = DemoPeople.Leads.Select(p => p.SignInName).ToList();
            foreach (var account in await db.Set<Account>().AsTracking().Where(a => a.PasswordSetAtUtc == null && names.Contains(a.UserName!)).ToListAsync(cancellationToken))
            {
                if (account.PasswordHash is { } hash && hasher.VerifyHashedPassword(account, hash, DemoPeople.Password) != PasswordVerificationResult.Failed)
                {
                    account.MarkDemonstration();
                }
            }

            await db.SaveChangesAsync(cancellationToken);
            return await db.Set<Account>().CountAsync(a => a.PasswordOrigin == PasswordOrigin.Demonstration, cancellationToken);
        }, cancellationToken);
    }
}
