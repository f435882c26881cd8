using CustomerService.Certificates.Document;
using CustomerService.Certificates.Pdf;
using CustomerService.Certificates.Rules;
using CustomerService.Certificates.Text;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Certificates.Printing;

/// <summary>Certificates by their numbers as one PDF, for the operator at the command line: no person's scope applies.</summary>
public sealed class PrintByNumber(IDbContextFactory<AppDbContext> contexts, ComposeCertificate compose, ICertificatePrinter printer)
{
    /// <param name="numbers">In the order of the pages.</param>
    /// <param name="target">Receives the file; after a refusal it may contain a part of it.</param>
    /// <returns>Bytes written; <see cref="CertificatesNotPrintable"/> with the numbers that are unknown, revoked or superseded; or a refusal of the printer.</returns>
    public async Task<Result<PdfWritten>> RunAsync(IReadOnlyList<string> numbers, Language language, Stream target, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(PrintByNumber));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await db.Set<Certificate>().AsNoTracking()
            .Where(c => numbers.Contains(c.Number) && c.RevokedAtUtc == null && c.SupersededById == null).ToDictionaryAsync(c => c.Number, cancellationToken);
        if (numbers.Where(n => !found.ContainsKey(n)).ToList() is { Count: > 0 } missing)
        {
            return new CertificatesNotPrintable(string.Join(", ", missing));
        }

        if (numbers.Count == 1)
        {
            var single = await printer.PrintAsync(await compose.SheetToPrintAsync(found[numbers[0]], language, cancellationToken: cancellationToken), cancellationToken);
            if (!single.Succeeded)
            {
                return single.Refusal!;
            }

            await target.WriteAsync(single.Value.Content, cancellationToken);
            return new PdfWritten(single.Value.Content.Length);
        }

        var title = CertificatesText.ResourceManager.GetString(nameof(CertificatesText.PrintTitle), language.Culture())!;
        return await printer.PrintAsync(new CertificateBatch(title, language, numbers.Count, SheetsAsync()), target, progress: null, cancellationToken);

        async IAsyncEnumerable<CertificateSheet> SheetsAsync()
        {
            foreach (var number in numbers)
            {
                yield return await compose.SheetToPrintAsync(found[number], language, cancellationToken: cancellationToken);
            }
        }
    }
}
