using CustomerService.Platform.Events;

namespace CustomerService.Learning.Rules;

/// <summary>Records that a person completed a course, when, by which rules, and until when that counts. What was earned never changes; the end of
/// its validity may only come nearer (<see cref="RevisionExpiry"/>).</summary>
public sealed class Completion
{
    private Completion() { }

    /// <param name="percent">Score of the quiz that completed it, 0–100.</param>
    /// <param name="explanation">Each completion rule and what met it, as JSON.</param>
    /// <param name="validUntilUtc">See <see cref="Validity.EndOf"/>; null: without an end.</param>
    public Completion(
        Guid id, Guid personId, Guid enrolmentId, string courseId, Guid revisionId, int? percent, int minutes, string explanation, DateTime completedAtUtc, DateTime? validUntilUtc = null)
    {
        ValidUntilUtc = validUntilUtc;
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

    /// <summary>The last second in which it counts; null: without an end.</summary>
    public DateTime? ValidUntilUtc { get; private set; }

    /// <summary>When somebody in charge opened its renewal earlier than the rules do; null: nobody did.</summary>
    public DateTime? RenewalOpenedAtUtc { get; private set; }

    /// <summary>What the person was told last of its validity.</summary>
    public ValidityNotice Told { get; private set; }
}

/// <summary>A person completed a course at this instant, by the rules of the pinned revision.</summary>
/// <param name="ValidUntilUtc">See <see cref="Completion.ValidUntilUtc"/>.</param>
public sealed record CourseCompleted(Guid CompletionId, Guid PersonId, string CourseId, Guid RevisionId, int? Percent, int Minutes, DateTime AtUtc, DateTime? ValidUntilUtc) : IDomainEvent;

/// <summary>Domain event: a learner was given one more attempt at a course's final quiz.</summary>
public sealed record AttemptReleased(Guid EnrolmentId, Guid PersonId, string CourseId, DateTime AtUtc) : IDomainEvent;
