using CustomerService.Learning.Data;
using CustomerService.Learning.Items;
using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Lessons;

/// <summary>A practice question with its graded answer; the explanations are in the item.</summary>
public sealed record PracticeFeedback(DrawnItem Drawn, Response Response, ItemScore Score);

/// <summary>Grades an answer to a practice question. Unlimited tries; the answer is not stored. Where the course asks for practice, that the
/// question was tried is.</summary>
public sealed class CheckPractice(IDbContextFactory<AppDbContext> contexts, LearnerReads reads, RecordPractice record)
{
    /// <param name="fields">The form fields, with names from <see cref="ResponseFields"/>.</param>
    /// <returns><see cref="NotFound"/>, <see cref="NothingAnswered"/>, <see cref="PartsMissing"/> or another refusal of the family <c>answer.*</c>.</returns>
    public async Task<Result<PracticeFeedback>> RunAsync(
        Guid personId, string courseId, string lessonId, string itemId, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(CheckPractice));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await reads.CourseAsync(db, personId, courseId, cancellationToken) is not { } found
            || found.Course.Lesson(lessonId)?.Practice.FirstOrDefault(p => p.Id == itemId) is not { } item)
        {
            return new NotFound();
        }

        var drawn = QuizDraw.ForPractice(item, QuizDraw.PracticeArrangement(found.Enrolment?.Id ?? personId));
        var read = ResponseReader.Read(drawn, fields);
        Refusal? refusal = !read.Succeeded ? read.Refusal
            : read.Value is BlankResponse ? new NothingAnswered()
            : ItemTypes.PartsLeft(item, read.Value) is > 0 and var left ? new PartsMissing(left)
            : null;
        if (refusal is not null)
        {
            return refusal;
        }

        if (found.Course.Completion is { PracticeTried: true })
        {
            await record.RunAsync(personId, courseId, lessonId, [itemId], cancellationToken);
        }

        return new PracticeFeedback(drawn, read.Value!, Grading.Grade(item, read.Value));
    }
}
