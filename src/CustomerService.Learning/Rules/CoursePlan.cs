using CustomerService.Catalogue.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Learning.Rules;

public enum StepKind
{
    Lesson,
    Scenario,
    Quiz,
}

public enum StepState
{
    NotStarted,

    /// <summary>A lesson that was opened, or a quiz with an attempt.</summary>
    Started,
    Done,

    /// <summary>The quiz before the lessons.</summary>
    Locked,
}

/// <summary>A step of a course.</summary>
/// <param name="Id">Of the lesson or scenario; empty for the quiz.</param>
/// <param name="Title">Null for the quiz, which the page names.</param>
/// <param name="PracticeLeft">Practice questions of the lesson that the course still asks for.</param>
public sealed record CourseStep(StepKind Kind, string Id, LocalText? Title, int Minutes, StepState State, int PracticeLeft = 0)
{
    /// <summary>Nothing of the step is left.</summary>
    public bool IsWhole => State == StepState.Done && PracticeLeft == 0;
}

/// <summary>The step to continue with.</summary>
/// <param name="Anchor">The heading within the lesson, where known.</param>
public sealed record NextStep(StepKind Kind, string Id, LocalText? Title, int Minutes, string? Anchor);

/// <summary>The steps of a course with one learner's progress: the lessons, the scenarios, the quiz.</summary>
/// <param name="MinutesLeft">Of the lessons and scenarios that are not done, which together take the course's minutes; the final quiz has its
/// own time. 0 when the course is complete.</param>
/// <param name="ProgressShare">Steps done of all, 0–1; 1 when the course is complete.</param>
/// <param name="Next">The first step not done that can be done now; null when complete, and while only a later retake is left.</param>
/// <param name="Resume">Where the learner stopped: the lesson or scenario last visited if it is not done, else <paramref name="Next"/>.</param>
public sealed record CoursePlan(IReadOnlyList<CourseStep> Steps, decimal ProgressShare, int MinutesLeft, NextStep? Next, NextStep? Resume)
{
    public static CoursePlan Of(
        Course course, CompletionFacts facts, IReadOnlySet<string> openedLessons, bool hasAttempts, AllowanceState quiz, bool isComplete,
        string? positionStep = null, string? positionAnchor = null)
    {
        List<CourseStep> steps =
        [
            .. course.Lessons.Select(l => new CourseStep(StepKind.Lesson, l.Id, l.Title, l.Minutes,
                facts.FinishedLessons.Contains(l.Id) ? StepState.Done : openedLessons.Contains(l.Id) ? StepState.Started : StepState.NotStarted,
                facts.PracticeLeft(course, l))),
            .. course.Scenarios.Select((s, i) => new CourseStep(StepKind.Scenario, s.Id, s.Title, ScenarioMinutes(course, i),
                facts.IsDone(course, s) ? StepState.Done : facts.PlayedScenarios.Contains(s.Id) ? StepState.Started : StepState.NotStarted)),
            new CourseStep(StepKind.Quiz, "", null, course.Quiz.Minutes,
                facts.PassedPercent is not null ? StepState.Done : quiz == AllowanceState.LessonsFirst ? StepState.Locked : hasAttempts ? StepState.Started : StepState.NotStarted),
        ];
        if (isComplete)
        {
            return new(steps, 1, 0, null, null);
        }

        // What was left out on the way comes when the way is gone: a finished lesson does not call back at once.
        var next = steps.Find(s => s.State != StepState.Done && (s.Kind != StepKind.Quiz || quiz is AllowanceState.Allowed or AllowanceState.Open))
            ?? steps.Find(s => s.PracticeLeft > 0);
        var stopped = steps.Find(s => s.Id.Length > 0 && s.Id == positionStep && s.State != StepState.Done);
        return new(
            steps,
            steps.Count(s => s.IsWhole) / (decimal)steps.Count,
            steps.Where(s => s.State != StepState.Done && s.Kind != StepKind.Quiz).Sum(s => s.Minutes),
            NextAt(next),
            NextAt(stopped ?? next));

        NextStep? NextAt(CourseStep? step) => step is null ? null : new(step.Kind, step.Id, step.Title, step.Minutes, step.Id == positionStep ? positionAnchor : null);
    }

    /// <summary>Minutes of one scenario: the course's minutes beyond its lessons, divided so that all steps together take the course's
    /// minutes, and at least 3.</summary>
    /// <param name="index">Of the scenario within the course.</param>
    public static int ScenarioMinutes(Course course, int index)
    {
        var beyond = course.Minutes - course.Lessons.Sum(l => l.Minutes);
        var (each, rest) = Math.DivRem(beyond, course.Scenarios.Count);
        return Math.Max(3, each + (index < rest ? 1 : 0));
    }
}
