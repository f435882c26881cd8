using CustomerService.Platform.Network;
using CustomerService.Platform.Persistence;

namespace CustomerService.Platform.Audit;

/// <summary>Who did what to which record, and when. Written in the same unit of work as the action; never changed.</summary>
public sealed class AuditEntry
{
    private AuditEntry() { }

    /// <param name="actorId">The person who acted; null for the system.</param>
    /// <param name="action">Stable name, dotted: <c>certificate.revoked</c>.</param>
    /// <param name="subjectId">The record acted upon.</param>
    /// <param name="detail">Reason or changed fields, without secrets; at most 2,000 characters.</param>
    /// <param name="address">The network address of the request; null: that of the current request, if there is one.</param>
    public AuditEntry(Guid? actorId, string action, Guid? subjectId, string? detail, DateTime atUtc, string? address = null)
    {
        ActorId = actorId;
        Action = action;
        SubjectId = subjectId;
        Detail = detail;
        AtUtc = atUtc;
        Address = address;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public Guid? ActorId { get; private set; }
    public string Action { get; private set; } = "";
    public Guid? SubjectId { get; private set; }
    public string? Detail { get; private set; }
    public DateTime AtUtc { get; private set; }

    /// <summary>The network address that the action came from, at most <see cref="RequestAddress.MaxLength"/> characters; null for the system's own.</summary>
    public string? Address { get; private set; }

    internal void From(string? address) => Address ??= address;
}

public static class AuditExtensions
{
    public static void Audit(this AppDbContext db, Guid? actorId, string action, Guid? subjectId, TimeProvider clock, string? detail = null) =>
        db.Add(new AuditEntry(actorId, action, subjectId, detail, clock.UtcNow()));
}
