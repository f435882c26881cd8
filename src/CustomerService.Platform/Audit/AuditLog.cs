using CustomerService.Platform.Persistence;
using Microsoft.Extensions.Logging;

namespace CustomerService.Platform.Audit;

/// <summary>Writes a log line for each audited action once it is committed: ids alone; details and addresses stay in the audit.</summary>
internal sealed partial class AuditLog(ILogger<AuditLog> logger) : ICommitListener
{
    public void Committed(AppDbContext db)
    {
        foreach (var entry in db.ChangeTracker.Entries<AuditEntry>())
        {
            Audited(logger, entry.Entity.Action, entry.Entity.ActorId, entry.Entity.SubjectId, entry.Entity.Id);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Audited {Action} by {ActorId} on {SubjectId}, entry {EntryId}")]
    private static partial void Audited(ILogger logger, string action, Guid? actorId, Guid? subjectId, Guid entryId);
}
