using System.Buffers.Binary;
using System.Security.Cryptography;
using CustomerService.Learning.Completions;
using CustomerService.Learning.Courses;
using CustomerService.Learning.Data;
using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;

namespace CustomerService.Learning.Quizzes;

/// <summary>Starts an attempt at the final quiz by the retake rules, or returns the open one (another tab, a repeated click).</summary>
public sealed class StartQuiz(
    UnitOfWork work, StartCourse start, PersonReads person, AttemptSnapshotCache snapshots, SubmitExpiredAttempts expired, TimeProvider clock)
{
    /// <param name="language">The user's language: item statistics are grouped by it.</param>
    /// <returns>The attempt's id; <see cref="NotFound"/>, <see cref="LessonsFirst"/>, <see cref="WaitBeforeRetake"/>,
    /// <see cref="AttemptsUsedUp"/>, <see cref="AlreadyPassed"/> or <see cref="BankTooSmall"/>.</returns>
    public async Task<Result<Guid>> RunAsync(Guid personId, string courseId, Language language, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(StartQuiz));
        var found = await start.EnrolAsync(personId, courseId, cancellationToken);
        if (found is null)
        {
            return new NotFound();
        }

        await expired.OfEnrolmentAsync(found.Enrolment!.Id, cancellationToken);
        return await work.RunAsync(db => StartAsync(db, found, personId, language, cancellationToken), cancellationToken);
    }

    private async Task<Result<Guid>> StartAsync(AppDbContext db, LearnerCourse found, Guid personId, Language language, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow();
        var course = found.Course;
        var enrolment = await RecordCompletion.LockAsync(db, found.Enrolment!.Id, now, cancellationToken);
        var progress = await LearnerReads.ProgressAsync(db, enrolment.Id, cancellationToken);
        var mayTestOut = CompletionRules.MayTestOut(course, await person.AudiencesAsync(db, personId, cancellationToken), enrolment.IsRefresher);
        var allowance = AttemptAllowance.For(
            course, [.. progress.Attempts.Select(a => a.ToPast())], enrolment.ReleasedAttempts, progress.FinishedLessons, mayTestOut, now);
        if (allowance.OpenAttemptId is { } open)
        {
            return open;
        }

        if (allowance.Refusal is { } refusal)
        {
            return refusal;
        }

        var seen = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var attempt in progress.Attempts)
        {
            seen.UnionWith((await snapshots.GetAsync(attempt.Id, cancellationToken))!.Quiz.Items.Select(i => i.Id));
        }

        var seed = BinaryPrimitives.ReadInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(long)));
        if (QuizDraw.Draw(course, seed, seen) is { Succeeded: false } unfilled)
        {
            return unfilled.Refusal!;
        }

        var next = new QuizAttempt(
            Guid.CreateVersion7(), enrolment.Id, personId, enrolment.RevisionId, allowance.Used + 1, seed, seen, language, now, now.AddMinutes(course.Quiz.Minutes));
        db.Add(next);
        return next.Id;
    }
}
