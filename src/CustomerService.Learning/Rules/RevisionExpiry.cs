using CustomerService.Platform;
using CustomerService.Platform.Events;

namespace CustomerService.Learning.Rules;

/// <summary>A decision about a course: what was completed before a revision counts until a day at most. It is applied in the background,
/// batch by batch, and may be applied again without effect.</summary>
public sealed class RevisionExpiry
{
    /// <summary>Maximum length of the reason, in characters.</summary>
    public const int MaxReason = 500;

    private RevisionExpiry() { }

    /// <param name="revisionNumber">Completions of the revisions before this one are concerned.</param>
    /// <param name="endsAtUtc">The last second of their validity.</param>
    /// <param name="people">How many people were concerned when it was decided.</param>
    public RevisionExpiry(Guid id, string courseId, int revisionNumber, DateTime endsAtUtc, string reason, Guid actorId, int people, DateTime atUtc)
    {
        Id = id;
        CourseId = courseId;
        RevisionNumber = revisionNumber;
        EndsAtUtc = endsAtUtc;
        Reason = reason;
        ActorId = actorId;
        People = people;
        AtUtc = atUtc;
    }

    public Guid Id { get; private set; }
    public string CourseId { get; private set; } = "";
    public int RevisionNumber { get; private set; }
    public DateTime EndsAtUtc { get; private set; }

    /// <summary>For human resources; the people concerned are told the course and the day.</summary>
    public string Reason { get; private set; } = "";
    public Guid ActorId { get; private set; }
    public int People { get; private set; }
    public DateTime AtUtc { get; private set; }

    /// <summary>Completions whose validity was shortened so far.</summary>
    public int Done { get; private set; }

    /// <summary>Null while it is being applied.</summary>
    public DateTime? FinishedAtUtc { get; private set; }

    public void Proceed(int count) => Done += count;

    public void Finish(DateTime nowUtc) => FinishedAtUtc ??= nowUtc;

    /// <summary>Decides whether a reason and a day are given as they must be.</summary>
    /// <returns><see cref="ExpiryReasonMissing"/>, <see cref="ExpiryReasonTooLong"/> or <see cref="ExpiryDayPast"/>.</returns>
    public static Result Check(string? reason, DateTime endsAtUtc, DateTime nowUtc) =>
        string.IsNullOrWhiteSpace(reason) ? new ExpiryReasonMissing()
        : reason.Trim().Length > MaxReason ? new ExpiryReasonTooLong(MaxReason)
        : endsAtUtc < nowUtc ? new ExpiryDayPast()
        : Result.Done;
}

/// <summary>Domain event: somebody in charge lets people renew what they completed, earlier than the rules do.</summary>
public sealed record RenewalOpened(IReadOnlyList<Guid> CompletionIds, DateTime AtUtc) : IDomainEvent;

/// <summary>The validity of these completions of a course now ends on a nearer day; raised for each batch.</summary>
public sealed record ValidityShortened(string CourseId, DateTime EndsAtUtc, IReadOnlyList<Guid> CompletionIds, DateTime AtUtc) : CustomerService.Platform.Events.IDomainEvent;

/// <summary>These completions are near the end of their validity; raised once for each completion.</summary>
public sealed record ValidityEndsSoon(IReadOnlyList<Guid> CompletionIds, DateTime AtUtc) : CustomerService.Platform.Events.IDomainEvent;

/// <summary>The validity of these completions has ended; raised once for each completion.</summary>
public sealed record ValidityEnded(IReadOnlyList<Guid> CompletionIds, DateTime AtUtc) : CustomerService.Platform.Events.IDomainEvent;
