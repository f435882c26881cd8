namespace CustomerService.Learning.Rules;

public enum AttemptState
{
    Open,

    /// <summary>Handed in by the learner, or by the server at the deadline.</summary>
    Submitted,
}

/// <summary>One try at the final quiz. Pins the revision and the draw, so that it can be shown and graded again years later.</summary>
public sealed class QuizAttempt
{
    private QuizAttempt() { }

    /// <param name="number">1, 2, … within the enrolment.</param>
    /// <param name="drawSeed">Together with the revision it reproduces the form and the order of its options.</param>
    public QuizAttempt(Guid id, Guid enrolmentId, Guid personId, Guid revisionId, int number, long drawSeed, DateTime startedAtUtc, DateTime deadlineAtUtc)
    {
        Id = id;
        EnrolmentId = enrolmentId;
        PersonId = personId;
        RevisionId = revisionId;
        Number = number;
        DrawSeed = drawSeed;
        StartedAtUtc = startedAtUtc;
        DeadlineAtUtc = deadlineAtUtc;
    }

    public Guid Id { get; private set; }
    public Guid EnrolmentId { get; private set; }
    public Guid PersonId { get; private set; }
    public Guid RevisionId { get; private set; }
    public int Number { get; private set; }
    public long DrawSeed { get; private set; }

    /// <summary>The reader's language at the start: item statistics are kept by language.</summary>
    public string Language { get; private set; } = "fa";
    public DateTime StartedAtUtc { get; private set; }

    /// <summary>The server's deadline; answers that arrive later are not counted.</summary>
    public DateTime DeadlineAtUtc { get; private set; }
    public AttemptState State { get; private set; }
    public DateTime? SubmittedAtUtc { get; private set; }

    /// <summary>Points reached and possible; null while open.</summary>
    public decimal? Points { get; private set; }
    public decimal? MaxPoints { get; private set; }
    public bool? Passed { get; private set; }

    /// <summary>Points as a whole percent, half up; null while open.</summary>
    public int? Percent { get; private set; }

    /// <summary>The graded result as JSON: per item points, per outcome share.</summary>
    public string? Result { get; private set; }
}

/// <summary>The last answer a learner gave to an item of an attempt; each is on disk before the learner is told so.</summary>
public sealed class AttemptAnswer
{
    private AttemptAnswer() { }

    /// <param name="response">The response as JSON.</param>
    public AttemptAnswer(Guid attemptId, string itemId, string response, DateTime savedAtUtc)
    {
        AttemptId = attemptId;
        ItemId = itemId;
        Response = response;
        SavedAtUtc = savedAtUtc;
    }

    public Guid AttemptId { get; private set; }
    public string ItemId { get; private set; } = "";
    public string Response { get; private set; } = "";
    public DateTime SavedAtUtc { get; private set; }

    public void Replace(string response, DateTime savedAtUtc)
    {
        Response = response;
        SavedAtUtc = savedAtUtc;
    }
}
