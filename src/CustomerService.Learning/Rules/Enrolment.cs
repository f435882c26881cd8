using CustomerService.Catalogue.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Learning.Rules;

/// <summary>A person's progress through one revision of a course.</summary>
public sealed class Enrolment
{
    public const int MaxAnchorLength = 120;

    private Enrolment() { }

    /// <param name="number">1 for the first enrolment in the course, 2 for its renewal, …</param>
    /// <param name="isRefresher">A renewal that passing the quiz alone completes.</param>
    public Enrolment(Guid id, Guid personId, string courseId, Guid revisionId, DateTime startedAtUtc, int number = 1, bool isRefresher = false)
    {
        IsRefresher = isRefresher;
        Number = number;
        Id = id;
        PersonId = personId;
        CourseId = courseId;
        RevisionId = revisionId;
        StartedAtUtc = startedAtUtc;
        LastSeenAtUtc = startedAtUtc;
    }

    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }
    public string CourseId { get; private set; } = "";

    /// <summary>Counts the person's enrolments in the course from 1; the highest is the current one.</summary>
    public int Number { get; private set; }

    /// <summary>The revision this learner sees, whatever is published later.</summary>
    public Guid RevisionId { get; private set; }
    public DateTime StartedAtUtc { get; private set; }
    public DateTime LastSeenAtUtc { get; private set; }

    /// <summary>The lesson or scenario to continue at, and the heading within it.</summary>
    public string? PositionStep { get; private set; }
    public string? PositionAnchor { get; private set; }
    public DateTime? CompletedAtUtc { get; private set; }

    /// <summary>Quiz attempts released beyond the rules by a manager or HR.</summary>
    public int ReleasedAttempts { get; private set; }

    /// <summary>Whether passing the quiz suffices, because the person's former completion still counted when this renewal began and the course
    /// allows it (<see cref="Renewal.Quiz"/>).</summary>
    public bool IsRefresher { get; private set; }

    public bool IsCompleted => CompletedAtUtc is not null;

    /// <summary>Records activity by the learner, or by the server on their behalf.</summary>
    public void See(DateTime nowUtc) => LastSeenAtUtc = nowUtc;

    public void ReleaseAttempt() => ReleasedAttempts++;

    public void Visit(string step, string? anchor, DateTime nowUtc)
    {
        PositionStep = step;
        PositionAnchor = anchor;
        LastSeenAtUtc = nowUtc;
    }

    /// <summary>The first completion is final: a later attempt cannot undo it.</summary>
    public void Complete(DateTime atUtc) => CompletedAtUtc ??= atUtc;
}

/// <summary>A lesson that a learner opened, and when it was finished.</summary>
public sealed class LessonProgress
{
    public const int MaxPlanLength = 1000;

    private LessonProgress() { }

    public LessonProgress(Guid enrolmentId, string lessonId, DateTime openedAtUtc)
    {
        EnrolmentId = enrolmentId;
        LessonId = lessonId;
        OpenedAtUtc = openedAtUtc;
    }

    public Guid EnrolmentId { get; private set; }
    public string LessonId { get; private set; } = "";
    public DateTime OpenedAtUtc { get; private set; }
    public DateTime? FinishedAtUtc { get; private set; }

    /// <summary>The learner's own "when …, I will …"; null where none was written.</summary>
    public string? AtWorkPlan { get; private set; }

    /// <summary>Ids of the practice questions that were answered, separated by spaces; null before the first.</summary>
    public string? TriedPractice { get; private set; }

    /// <summary>Longest <see cref="TriedPractice"/>: a lesson has two or three questions.</summary>
    public const int MaxTriedPractice = 400;

    /// <summary>The ids in <see cref="TriedPractice"/>.</summary>
    public static IReadOnlyList<string> Tried(string? triedPractice) => triedPractice?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    public void TryPractice(IEnumerable<string> itemIds) =>
        TriedPractice = string.Join(' ', Tried(TriedPractice).Concat(itemIds).Distinct(StringComparer.Ordinal));

    /// <summary>A stored plan as a text to show: a suggestion that was taken over unchanged follows the reader's language.</summary>
    public static LocalText PlanText(string plan, Lesson? lesson) =>
        lesson is not null && (plan == lesson.AtWork.Fa.Trim() || plan == lesson.AtWork.En.Trim()) ? lesson.AtWork : new LocalText(plan, plan);

    public void Finish(DateTime atUtc) => FinishedAtUtc ??= atUtc;

    public void Plan(string? plan) => AtWorkPlan = plan;
}

/// <summary>A finished play of a scenario.</summary>
public sealed class ScenarioRun
{
    private ScenarioRun() { }

    /// <param name="path">The choices in order, <c>a.c.b</c>.</param>
    /// <param name="bestShare">Share of decisions where the best choice was made, 0–1.</param>
    /// <param name="passed">Whether its ending is worth passing.</param>
    public ScenarioRun(Guid id, Guid enrolmentId, string scenarioId, string path, decimal bestShare, bool passed, DateTime finishedAtUtc)
    {
        Passed = passed;
        Id = id;
        EnrolmentId = enrolmentId;
        ScenarioId = scenarioId;
        Path = path;
        BestShare = bestShare;
        FinishedAtUtc = finishedAtUtc;
    }

    public Guid Id { get; private set; }
    public Guid EnrolmentId { get; private set; }
    public string ScenarioId { get; private set; } = "";
    public string Path { get; private set; } = "";
    public decimal BestShare { get; private set; }

    /// <summary>Whether its ending is worth passing.</summary>
    public bool Passed { get; private set; }
    public DateTime FinishedAtUtc { get; private set; }
}
