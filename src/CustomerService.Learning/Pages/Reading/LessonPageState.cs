using CustomerService.Catalogue;
using CustomerService.Catalogue.Markup;
using CustomerService.Learning.Text;
using CustomerService.Platform.Security;
using CustomerService.Platform.Text;
using CustomerService.Ui.Rendering;
using Microsoft.AspNetCore.Http;

namespace CustomerService.Learning.Pages.Reading;

/// <summary>Opens a lesson and says what its page shows: of the learner only how far they are, the plan they wrote and where they stopped.</summary>
internal sealed class LessonPageState(OpenLesson open, CourseCatalogue catalogue, CourseMarkup markup, Reader reader) : IPageState
{
    public const string PlanHole = "plan", FinishedHole = "finished", ResumeHole = "resume";

    public async Task<PageState?> OpenAsync(HttpContext context)
    {
        var (courseId, lessonId) = ((string)context.Request.RouteValues["CourseId"]!, (string)context.Request.RouteValues["LessonId"]!);
        if ((await open.RunAsync(context.User.PersonId(), courseId, lessonId, context.RequestAborted)).Value is not { } view)
        {
            return null;
        }

        context.Items[typeof(LessonView)] = view;
        // One list for each revision, lesson, language and state of the glossary.
        var segments = markup.Segments(await catalogue.RevisionAsync(view.RevisionId, context.RequestAborted), lessonId, reader.Language);
        return new(
            (segments, view.Arrangement, StatesOf(view), view.FinishedAtUtc is not null, view.Anchor is { Length: > 0 }),
            [
                PageHole.Text(PlanHole, PlanOf(view, reader)),
                PageHole.Text(FinishedHole, FinishedOf(view, reader)),
                PageHole.Text(ResumeHole, Places.Lesson(courseId, lessonId, view.Anchor ?? "")),
            ]);
    }

    /// <summary>What was opened for this request; null for a request that is rendered in the ordinary way.</summary>
    public static LessonView? OpenedFor(HttpContext context) => context.Items[typeof(LessonView)] as LessonView;

    /// <summary>The learner's plan, or what the lesson proposes.</summary>
    public static string PlanOf(LessonView view, Reader reader) => view.AtWorkPlan ?? reader.Text(view.Lesson.AtWork);

    public static string FinishedOf(LessonView view, Reader reader) =>
        view.FinishedAtUtc is { } finished ? reader.Say(LearningText.FinishedOn, reader.PlainDate(finished)) : "";

    private static string StatesOf(LessonView view) => string.Create(view.Lessons.Count, view.Lessons, static (marks, lessons) =>
    {
        for (var i = 0; i < marks.Length; i++)
        {
            marks[i] = (char)('0' + (int)lessons[i].State);
        }
    });
}
