using CustomerService.Catalogue.Rules;

namespace CustomerService.Learning.Rules;

/// <summary>Why a course was assigned to a person.</summary>
public enum AssignmentReason
{
    /// <summary>The course is required of the person's audience.</summary>
    Audience,

    /// <summary>Assigned manually.</summary>
    Person,
}

/// <summary>A course that a person is expected to complete. A missed due date is shown but never locks anything.</summary>
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
    public AssignmentReason Reason { get; private set; }
    public DateTime AssignedAtUtc { get; private set; }

    /// <summary>End of a calendar day in the academy's time zone, as an instant.</summary>
    public DateTime? DueAtUtc { get; private set; }
}
