using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Accounts;

/// <summary>Finds an account by what its person signs in with.</summary>
public sealed class AccountFinder(UserManager<Account> accounts, IDbContextFactory<AppDbContext> contexts)
{
    /// <param name="name">User name, e-mail or mobile, in any digit set.</param>
    /// <returns>Null: nobody signs in with it, or several do.</returns>
    public async Task<Account?> FindAsync(string name, CancellationToken cancellationToken = default)
    {
        if (await accounts.FindByNameAsync(name) is { } byName)
        {
            return byName;
        }

        if (await accounts.FindByEmailAsync(name) is { } byEmail)
        {
            return byEmail;
        }

        if (!InputParser.TryMobile(name, out var mobile))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var matches = await db.Set<Account>().Where(a => a.PhoneNumber == mobile).Select(a => a.Id).Take(2).ToListAsync(cancellationToken);
        return matches.Count == 1 ? await accounts.FindByIdAsync(matches[0].ToString("D")) : null;
    }
}
