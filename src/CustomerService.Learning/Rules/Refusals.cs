using CustomerService.Catalogue.Rules;
using CustomerService.Platform;

namespace CustomerService.Learning.Rules;

/// <summary>The number cannot be parsed; <paramref name="Text"/> is what was typed.</summary>
public sealed record UnreadableNumber(string Text) : Refusal("answer.number-unreadable")
{
    public override IReadOnlyList<object?> Arguments => [12.5m];
}

/// <summary>Two steps were given the same position.</summary>
public sealed record RepeatedRank(int Rank) : Refusal("answer.rank-repeated")
{
    public override IReadOnlyList<object?> Arguments => [Rank];
}

/// <summary>Only some steps have a position, or a position does not exist.</summary>
public sealed record IncompleteRanks() : Refusal("answer.ranks-incomplete");

/// <summary>One right side was given to two left sides.</summary>
public sealed record RepeatedMatch() : Refusal("answer.match-repeated");

/// <summary>Practice was checked with parts still empty.</summary>
public sealed record PartsMissing(int Left) : Refusal("answer.parts-missing")
{
    public override IReadOnlyList<object?> Arguments => [Left];
}

/// <summary>More than one option of a single-choice item.</summary>
public sealed record OnlyOneOption() : Refusal("answer.only-one");

/// <summary>The answer names a part that the item does not have.</summary>
public sealed record UnknownChoice() : Refusal("answer.unknown-choice");

public sealed record AnswerTooLong(int MaxLength) : Refusal("answer.too-long")
{
    public override IReadOnlyList<object?> Arguments => [MaxLength];
}

/// <summary>Practice was checked without an answer.</summary>
public sealed record NothingAnswered() : Refusal("answer.empty");

/// <summary>The server is stopping or overloaded; the same answer can be retried at once.</summary>
public sealed record TryAgain() : Refusal("answer.try-again");

/// <summary>The bank cannot fill a cell of the blueprint.</summary>
public sealed record BankTooSmall(string OutcomeId, CognitiveLevel Level, int Needed, int Has) : Refusal("quiz.bank-too-small");

/// <summary>The quiz opens after the lessons; <paramref name="LessonIds"/> must still be finished.</summary>
public sealed record LessonsFirst(IReadOnlyList<string> LessonIds) : Refusal("quiz.lessons-first");

/// <summary>The next attempt may start at <paramref name="FromUtc"/>.</summary>
public sealed record WaitBeforeRetake(DateTime FromUtc) : Refusal("quiz.wait")
{
    public override IReadOnlyList<object?> Arguments => [FromUtc];
}

/// <summary>All attempts are used; a manager or HR may release another.</summary>
public sealed record AttemptsUsedUp(int Attempts) : Refusal("quiz.attempts-used-up");

/// <summary>The quiz is passed: no further attempt.</summary>
public sealed record AlreadyPassed() : Refusal("quiz.already-passed");

/// <summary>Already submitted, by the learner or at the deadline: show its result.</summary>
public sealed record AttemptAlreadySubmitted(Guid AttemptId) : Refusal("quiz.already-submitted");

/// <summary>The answer arrived after the server's deadline.</summary>
public sealed record DeadlinePassed() : Refusal("quiz.deadline-passed");

/// <summary>The result is shown only after the attempt is submitted.</summary>
public sealed record AttemptStillOpen(Guid AttemptId) : Refusal("quiz.still-open");

/// <summary>The learner has attempts left: there is nothing to release.</summary>
public sealed record NothingToRelease() : Refusal("quiz.nothing-to-release");

/// <summary>The course was not completed yet, or what was completed counts without an end.</summary>
public sealed record NothingToRenew() : Refusal("renewal.nothing");

/// <summary>It is too early to renew the course.</summary>
public sealed record RenewalNotOpen(DateTime FromUtc) : Refusal("renewal.not-open")
{
    public override IReadOnlyList<object?> Arguments => [FromUtc];
}

/// <summary>An early end of validity needs a reason.</summary>
public sealed record ExpiryReasonMissing() : Refusal("expiry.reason-missing");

public sealed record ExpiryReasonTooLong(int Maximum) : Refusal("expiry.reason-too-long")
{
    public override IReadOnlyList<object?> Arguments => [Maximum];
}

/// <summary>The day on which validity shall end has passed.</summary>
public sealed record ExpiryDayPast() : Refusal("expiry.day-past");

/// <summary>The choices are not a valid path through the scenario.</summary>
public sealed record NoSuchPath() : Refusal("scenario.no-such-path");

/// <summary>The scenario has not reached an end.</summary>
public sealed record ScenarioNotFinished() : Refusal("scenario.not-finished");

/// <summary>The plan is longer than <paramref name="MaxLength"/> characters.</summary>
public sealed record PlanTooLong(int MaxLength) : Refusal("lesson.plan-too-long")
{
    public override IReadOnlyList<object?> Arguments => [MaxLength];
}
