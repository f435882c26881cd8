using CustomerService.Platform;
using CustomerService.Platform.Events;

namespace CustomerService.Learning.Rules;

/// <summary>What somebody in charge decided about one person's course, against the rules.</summary>
public enum AdjustmentKind
{
    /// <summary>The person need not complete the course, whatever assigns it: <see cref="Assignment.IsExempt"/>.</summary>
    Exemption,

    /// <summary>The person has until a later day: <see cref="Assignment.ExtendedToUtc"/>.</summary>
    Extension,
}

/// <summary>Who decided what about a person's course, why, and until when it stood. Never deleted; at most one of a kind stands for a person and a course.</summary>
public sealed class AssignmentAdjustment
{
    /// <summary>Longest reason, and longest reason for its end, in characters.</summary>
    public const int MaxReason = 500;

    /// <summary>Longest <see cref="Evidence"/>.</summary>
    public const int MaxEvidence = 200;

    private AssignmentAdjustment() { }

    public AssignmentAdjustment(Guid id, Guid personId, string courseId, AdjustmentKind kind, DateTime? dueAtUtc, Grounds grounds, Guid byId, DateTime nowUtc)
    {
        Id = id;
        PersonId = personId;
        CourseId = courseId;
        Kind = kind;
        DueAtUtc = dueAtUtc;
        Reason = grounds.Reason;
        Evidence = grounds.Evidence;
        ById = byId;
        AtUtc = nowUtc;
    }

    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }
    public string CourseId { get; private set; } = "";
    public AdjustmentKind Kind { get; private set; }

    /// <summary>The new due date of an <see cref="AdjustmentKind.Extension"/>: end of a calendar day in the academy's time zone, as an instant.</summary>
    public DateTime? DueAtUtc { get; private set; }
    public string Reason { get; private set; } = "";

    /// <summary>Where the evidence is kept: the number of a letter or of a file.</summary>
    public string? Evidence { get; private set; }
    public Guid ById { get; private set; }
    public DateTime AtUtc { get; private set; }

    /// <summary>Null: it stands.</summary>
    public DateTime? EndedAtUtc { get; private set; }
    public Guid? EndedById { get; private set; }

    public void End(Guid byId, DateTime nowUtc) => (EndedById, EndedAtUtc) = (byId, nowUtc);
}

/// <summary>Why something is decided.</summary>
/// <param name="Evidence">Where the evidence is kept; null: there is none to name.</param>
public sealed record Grounds(string Reason, string? Evidence = null)
{
    /// <summary>Whether they can be stored; what is too long is cut by no one.</summary>
    public Result Check() =>
        Reason.Trim().Length is 0 or > AssignmentAdjustment.MaxReason || Evidence?.Length > AssignmentAdjustment.MaxEvidence ? new GroundsRefused() : Result.Done;
}

/// <summary>Domain event: a person need not complete a course any more.</summary>
public sealed record CourseExempted(Guid PersonId, string CourseId, DateTime AtUtc) : IDomainEvent;

/// <summary>Domain event: somebody in charge gave a person until another day, or took that back.</summary>
public sealed record DueDateChanged(Guid PersonId, string CourseId, DateTime AtUtc) : IDomainEvent;

/// <summary>Domain event: what a person had learned elsewhere was recognised as a course.</summary>
public sealed record LearningRecognised(Guid PersonId, string CourseId, DateTime AtUtc) : IDomainEvent;

/// <summary>A decision needs a reason, and neither it nor the evidence may be longer than the record.</summary>
public sealed record GroundsRefused() : Refusal("adjustment.grounds")
{
    public override IReadOnlyList<object?> Arguments => [AssignmentAdjustment.MaxReason, AssignmentAdjustment.MaxEvidence];
}

/// <summary>The course is not assigned to the person, or completed already.</summary>
public sealed record NothingToAdjust() : Refusal("adjustment.nothing");

/// <summary>The new day is not later than the present due date, or has passed.</summary>
public sealed record DayNotLater() : Refusal("adjustment.day-not-later");

/// <summary>The day of learning lies in the future.</summary>
public sealed record DayAhead() : Refusal("adjustment.day-ahead");

/// <summary>The person has completed the course on that day or later.</summary>
public sealed record CompletedAlready() : Refusal("adjustment.completed");

/// <summary>The learner has gone on in what would be taken back.</summary>
public sealed record RecognitionInUse() : Refusal("adjustment.in-use");
