using CustomerService.Certificates.Data;
using CustomerService.Certificates.Document;
using CustomerService.Certificates.Pdf;
using CustomerService.Certificates.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Network;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using CustomerService.Ui.Preferences;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Certificates.Printing;

/// <summary>A certificate as a PDF file, for its owner or for those who may see the owner.</summary>
public sealed class RenderCertificatePdf(IDbContextFactory<AppDbContext> contexts, ComposeCertificate compose, ICertificatePrinter printer, PublicAddress address)
{
    /// <param name="duplicate">Mark it as a reprint; only those who manage the owner's certificates may.</param>
    /// <returns>The file, <see cref="NotFound"/> (also for a revoked or superseded certificate), <see cref="AddressNotPublic"/>, or a refusal of the printer.</returns>
    public async Task<Result<NamedPdf>> RunAsync(Guid viewerId, Guid certificateId, Language language, bool duplicate = false, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(RenderCertificatePdf));
        Certificate? certificate;
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            certificate = await db.CertificateSeenByAsync(viewerId, certificateId, cancellationToken);
            if (certificate is not { RevokedAtUtc: null, SupersededById: null } || (duplicate && !await db.ManagesCertificatesOfAsync(viewerId, certificate.PersonId, cancellationToken)))
            {
                return new NotFound();
            }
        }

        if (address.Refusal is { } notPublic)
        {
            return notPublic;
        }

        var file = await printer.PrintAsync(await compose.SheetToPrintAsync(certificate, language, duplicate, cancellationToken), cancellationToken);
        return file.Succeeded ? new NamedPdf($"{certificate.Number}-{language.Code()}.pdf", file.Value) : file.Refusal!;
    }
}

/// <summary>A PDF and the name to save it under.</summary>
public sealed record NamedPdf(string Name, PdfFile File);
