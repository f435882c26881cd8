using CustomerService.Certificates.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerService.Certificates.Issuing;

/// <summary>Takes the next certificate number of a Jalali year within the current transaction. The year's row is locked until
/// the commit, so that no two nodes take the same number; a rollback releases the number.</summary>
public sealed class TakeNumber(IOptions<CertificatesOptions> options, CivilCalendar days)
{
    public async Task<string> RunAsync(AppDbContext db, DateTime issuedAtUtc, CancellationToken cancellationToken)
    {
        var year = days.JalaliDayOf(issuedAtUtc).Year;
        var sequence = db.Set<CertificateSequence>().Where(s => s.Year == year);
        while (await sequence.ExecuteUpdateAsync(s => s.SetProperty(x => x.Last, x => x.Last + 1), cancellationToken) == 0)
        {
            await db.Database.ExecuteSqlAsync(FirstOf(db, year), cancellationToken);
        }

        return CertificateNumber.Of(options.Value.NumberPrefix, year, await sequence.Select(s => s.Last).SingleAsync(cancellationToken));
    }

    /// <summary>Inserts the year's row if absent: a plain insert could fail, and a failed statement aborts the transaction on PostgreSQL.</summary>
    private static FormattableString FirstOf(AppDbContext db, int year) => db.Database.IsSqlServer()
        ? (FormattableString)$"""INSERT INTO "CertificateSequences" ("Year", "Last") SELECT {year}, 0 WHERE NOT EXISTS (SELECT 1 FROM "CertificateSequences" WITH (UPDLOCK, HOLDLOCK) WHERE "Year" = {year})"""
        : $"""INSERT INTO "CertificateSequences" ("Year", "Last") VALUES ({year}, 0) ON CONFLICT DO NOTHING""";
}
