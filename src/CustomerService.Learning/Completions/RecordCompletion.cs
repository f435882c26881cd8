using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Data;
using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Events;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Completions;

/// <summary>Completes an enrolment in the transaction that met its last rule: adds the completion with its explanation, marks the
/// enrolment and raises the domain event, whose handlers run in the same transaction.</summary>
public sealed class RecordCompletion(DomainEvents events, PersonReads person, ValidityCalendar validity, TimeProvider clock)
{
    /// <summary>Locks the enrolment's row, so that two concurrent last steps see each other, then loads it and marks it as seen.</summary>
    public static async Task<Enrolment> LockAsync(AppDbContext db, Guid enrolmentId, DateTime nowUtc, CancellationToken cancellationToken)
    {
        await db.LockAsync<Enrolment>(enrolmentId, cancellationToken);
        var enrolment = await db.Set<Enrolment>().AsTracking().SingleAsync(e => e.Id == enrolmentId, cancellationToken);
        enrolment.See(nowUtc);
        return enrolment;
    }

    /// <param name="enrolment">Locked and tracked.</param>
    /// <returns>Whether this call completed the course.</returns>
    public async Task<bool> RunAsync(AppDbContext db, Enrolment enrolment, Course course, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        if (enrolment.IsCompleted)
        {
            return false;
        }

        var audiences = await person.AudiencesAsync(db, enrolment.PersonId, cancellationToken);
        var progress = await LearnerReads.ProgressAsync(db, enrolment.Id, cancellationToken);
        var known = progress.Facts(CompletionRules.MayTestOut(course, audiences, enrolment.IsRefresher));
        var explanation = CompletionRules.Explain(course, known);
        if (!explanation.IsComplete)
        {
            return false;
        }

        var now = clock.UtcNow();
        var completion = new Completion(
            Guid.CreateVersion7(), enrolment.PersonId, enrolment.Id, enrolment.CourseId, enrolment.RevisionId, known.PassedPercent,
            CompletionRules.CreditedMinutes(course, known), explanation.ToJson(), now, validity.EndOf(now, course.CertificateValidMonths));
        db.Add(completion);
        enrolment.Complete(now);
        await events.RaiseAsync(
            db,
            new CourseCompleted(completion.Id, enrolment.PersonId, enrolment.CourseId, enrolment.RevisionId, completion.Percent, completion.Minutes, now, completion.ValidUntilUtc),
            cancellationToken);
        return true;
    }
}
