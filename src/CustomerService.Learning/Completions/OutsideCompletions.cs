using CustomerService.Learning.Rules;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Completions;

/// <summary>Completions that were not earned here: no event is raised, since nothing was learned at this moment, and no certificate is issued.</summary>
internal static class OutsideCompletions
{
    /// <summary>Records one, with an enrolment of its own, in the current transaction. Whoever adds an enrolment of the same person at the same moment begins again: their numbers are unique.</summary>
    public static async Task RecordAsync(
        AppDbContext db, Guid id, Guid personId, ImportableCourse course, DateTime completedAtUtc, DateTime? validUntilUtc, int? percent, OutsideRecord outside, CancellationToken cancellationToken)
    {
        var present = await db.Set<Enrolment>().Where(e => e.PersonId == personId && e.CourseId == course.Id).Select(e => new KnownEnrolment(e.Number, e.StartedAtUtc, e.CompletedAtUtc)).ToListAsync(cancellationToken);
        var enrolment = new Enrolment(Guid.CreateVersion7(), personId, course.Id, course.RevisionId, completedAtUtc, KnownEnrolment.NumberOf(completedAtUtc, present));
        enrolment.Complete(completedAtUtc);
        db.Add(enrolment);
        await db.SaveChangesAsync(cancellationToken);
        db.Add(new Completion(
            id, personId, enrolment.Id, course.Id, course.RevisionId, percent, 0, new CompletionExplanation(true, false, [], outside).ToJson(), completedAtUtc, validUntilUtc));
    }

    /// <summary>Removes one with its enrolment.</summary>
    /// <returns>False: somebody has gone through the course in it since; then it is not the record's alone any more, and it stays.</returns>
    public static async Task<bool> WithdrawAsync(AppDbContext db, Completion completion, CancellationToken cancellationToken)
    {
        var enrolment = await db.Set<Enrolment>().AsTracking().SingleAsync(e => e.Id == completion.EnrolmentId, cancellationToken);
        if (await db.Set<LessonProgress>().AnyAsync(p => p.EnrolmentId == enrolment.Id, cancellationToken) || await db.Set<QuizAttempt>().AnyAsync(a => a.EnrolmentId == enrolment.Id, cancellationToken)
            || await db.Set<ScenarioRun>().AnyAsync(r => r.EnrolmentId == enrolment.Id, cancellationToken) || await db.Set<ActiveDay>().AnyAsync(d => d.EnrolmentId == enrolment.Id, cancellationToken))
        {
            return false;
        }

        db.Remove(completion);
        await db.SaveChangesAsync(cancellationToken);
        db.Remove(enrolment);
        return true;
    }
}
