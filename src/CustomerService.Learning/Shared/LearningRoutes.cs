using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Courses;
using CustomerService.Learning.Rules;
using CustomerService.Platform;

namespace CustomerService.Learning.Shared;

/// <summary>The addresses of the learner's pages.</summary>
internal static class LearningRoutes
{
    public const string MyLearning = "/learning";
    public const string Record = "/record";

    /// <summary>The holder's certificates; they live downstream, so this is only a link.</summary>
    public const string Certificates = "/certificates";

    /// <summary>The certificate that a completion brought.</summary>
    public static string Certificate(Guid completionId) => $"/certificates/of/{completionId}";

    public static string Course(string courseId) => $"/courses/{courseId}";

    public static string Lesson(string courseId, string lessonId, string? anchor = null) =>
        $"/courses/{courseId}/lessons/{lessonId}" + (string.IsNullOrEmpty(anchor) ? "" : "#" + anchor);

    public static string Position(string courseId, string lessonId) => $"/courses/{courseId}/lessons/{lessonId}/position";

    public static string Scenario(string courseId, string scenarioId, string path = "") =>
        $"/courses/{courseId}/scenarios/{scenarioId}" + (path.Length == 0 ? "" : "?path=" + path);

    public static string Quiz(string courseId) => $"/courses/{courseId}/quiz";

    public static string Attempt(Guid attemptId) => $"/attempts/{attemptId}";

    /// <summary>Ends in a slash: the item's id follows.</summary>
    public static string Answers(Guid attemptId) => $"/attempts/{attemptId}/answers/";

    public static string HandIn(Guid attemptId) => $"/attempts/{attemptId}/hand-in";

    public static string Result(Guid attemptId) => $"/attempts/{attemptId}/result";

    /// <summary>Where to go on in a course.</summary>
    public static string Of(string courseId, NextStep next) => next.Kind switch
    {
        StepKind.Lesson => Lesson(courseId, next.Id, next.Anchor),
        StepKind.Scenario => Scenario(courseId, next.Id),
        StepKind.Quiz => Quiz(courseId),
        _ => throw new InvalidOperationException($"Unknown step {next.Kind}."),
    };

    public static string Of(string courseId, CourseStep step) => Of(courseId, new NextStep(step.Kind, step.Id, step.Title, step.Minutes, null));
}
