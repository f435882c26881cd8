namespace CustomerService.People.Rules;

/// <summary>Marks the academy as set up: one row, whose fixed key makes a second first-run impossible.</summary>
public sealed class Installation
{
    /// <summary>The only key.</summary>
    public const int OnlyId = 1;

    private Installation() { }

    public Installation(Guid employerId, DateTime completedAtUtc)
    {
        EmployerId = employerId;
        CompletedAtUtc = completedAtUtc;
    }

    public int Id { get; private set; } = OnlyId;
    public Guid EmployerId { get; private set; }
    public DateTime CompletedAtUtc { get; private set; }
}
