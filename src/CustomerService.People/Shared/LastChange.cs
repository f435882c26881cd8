using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Shared;

/// <summary>Says who changed a record since a form was filled with it.</summary>
internal static class LastChange
{
    /// <param name="version">Of the form.</param>
    /// <param name="actions">The audited actions that change the record.</param>
    public static async Task<StaleRecord> StaleAsync(this AppDbContext db, Guid subjectId, string? version, string[] actions, CancellationToken cancellationToken)
    {
        var readAtUtc = RecordVersion.ReadAtUtc(version);
        var last = await db.Set<AuditEntry>().Where(a => a.SubjectId == subjectId && a.AtUtc >= readAtUtc && actions.Contains(a.Action) && a.ActorId != null)
            .OrderByDescending(a => a.AtUtc).ThenByDescending(a => a.Id)
            .Select(a => new { a.AtUtc, Actor = db.Set<Person>().Where(p => p.Id == a.ActorId).Select(p => new PersonName(p.GivenName, p.FamilyName, p.LatinGivenName, p.LatinFamilyName)).FirstOrDefault() })
            .FirstOrDefaultAsync(cancellationToken);
        return last is { Actor: { } actor } ? new ChangedMeanwhileBy(new LocalText(actor.In(Language.Persian), actor.In(Language.English)), last.AtUtc) : new ChangedMeanwhile();
    }
}
