using System.Globalization;
using CustomerService.Learning.Data;
using CustomerService.Messages.Rules;
using CustomerService.Messages.Sending;
using CustomerService.People.Access;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Jobs;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerService.Messages.Reminders;

/// <param name="Reminders">Messages to people about their own courses.</param>
/// <param name="Managers">Managers who were told of their people.</param>
public sealed record Reminded(int Reminders, int Managers);

/// <summary>
/// Once a day, reminds people of courses that are due on the days that are set, and tells each manager in one message of the people who are overdue. What
/// was told stands in the messages themselves: repeated it tells nothing again, and after a crash it goes on. Days that were missed are made good with one reminder of a course, however many there would have been.
/// </summary>
public sealed class RemindOfDueDates(
    IDbContextFactory<AppDbContext> contexts, UnitOfWork work, WriteMessage write, IOptionsMonitor<ReminderOptions> options, CivilCalendar days, TimeProvider clock) : IDailyJob
{
    /// <summary>Name of the job's <see cref="JobRun"/>, and of the lock under which a batch is taken.</summary>
    public const string Job = "remind-of-due-dates";

    /// <summary>Missed days that are made good at most: older ones are past telling.</summary>
    public const int MaxDaysBack = 14;

    /// <summary>Reminders of one transaction: an answer waits for one of them at most.</summary>
    internal const int BatchSize = 1000;

    async Task<int?> IDailyJob.RunAsync(CancellationToken cancellationToken) => await RunAsync(cancellationToken) is { } told ? told.Reminders + told.Managers : null;

    /// <returns>Null: today's run is done, or its hour has not come.</returns>
    public async Task<Reminded?> RunAsync(CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(RemindOfDueDates));
        var (now, set) = (clock.UtcNow(), options.CurrentValue);
        var today = days.DayOf(now);
        if (days.ToLocal(now).Hour < set.Hour || await FirstDayAsync(today, cancellationToken) is not { } first)
        {
            return null;
        }

        var reminders = 0;
        // The newest day first: whoever is told then is not told of an earlier one.
        for (var day = today; day >= first; day = day.AddDays(-1))
        {
            foreach (var due in set.BeforeDays.Select(before => day.AddDays(before)).Concat(set.AfterDays.Select(after => day.AddDays(-after))))
            {
                reminders += await RemindAsync(day, due, due < today ? MessageKind.Overdue : MessageKind.DueSoon, cancellationToken);
            }
        }

        var managers = set.EscalateAfterDays is { } late ? await EscalateAsync(first.AddDays(-late), today.AddDays(-late), today, cancellationToken) : 0;
        await work.RunAsync(async db =>
        {
            await db.RecordRunAsync(Job, now, cancellationToken);
            return 0;
        }, cancellationToken);
        return new(reminders, managers);
    }

    /// <summary>The first day that no run has looked at; null: today's was done. The first run of all begins with today.</summary>
    private async Task<DateOnly?> FirstDayAsync(DateOnly today, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.LastRunAsync(Job, cancellationToken) is not { } last)
        {
            return today;
        }

        var (next, oldest) = (days.DayOf(last).AddDays(1), today.AddDays(-MaxDaysBack));
        return next > today ? null : next < oldest ? oldest : next;
    }

    /// <summary>Reminds of what is due on a day, unless the person was reminded of it on the day of the reminder or since.</summary>
    private async Task<int> RemindAsync(DateOnly day, DateOnly due, MessageKind kind, CancellationToken cancellationToken)
    {
        var (span, sinceUtc, told, after) = (days.Day(due), days.StartOfUtc(day), 0, Guid.Empty);
        while (true)
        {
            var batch = await work.RunAsync(async db =>
            {
                await db.LockNameAsync(Job, cancellationToken);
                var found = await db.OpenAssignments()
                    .Where(a => a.DueAtUtc >= span.FromUtc && a.DueAtUtc < span.ToUtc && a.Id.CompareTo(after) > 0)
                    .Where(a => db.Set<Person>().Any(p => p.Id == a.PersonId && p.IsActive))
                    .Where(a => !db.Set<Message>().Any(m => m.PersonId == a.PersonId && m.IsInInbox && m.CreatedAtUtc >= sinceUtc && m.SubjectId == a.CourseId
                        && (m.Kind == MessageKind.DueSoon || m.Kind == MessageKind.Overdue)))
                    .OrderBy(a => a.Id).Take(BatchSize).Select(a => new { a.Id, a.PersonId, a.CourseId }).ToListAsync(cancellationToken);
                await write.RunAsync(db, kind, found.ConvertAll(a => (a.PersonId, (string?)a.CourseId)), cancellationToken);
                return (found.Count, Last: found.Count == 0 ? after : found[^1].Id);
            }, cancellationToken);
            (told, after) = (told + batch.Count, batch.Last);
            if (batch.Count < BatchSize)
            {
                return told;
            }
        }
    }

    /// <summary>Tells each manager among whose people somebody's course was due in this span of days, and how many are overdue since its end or longer.</summary>
    private async Task<int> EscalateAsync(DateOnly firstDue, DateOnly lastDue, DateOnly today, CancellationToken cancellationToken)
    {
        var (span, sinceUtc) = (days.Days(firstDue, lastDue), days.StartOfUtc(today));
        var roles = Roles.Where(r => r is { Sees: Visibility.People, GrantedFor: GrantKind.Unit or GrantKind.Partner });
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await db.OpenAssignments().AnyAsync(a => a.DueAtUtc >= span.FromUtc && a.DueAtUtc < span.ToUtc, cancellationToken))
        {
            return 0;
        }

        var grants = await db.Set<RoleGrant>().Where(g => roles.Contains(g.Role) && db.Set<Person>().Any(p => p.Id == g.PersonId && p.IsActive))
            .Select(g => new { g.PersonId, g.OrganisationId, g.UnitId, Path = db.Set<Unit>().Where(u => u.Id == g.UnitId).Select(u => u.Path).FirstOrDefault() })
            .ToListAsync(cancellationToken);
        var told = 0;
        foreach (var manager in grants.GroupBy(g => g.PersonId).OrderBy(g => g.Key))
        {
            // As a manager alone: who is of human resources too hears of the own people, not of everybody.
            var scope = new VisibilityScope(
                manager.Key, Everybody: false,
                [.. manager.Where(g => g.UnitId is null && g.OrganisationId is not null).Select(g => g.OrganisationId!.Value).Distinct()],
                [.. manager.Where(g => g.Path is not null).Select(g => g.Path!).Distinct()]);
            told += await work.RunAsync(async inner =>
            {
                await inner.LockNameAsync(Job, cancellationToken);
                var team = inner.MembershipsWithin(scope).Select(m => m.PersonId);
                var overdue = inner.OpenAssignments().Where(a => a.DueAtUtc < span.ToUtc && a.PersonId != scope.PersonId && team.Contains(a.PersonId)
                    && inner.Set<Person>().Any(p => p.Id == a.PersonId && p.IsActive));
                if (!await overdue.AnyAsync(a => a.DueAtUtc >= span.FromUtc, cancellationToken)
                    || await inner.Set<Message>().AnyAsync(m => m.PersonId == scope.PersonId && m.IsInInbox && m.CreatedAtUtc >= sinceUtc && m.Kind == MessageKind.TeamOverdue, cancellationToken))
                {
                    return 0;
                }

                var people = await overdue.Select(a => a.PersonId).Distinct().CountAsync(cancellationToken);
                await write.RunAsync(inner, scope.PersonId, MessageKind.TeamOverdue, people.ToString(CultureInfo.InvariantCulture), cancellationToken);
                return 1;
            }, cancellationToken);
        }

        return told;
    }
}
