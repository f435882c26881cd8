using System.Collections.Concurrent;
using CustomerService.Certificates.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Certificates.Issuing;

/// <summary>The academy's signing keys: the oldest one signs, all verify. Keys are loaded once per process and are
/// not put in the shared cache, which must not hold private keys.</summary>
public sealed class SigningKeys(IDataProtectionProvider protection, TimeProvider clock)
{
    private readonly IDataProtector _protector = protection.CreateProtector("CustomerService.Certificates.SigningKey");
    private readonly ConcurrentDictionary<Guid, byte[]> _publicKeys = [];
    private Signing? _signing;

    /// <summary>Signs a certificate within the current unit of work. Creates the key if there is none yet.</summary>
    public async Task SignAsync(AppDbContext db, Certificate certificate, CancellationToken cancellationToken)
    {
        var key = await KeyAsync(db, cancellationToken);
        certificate.Sign(key.Id, SigningKey.Sign(key.PrivateKey, certificate.Payload()));
    }

    /// <summary>Whether the certificate's signature is valid.</summary>
    public async Task<bool> VerifyAsync(AppDbContext db, Certificate certificate, CancellationToken cancellationToken) =>
        await PublicKeyAsync(db, certificate.SigningKeyId, cancellationToken) is { } key && SigningKey.Verify(key, certificate.Payload(), certificate.Signature);

    /// <summary>Does the work of <see cref="VerifyAsync"/> on an unsigned certificate: an unknown code takes as long as a known one.</summary>
    internal async Task<bool> RehearseAsync(AppDbContext db, Certificate stranger, CancellationToken cancellationToken)
    {
        var key = _publicKeys.IsEmpty ? (await db.Set<SigningKey>().Select(k => k.PublicKey).FirstOrDefaultAsync(cancellationToken)) : _publicKeys.Values.First();
        return key is not null && SigningKey.Verify(key, stranger.Payload(), stranger.Signature);
    }

    /// <summary>Creates a key with the fixed id of the first key; it is used for signing once saved.</summary>
    internal SigningKey Create() => SigningKey.Create(SigningKey.FirstId, secret => Convert.ToBase64String(_protector.Protect(secret)), clock.UtcNow());

    /// <summary>Loads the key, or adds a new one to the context.</summary>
    internal async Task PrepareAsync(AppDbContext db, CancellationToken cancellationToken) => await KeyAsync(db, cancellationToken);

    private async Task<Signing> KeyAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        if (_signing is { } known)
        {
            return known;
        }

        if (await db.Set<SigningKey>().AsNoTracking().OrderBy(k => k.CreatedAtUtc).ThenBy(k => k.Id).FirstOrDefaultAsync(cancellationToken) is { } key)
        {
            return _signing = Open(key);
        }

        // A new key is not cached before it is committed: its transaction may fail.
        var made = db.Set<SigningKey>().Local.FirstOrDefault();
        if (made is null)
        {
            made = Create();
            db.Add(made);
        }

        return Open(made);
    }

    private Signing Open(SigningKey key) => new(key.Id, _protector.Unprotect(Convert.FromBase64String(key.ProtectedPrivateKey)));

    private async ValueTask<byte[]?> PublicKeyAsync(AppDbContext db, Guid id, CancellationToken cancellationToken)
    {
        if (_publicKeys.TryGetValue(id, out var known))
        {
            return known;
        }

        var key = await db.Set<SigningKey>().Where(k => k.Id == id).Select(k => k.PublicKey).SingleOrDefaultAsync(cancellationToken);
        return key is null ? null : _publicKeys.GetOrAdd(id, key);
    }

    private sealed record Signing(Guid Id, byte[] PrivateKey);
}
