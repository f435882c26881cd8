using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Ui.Navigation;

namespace CustomerService.Learning;

/// <summary>The URL paths of the learner's pages, from the site root.</summary>
public static class LearningRoutes
{
    /// <summary>The route pattern of <see cref="Position"/>.</summary>
    internal const string PositionPattern = "/courses/{courseId}/lessons/{lessonId}/position";

    /// <summary>The route pattern of <see cref="Answers"/> with an item's id.</summary>
    internal const string AnswerPattern = "/attempts/{attemptId:guid}/answers/{itemId}";

    /// <summary>The route pattern of <see cref="Activity"/>.</summary>
    internal const string ActivityPattern = "/courses/{courseId}/activity";

    public const string MyLearning = "/learning";

    /// <summary>The learner's own training record.</summary>
    public const string Record = "/record";

    /// <summary>The office's page on how long completions of a course count.</summary>
    public const string Validity = "/office/validity";

    /// <summary>The rules of assignment, in the office.</summary>
    public const string Rules = "/office/assignments";

    /// <summary>Writes a rule of assignment.</summary>
    public const string NewRule = Rules + "/new";

    /// <summary>Writes a rule for these people, or for everybody of a place.</summary>
    public static string NewRuleFor(AssigneesKey whom) => QueryValues.Href(NewRule,
    [
        ("people", whom.PersonIds.Count == 0 ? null : string.Join(',', whom.PersonIds.Select(id => id.ToString("D")))),
        ("organisation", whom.OrganisationId?.ToString("D")), ("unit", whom.UnitId?.ToString("D")), ("audience", whom.Audience),
    ]);

    /// <summary>A rule of assignment.</summary>
    public static string Rule(Guid ruleId) => $"{Rules}/{ruleId:D}";

    public static string Course(string courseId) => $"/courses/{Uri.EscapeDataString(courseId)}";

    /// <param name="anchor">A heading's id in the text; null or empty for the top.</param>
    public static string Lesson(string courseId, string lessonId, string? anchor = null) =>
        $"{Course(courseId)}/lessons/{Uri.EscapeDataString(lessonId)}" + (string.IsNullOrEmpty(anchor) ? "" : "#" + anchor);

    /// <summary>Where the learner's reading position in a lesson is stored.</summary>
    public static string Position(string courseId, string lessonId) => Lesson(courseId, lessonId) + "/position";

    /// <summary>Where pages of a course report that they are in use.</summary>
    public static string Activity(string courseId) => Course(courseId) + "/activity";

    /// <param name="path">The decisions made so far; empty for the start.</param>
    public static string Scenario(string courseId, string scenarioId, string path = "") =>
        $"{Course(courseId)}/scenarios/{Uri.EscapeDataString(scenarioId)}" + (path.Length == 0 ? "" : "?path=" + path);

    public static string Quiz(string courseId) => Course(courseId) + "/quiz";

    public static string Attempt(Guid attemptId) => $"/attempts/{attemptId:D}";

    /// <summary>Where answers are stored. Ends in a slash: the item's id follows.</summary>
    public static string Answers(Guid attemptId) => Attempt(attemptId) + "/answers/";

    public static string HandIn(Guid attemptId) => Attempt(attemptId) + "/hand-in";

    public static string Result(Guid attemptId) => Attempt(attemptId) + "/result";

    /// <summary>Path of the step to continue with in a course.</summary>
    internal static string Of(string courseId, NextStep next) => next.Kind switch
    {
        StepKind.Lesson => Lesson(courseId, next.Id, next.Anchor),
        StepKind.Scenario => Scenario(courseId, next.Id),
        StepKind.Quiz => Quiz(courseId),
        _ => throw new InvalidOperationException($"Unknown step {next.Kind}."),
    };

    internal static string Of(string courseId, CourseStep step) => Of(courseId, new NextStep(step.Kind, step.Id, step.Title, step.Minutes, null));
}
