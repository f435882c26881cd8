using System.Linq.Expressions;
using CustomerService.Learning.Completions;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Events;
using CustomerService.Platform.Jobs;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Validities;

/// <param name="EndsSoon">Completions whose people were told that the end is near.</param>
/// <param name="Ended">Completions whose people were told that it has come.</param>
public sealed record ToldOfValidity(int EndsSoon, int Ended);

/// <summary>Once a day, finds the completions that came near their end or ended since the last run, and raises the events of which messages are
/// made. Each completion is told once of each: a second run changes nothing, and a night that was missed is made good by the next run. Only
/// what a person completed last is told.</summary>
public sealed class TellValidity(IDbContextFactory<AppDbContext> contexts, UnitOfWork work, DomainEvents events, ValidityCalendar validity, CivilCalendar days, TimeProvider clock) : IDailyJob
{
    /// <summary>Name of the job's <see cref="JobRun"/>, and of the lock under which a batch is taken.</summary>
    public const string Job = "tell-validity";

    private const int BatchSize = 500;

    async Task<int?> IDailyJob.RunAsync(CancellationToken cancellationToken) => await RunAsync(cancellationToken) is { } told ? told.EndsSoon + told.Ended : null;

    /// <returns>Null: today's run is done.</returns>
    public async Task<ToldOfValidity?> RunAsync(CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(TellValidity));
        var moment = validity.At(clock.UtcNow());
        var now = moment.NowUtc;
        DateTime? through;
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            through = await db.LastRunAsync(Job, cancellationToken);
        }

        if (through is { } last && days.DayOf(last) >= days.DayOf(now))
        {
            return null;
        }

        // The first run reaches back as far as it looks ahead: what ended long before nobody is told of.
        var since = through ?? now - (moment.NearUtc - now);
        var soon = await TellAsync(c => c.Told == ValidityNotice.None && c.ValidUntilUtc >= now && c.ValidUntilUtc <= moment.NearUtc,
            ValidityNotice.EndsSoon, ids => new ValidityEndsSoon(ids, now), cancellationToken);
        var ended = await TellAsync(c => c.Told != ValidityNotice.Ended && c.ValidUntilUtc < now && c.ValidUntilUtc >= since,
            ValidityNotice.Ended, ids => new ValidityEnded(ids, now), cancellationToken);
        await work.RunAsync(async db =>
        {
            await db.RecordRunAsync(Job, now, cancellationToken);
            return 0;
        }, cancellationToken);
        return new(soon, ended);
    }

    private async Task<int> TellAsync<TEvent>(
        Expression<Func<Completion, bool>> due, ValidityNotice notice, Func<IReadOnlyList<Guid>, TEvent> make, CancellationToken cancellationToken)
        where TEvent : IDomainEvent
    {
        for (var told = 0; ;)
        {
            var count = await work.RunAsync(async db =>
            {
                await db.LockNameAsync(Job, cancellationToken);
                var completions = db.Set<Completion>();
                var ids = await completions.Where(due)
                    .Where(c => !completions.Any(later => later.PersonId == c.PersonId && later.CourseId == c.CourseId && later.CompletedAtUtc > c.CompletedAtUtc))
                    .Where(c => db.Set<Person>().Any(p => p.Id == c.PersonId && p.IsActive))
                    .OrderBy(c => c.ValidUntilUtc).ThenBy(c => c.Id).Select(c => c.Id).Take(BatchSize).ToListAsync(cancellationToken);
                if (ids.Count > 0)
                {
                    await completions.Where(c => ids.Contains(c.Id)).ExecuteUpdateAsync(s => s.SetProperty(c => c.Told, notice), cancellationToken);
                    await events.RaiseAsync(db, make(ids), cancellationToken);
                }

                return ids.Count;
            }, cancellationToken);
            told += count;
            if (count < BatchSize)
            {
                return told;
            }
        }
    }
}
