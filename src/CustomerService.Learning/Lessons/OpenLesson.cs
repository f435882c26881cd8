using CustomerService.Catalogue.Publishing;
using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Data;
using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Lessons;

/// <summary>A lesson to read.</summary>
/// <param name="EnrolmentId">Null where the course is not started.</param>
/// <param name="FinishedAtUtc">Null until the learner finished it.</param>
/// <param name="AtWorkPlan">The learner's own plan; null where they wrote none.</param>
/// <param name="Anchor">The heading to continue at, where the learner last read this lesson.</param>
/// <param name="Arrangement">How the practice items are arranged for this learner: <see cref="QuizDraw.ForPractice"/>.</param>
/// <param name="ForCustomers">See <see cref="Offers.IsForCustomers"/>.</param>
/// <param name="PracticeLeft">Practice questions that the course asks for and that were not answered when the page was opened.</param>
/// <param name="Lessons">All lessons of the course, for the outline beside the text.</param>
public sealed record LessonView(
    string CourseId, LocalText CourseTitle, Guid RevisionId, Guid? EnrolmentId, Lesson Lesson, int Number, DateTime? FinishedAtUtc, string? AtWorkPlan, string? Anchor,
    int Arrangement, bool ForCustomers, IReadOnlyList<LessonLink> Lessons, LessonLink? Previous, LessonLink? Next, int PracticeLeft);

/// <param name="Number">1, 2, … within the course.</param>
public sealed record LessonLink(string Id, int Number, LocalText Title, int Minutes, StepState State);

/// <summary>Opens a lesson. Records the first opening, and the position when it moves to another lesson; reopening the same lesson
/// costs one small query and writes nothing. A person who follows a link straight to a lesson of a course open to them reads it
/// without an enrolment: a GET, perhaps by a program, enrols nobody. Their first action in it does.</summary>
public sealed class OpenLesson(
    IDbContextFactory<AppDbContext> contexts, UnitOfWork work, CourseCatalogue catalogue, LearnerReads reads, TimeProvider clock)
{
    /// <returns><see cref="NotFound"/> for a course that is not open to the person, or a lesson it does not have.</returns>
    public async Task<Result<LessonView>> RunAsync(Guid personId, string courseId, string lessonId, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(OpenLesson));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await reads.LessonRowsAsync(db, personId, courseId, cancellationToken);
        var enrolment = rows.Count > 0 ? rows[0] : null;
        var published = enrolment is null ? await reads.OpenToAsync(db, personId, courseId, cancellationToken) : await catalogue.RevisionAsync(enrolment.RevisionId, cancellationToken);
        if (published?.Course is not { } course || course.Lesson(lessonId) is not { } lesson)
        {
            return new NotFound();
        }

        var row = rows.FirstOrDefault(r => r.LessonId == lessonId);
        if (enrolment is not null)
        {
            await RecordAsync(db, enrolment, row is not null, lessonId, cancellationToken);
        }

        var links = Links(course, rows, enrolment is null ? null : lessonId);
        var index = links.FindIndex(l => l.Id == lessonId);
        return new LessonView(
            courseId, course.Title, published.RevisionId, enrolment?.EnrolmentId, lesson, index + 1, row?.FinishedAtUtc, row?.AtWorkPlan, enrolment?.PositionStep == lessonId ? enrolment.PositionAnchor : null,
            QuizDraw.PracticeArrangement(enrolment?.EnrolmentId ?? personId), Offers.IsForCustomers(course), links, index > 0 ? links[index - 1] : null, index + 1 < links.Count ? links[index + 1] : null,
            course.Completion is { PracticeTried: true } ? lesson.Practice.Select(p => p.Id).Except(LessonProgress.Tried(row?.TriedPractice)).Count() : 0);
    }

    private static List<LessonLink> Links(Course course, IReadOnlyList<LessonRow> rows, string? openNow)
    {
        var links = new List<LessonLink>(course.Lessons.Count);
        foreach (var lesson in course.Lessons)
        {
            var row = rows.FirstOrDefault(r => r.LessonId == lesson.Id);
            var state = row?.FinishedAtUtc is not null ? StepState.Done : row is not null || lesson.Id == openNow ? StepState.Started : StepState.NotStarted;
            links.Add(new(lesson.Id, links.Count + 1, lesson.Title, lesson.Minutes, state));
        }

        return links;
    }

    private async Task RecordAsync(AppDbContext db, LessonRow enrolment, bool isOpened, string lessonId, CancellationToken cancellationToken)
    {
        if (!isOpened)
        {
            await RecordOpeningAsync(enrolment.EnrolmentId, lessonId, cancellationToken);
        }

        if (enrolment.PositionStep != lessonId)
        {
            var now = clock.UtcNow();
            await db.Set<Enrolment>().Where(e => e.Id == enrolment.EnrolmentId).ExecuteUpdateAsync(
                s => s.SetProperty(e => e.PositionStep, lessonId).SetProperty(e => e.PositionAnchor, (string?)null).SetProperty(e => e.LastSeenAtUtc, now), cancellationToken);
        }
    }

    /// <summary>Once, even where two tabs open the lesson concurrently.</summary>
    private Task<int> RecordOpeningAsync(Guid enrolmentId, string lessonId, CancellationToken cancellationToken) => work.RunAsync(
        async db =>
        {
            if (!await db.Set<LessonProgress>().AnyAsync(p => p.EnrolmentId == enrolmentId && p.LessonId == lessonId, cancellationToken))
            {
                db.Add(new LessonProgress(enrolmentId, lessonId, clock.UtcNow()));
            }

            return 0;
        },
        cancellationToken);
}
