using CustomerService.Catalogue.Standards;
using CustomerService.Learning.Courses;
using CustomerService.Learning.Lessons;
using CustomerService.Learning.Quizzes;
using CustomerService.Learning.Rules;
using CustomerService.Learning.Shared;
using CustomerService.Learning.Text;
using CustomerService.People.Shared;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NotFound = Microsoft.AspNetCore.Http.HttpResults.NotFound;

namespace CustomerService.Learning;

/// <summary>A committed answer.</summary>
/// <param name="Answered">False where the answer was cleared, or has parts still empty.</param>
/// <param name="Incomplete">The answer is saved with parts still empty.</param>
/// <param name="Text">The message for the learner.</param>
/// <param name="Seconds">Until the deadline.</param>
public sealed record AnswerState(bool Answered, bool Incomplete, string Text, int Seconds);

/// <summary>A refused answer.</summary>
/// <param name="Over">The attempt is closed: show its result.</param>
public sealed record AnswerRefused(string Text, bool Over);

/// <summary>Endpoints called by the script modules of the lesson and quiz pages. Binding the form makes the framework require the
/// antiforgery token.</summary>
internal static class LearningEndpoints
{
    public static void MapLearningEndpoints(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("").RequireAuthorization().ExcludeFromDescription();
        group.MapPost(LearningRoutes.PositionPattern, KeepPositionAsync);
        group.MapPost(LearningRoutes.AnswerPattern, SaveAnswerAsync);
        group.MapPost(LearningRoutes.ActivityPattern, CountActivityAsync);
    }

    private static async Task<Results<NoContent, NotFound>> KeepPositionAsync(
        string courseId, string lessonId, IFormCollection form, HttpContext context, KeepPosition keep) =>
        (await keep.RunAsync(context.User.PersonId(), courseId, lessonId, form["anchor"], context.RequestAborted)).Succeeded
            ? TypedResults.NoContent()
            : TypedResults.NotFound();

    private static async Task<Results<NoContent, NotFound>> CountActivityAsync(string courseId, IFormCollection form, HttpContext context, CountActivity count) =>
        (await count.RunAsync(
            context.User.PersonId(), courseId, InputParser.TryInteger(form["seconds"], out var seconds) ? (int)Math.Clamp(seconds, 0, ActiveDay.MostOfPost) : 0, CancellationToken.None)).Succeeded
            ? TypedResults.NoContent()
            : TypedResults.NotFound();

    private static async Task<Results<Ok<AnswerState>, NotFound, UnprocessableEntity<AnswerRefused>, Conflict<AnswerRefused>, StatusCodeHttpResult>> SaveAnswerAsync(
        Guid attemptId, string itemId, IFormCollection form, HttpContext context, SaveAnswer save, AttemptSnapshotCache snapshots, LocalizedFormatter formatter, TimeProvider clock)
    {
        // Not cancelled when the browser disconnects: the answer is still written.
        var saved = await save.RunAsync(context.User.PersonId(), attemptId, itemId, form.Flat(), CancellationToken.None);
        switch (saved.Refusal)
        {
            case null:
                var attempt = (await snapshots.GetAsync(attemptId))!;
                var item = new AttemptItem(0, attempt.Quiz.Item(itemId)!, saved.Value!.Response, saved.Value.SavedAtUtc);
                return TypedResults.Ok(new AnswerState(
                    item.IsAnswered, item.IsIncomplete, AttemptItemCard.Status(item, formatter) ?? LearningText.AnswerRemoved,
                    Math.Max(0, (int)(attempt.DeadlineAtUtc - clock.UtcNow()).TotalSeconds)));
            case CustomerService.Platform.NotFound:
                return TypedResults.NotFound();
            case AttemptAlreadySubmitted or DeadlinePassed:
                return TypedResults.Conflict(new AnswerRefused(saved.Refusal.In(formatter), Over: true));
            case TryAgain:
                return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
            default:
                return TypedResults.UnprocessableEntity(new AnswerRefused(saved.Refusal.In(formatter), Over: false));
        }
    }
}
