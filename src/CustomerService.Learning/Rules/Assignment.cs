using CustomerService.Catalogue.Rules;
using CustomerService.People.Rules;

namespace CustomerService.Learning.Rules;

/// <summary>Why a course is assigned to a person.</summary>
public enum AssignmentReason
{
    /// <summary>The course is required of the person's audience.</summary>
    Audience,

    /// <summary>Assigned manually.</summary>
    Person,

    /// <summary>An <see cref="AssignmentRule"/> applies to the person.</summary>
    Rule,
}

/// <summary>A course that a person is expected to complete, as long as one of its causes stands. A missed due date is shown but never locks anything.</summary>
public sealed class Assignment
{
    private Assignment() { }

    public Assignment(Guid id, Guid personId, string courseId, Offer offer, AssignmentReason reason, DateTime assignedAtUtc, DateTime? dueAtUtc)
    {
        Id = id;
        PersonId = personId;
        CourseId = courseId;
        Offer = offer;
        Reason = reason;
        AssignedAtUtc = assignedAtUtc;
        DueAtUtc = dueAtUtc;
    }

    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }
    public string CourseId { get; private set; } = "";
    public Offer Offer { get; private set; }

    /// <summary>What assigned it first; what does now are its <see cref="AssignmentCause"/>s.</summary>
    public AssignmentReason Reason { get; private set; }
    public DateTime AssignedAtUtc { get; private set; }

    /// <summary>End of a calendar day in the academy's time zone, as an instant: <see cref="ExtendedToUtc"/>, or the earliest of the standing causes.</summary>
    public DateTime? DueAtUtc { get; private set; }

    /// <summary>The due date that somebody in charge gave this person; null: nobody did.</summary>
    public DateTime? ExtendedToUtc { get; private set; }

    /// <summary>Whether somebody in charge exempted this person: it is released then, whatever its causes, until that is taken back.</summary>
    public bool IsExempt { get; private set; }

    /// <summary>When its last cause ended; null: it stands. It is kept as history, and stands again when a cause begins.</summary>
    public DateTime? ReleasedAtUtc { get; private set; }

    /// <summary>Lets a released assignment stand again.</summary>
    public void Resume(DateTime nowUtc, DateTime? dueAtUtc) => (ReleasedAtUtc, AssignedAtUtc, DueAtUtc) = (null, nowUtc, ExtendedToUtc ?? dueAtUtc);

    public void Exempt(DateTime nowUtc) => (IsExempt, ReleasedAtUtc) = (true, ReleasedAtUtc ?? nowUtc);

    /// <summary>Takes the exemption back: it stands again once its causes are settled.</summary>
    public void Require() => IsExempt = false;

    /// <param name="toUtc">Null: as its causes say, once they are settled.</param>
    public void Extend(DateTime? toUtc) => (ExtendedToUtc, DueAtUtc) = (toUtc, toUtc ?? DueAtUtc);
}

/// <summary>One reason of an assignment, from its beginning to its end. Several may stand at once. What ended is history and never changes.</summary>
public sealed class AssignmentCause
{
    private AssignmentCause() { }

    private AssignmentCause(Guid personId, string courseId, AssignmentReason kind, DateTime beganAtUtc, DateTime? dueAtUtc)
    {
        PersonId = personId;
        CourseId = courseId;
        Kind = kind;
        BeganAtUtc = beganAtUtc;
        DueAtUtc = dueAtUtc;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public Guid PersonId { get; private set; }
    public string CourseId { get; private set; } = "";
    public AssignmentReason Kind { get; private set; }

    /// <summary>The audience that the course is required of.</summary>
    public Audience? Audience { get; private set; }

    /// <summary>The rule that applies to the person.</summary>
    public Guid? RuleId { get; private set; }

    /// <summary>The path that contains the course, where a path was assigned.</summary>
    public string? PathId { get; private set; }
    public DateTime BeganAtUtc { get; private set; }

    /// <summary>End of a calendar day in the academy's time zone, as an instant; null: no due date.</summary>
    public DateTime? DueAtUtc { get; private set; }

    /// <summary>Null: it stands.</summary>
    public DateTime? EndedAtUtc { get; private set; }

    /// <summary>The course is required of an audience that the person belongs to.</summary>
    public static AssignmentCause OfAudience(Guid personId, string courseId, Audience audience, DateTime nowUtc, DateTime? dueAtUtc) =>
        new(personId, courseId, AssignmentReason.Audience, nowUtc, dueAtUtc) { Audience = audience };
}
