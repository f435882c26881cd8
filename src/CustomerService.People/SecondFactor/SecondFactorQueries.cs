using CustomerService.People.Access;
using CustomerService.People.Rules;
using CustomerService.Platform.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.SecondFactor;

internal static class SecondFactorQueries
{
    /// <summary>Whether the person has an authenticator app or a passkey, so that the password alone signs nobody in.</summary>
    public static async Task<bool> HasSecondFactorAsync(this AppDbContext db, Guid personId, CancellationToken cancellationToken = default) =>
        await db.Set<Authenticator>().AnyAsync(a => a.PersonId == personId, cancellationToken)
        || await db.Set<IdentityUserPasskey<Guid>>().AnyAsync(p => p.UserId == personId, cancellationToken);

    /// <summary>Whether one of the person's roles needs a second factor; see <see cref="Accounts.SignInDuties"/>.</summary>
    public static async Task<bool> NeedsSecondFactorAsync(this AppDbContext db, Guid personId, CancellationToken cancellationToken = default) =>
        (await db.Set<RoleGrant>().Where(g => g.PersonId == personId).Select(g => g.Role).Distinct().ToListAsync(cancellationToken)).Any(r => r.Traits().IsProtected);

    /// <summary>Makes a new set of recovery codes in place of the present one.</summary>
    public static async Task<string[]> RemakeCodesAsync(this AppDbContext db, Guid personId, CancellationToken cancellationToken = default)
    {
        await db.Set<RecoveryCode>().Where(c => c.PersonId == personId).ExecuteDeleteAsync(cancellationToken);
        var (set, codes) = RecoveryCode.CreateSet(personId);
        db.AddRange(set);
        return codes;
    }

    /// <summary>Removes authenticator app, passkeys and recovery codes.</summary>
    /// <returns>Whether there was a factor.</returns>
    public static async Task<bool> RemoveSecondFactorAsync(this AppDbContext db, Guid personId, CancellationToken cancellationToken = default)
    {
        var removed = await db.Set<Authenticator>().Where(a => a.PersonId == personId).ExecuteDeleteAsync(cancellationToken);
        removed += await db.Set<IdentityUserPasskey<Guid>>().Where(p => p.UserId == personId).ExecuteDeleteAsync(cancellationToken);
        await db.Set<RecoveryCode>().Where(c => c.PersonId == personId).ExecuteDeleteAsync(cancellationToken);
        return removed > 0;
    }
}
