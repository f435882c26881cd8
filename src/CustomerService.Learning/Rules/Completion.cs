using CustomerService.Platform.Events;

namespace CustomerService.Learning.Rules;

/// <summary>Records that a person completed a course, when, and by which rules. Immutable.</summary>
public sealed class Completion
{
    private Completion() { }

    /// <param name="percent">Score of the quiz that completed it, 0–100.</param>
    /// <param name="explanation">Each completion rule and what met it, as JSON.</param>
    public Completion(Guid id, Guid personId, Guid enrolmentId, string courseId, Guid revisionId, int? percent, int minutes, string explanation, DateTime completedAtUtc)
    {
        Id = id;
        PersonId = personId;
        EnrolmentId = enrolmentId;
        CourseId = courseId;
        RevisionId = revisionId;
        Percent = percent;
        Minutes = minutes;
        Explanation = explanation;
        CompletedAtUtc = completedAtUtc;
    }

    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }
    public Guid EnrolmentId { get; private set; }
    public string CourseId { get; private set; } = "";
    public Guid RevisionId { get; private set; }
    public int? Percent { get; private set; }

    /// <summary>Training minutes credited to the person's record.</summary>
    public int Minutes { get; private set; }
    public string Explanation { get; private set; } = "";
    public DateTime CompletedAtUtc { get; private set; }
}

/// <summary>A person completed a course at this instant, by the rules of the pinned revision.</summary>
public sealed record CourseCompleted(Guid CompletionId, Guid PersonId, string CourseId, Guid RevisionId, int? Percent, int Minutes, DateTime AtUtc) : IDomainEvent;

/// <summary>Domain event: a learner was given one more attempt at a course's final quiz.</summary>
public sealed record AttemptReleased(Guid EnrolmentId, Guid PersonId, string CourseId, DateTime AtUtc) : IDomainEvent;
