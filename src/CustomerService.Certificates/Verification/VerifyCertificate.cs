using CustomerService.Certificates.Issuing;
using CustomerService.Certificates.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CustomerService.Certificates.Verification;

/// <summary>The data shown to anyone with a code: no score, no ids, no reasons.</summary>
public sealed record VerifiedCertificate(
    CertificateState State, string Number, LocalText PersonName, LocalText Title, LocalText Programme, CertificateKind Kind,
    LocalText Issuer, DateTime IssuedAtUtc, DateTime? ExpiresAtUtc);

/// <summary>Verifies whether a certificate is genuine and returns its current state.</summary>
public sealed partial class VerifyCertificate(IDbContextFactory<AppDbContext> contexts, SigningKeys keys, TimeProvider clock, ILogger<VerifyCertificate> logger)
{
    private static readonly Certificate Stranger = MakeStranger();

    /// <returns>The certificate; null for an unknown code or an invalid signature. The work is the same in every case.</returns>
    public async Task<VerifiedCertificate?> RunAsync(string? typedCode, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(VerifyCertificate));
        var isCode = VerificationCode.TryParse(typedCode, out var code);
        var compact = isCode ? code.Compact : "";
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await db.Set<Certificate>().AsNoTracking().SingleOrDefaultAsync(c => c.Code == compact, cancellationToken);
        var genuine = found is null ? await keys.RehearseAsync(db, Stranger, cancellationToken) : await keys.VerifyAsync(db, found, cancellationToken);
        if (found is null)
        {
            return null;
        }

        if (!genuine)
        {
            Tampered(logger, found.Id);
            return null;
        }

        return new VerifiedCertificate(
            found.StateAt(clock.UtcNow()), found.Number, found.PersonName, found.Title, found.Programme, found.Kind, found.Issuer, found.IssuedAtUtc, found.EndsAtUtc);
    }

    private static Certificate MakeStranger()
    {
        var text = new LocalText(new string('ن', 20), new string('n', 20));
        var stranger = new Certificate(Guid.Empty, CertificateNumber.Of("ICA", 1405, 0), VerificationCode.Create(), new CertificateContent(
            CertificateKind.Course, "C00", Guid.Empty, Guid.Empty, 1, text, text, text, 0, 0, text, text, text, DateTime.UnixEpoch, DateTime.UnixEpoch));
        stranger.Sign(Guid.Empty, new byte[64]);
        return stranger;
    }

    [LoggerMessage(1, LogLevel.Error, "Certificate {Id} is not as it was signed: its record was changed outside the academy")]
    private static partial void Tampered(ILogger logger, Guid id);
}
