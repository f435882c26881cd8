using CustomerService.Catalogue.Publishing;
using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Providers.Tests.Reports;

/// <summary>Inserts people's course records directly, without going through the learning.</summary>
internal sealed class Books(Node node)
{
    private DateTime Now => node.Clock.UtcNow();

    public Task AssignAsync(Guid person, DateTime? due, string course = "T01", Offer offer = Offer.Required) =>
        node.DoAsync(db => db.Add(new Assignment(Guid.CreateVersion7(), person, course, offer, AssignmentReason.Audience, Now.AddDays(-30), due)));

    /// <summary>Assigned, late, and exempt since.</summary>
    public Task ExemptAsync(Guid person) => node.DoAsync(db =>
    {
        var assignment = new Assignment(Guid.CreateVersion7(), person, "T01", Offer.Required, AssignmentReason.Audience, Now.AddDays(-30), Now.AddDays(-1));
        assignment.Exempt(Now);
        db.Add(assignment);
    });

    /// <summary>Started three days ago.</summary>
    public async Task<Guid> EnrolAsync(Guid person, string course = "T01", int number = 1, DateTime? completed = null, int? percent = null, int minutes = 40, int released = 0, DateTime? validUntil = null)
    {
        var revision = await RevisionAsync(course);
        var enrolment = new Enrolment(Guid.CreateVersion7(), person, course, revision, Now.AddDays(-3), number);
        for (var i = 0; i < released; i++)
        {
            enrolment.ReleaseAttempt();
        }

        if (completed is { } at)
        {
            enrolment.Complete(at);
        }

        await node.DoAsync(db =>
        {
            db.Add(enrolment);
            if (completed is { } done)
            {
                db.Add(new Completion(Guid.CreateVersion7(), person, enrolment.Id, course, revision, percent, minutes, "{}", done, validUntil));
            }
        });
        return enrolment.Id;
    }

    /// <summary>Quiz attempts in this order: hours since submission, or null for an open one.</summary>
    public async Task TryAsync(Guid person, Guid enrolment, params (double? HoursAgo, bool Passed)[] attempts)
    {
        var revision = await RevisionAsync("T01");
        await node.DoAsync(db =>
        {
            for (var i = 0; i < attempts.Length; i++)
            {
                var (hoursAgo, passed) = attempts[i];
                var attempt = new QuizAttempt(Guid.CreateVersion7(), enrolment, person, revision, i + 1, 0, [], Language.Persian, Now.AddDays(-2), Now.AddDays(1));
                var row = db.Add(attempt);
                if (hoursAgo is { } hours)
                {
                    row.Property(a => a.State).CurrentValue = AttemptState.Submitted;
                    row.Property(a => a.SubmittedAtUtc).CurrentValue = Now.AddHours(-hours);
                    row.Property(a => a.Passed).CurrentValue = passed;
                    row.Property(a => a.Percent).CurrentValue = passed ? 90 : 40;
                }
            }
        });
    }

    private async Task<Guid> RevisionAsync(string course) => (await node.Services.GetRequiredService<CourseCatalogue>().CurrentAsync(course))!.RevisionId;
}
