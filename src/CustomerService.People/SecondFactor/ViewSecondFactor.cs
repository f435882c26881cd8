using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.SecondFactor;

/// <param name="Id">The credential's id, in hexadecimal digits.</param>
public sealed record PasskeyView(string Id, string Name, DateTime AddedAtUtc)
{
    /// <returns>The credential's id; null for a text that is none.</returns>
    internal static byte[]? CredentialOf(string? id) => id is { Length: > 0 } && id.Length % 2 == 0 && id.All(char.IsAsciiHexDigit) ? Convert.FromHexString(id) : null;
}

/// <param name="AuthenticatorAtUtc">When the authenticator app was added; null: there is none.</param>
/// <param name="CodesLeft">Recovery codes not used yet.</param>
public sealed record SecondFactorView(DateTime? AuthenticatorAtUtc, IReadOnlyList<PasskeyView> Passkeys, int CodesLeft)
{
    public bool IsOn => AuthenticatorAtUtc is not null || Passkeys.Count > 0;
}

/// <summary>The state of a person's two-step sign-in.</summary>
public sealed class ViewSecondFactor(IDbContextFactory<AppDbContext> contexts)
{
    public async Task<SecondFactorView> RunAsync(Guid personId, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ViewSecondFactor));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var passkeys = await db.Set<IdentityUserPasskey<Guid>>().AsNoTracking().Where(p => p.UserId == personId).ToListAsync(cancellationToken);
        return new(
            await db.Set<Authenticator>().Where(a => a.PersonId == personId).Select(a => (DateTime?)a.AddedAtUtc).SingleOrDefaultAsync(cancellationToken),
            [.. passkeys.OrderBy(p => p.Data.CreatedAt).Select(p => new PasskeyView(Convert.ToHexString(p.CredentialId), p.Data.Name ?? "", p.Data.CreatedAt.UtcDateTime))],
            await db.Set<RecoveryCode>().CountAsync(c => c.PersonId == personId, cancellationToken));
    }
}
