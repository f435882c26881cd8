using System.Diagnostics;
using System.Globalization;
using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Rules;
using CustomerService.Messages.Reminders;
using CustomerService.Messages.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Benchmarks;

/// <summary>Reminders of a course that is due today to many people at once, beside a bare insert of the same rows. PEOPLE says how many.</summary>
internal static class Reminders
{
    private const int BatchSize = 1000;

    public static async Task MeasureAsync(Bench bench)
    {
        var people = int.Parse(Environment.GetEnvironmentVariable("PEOPLE") ?? "100000", CultureInfo.InvariantCulture);
        var contexts = bench.Academy.Services.GetRequiredService<IDbContextFactory<AppDbContext>>();
        var days = bench.Academy.Services.GetRequiredService<CivilCalendar>();
        var now = bench.Academy.Clock.UtcNow();
        var due = days.DeadlineUtc(days.DayOf(now));
        for (var done = 0; done < people; done += BatchSize)
        {
            await using var db = await contexts.CreateDbContextAsync();
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            for (var n = 0; n < Math.Min(BatchSize, people - done); n++)
            {
                var id = Guid.CreateVersion7();
                db.Add(new Person(id, new PersonName("نام", $"یادآوری {done + n}"), now));
                db.Add(new Assignment(Guid.CreateVersion7(), id, "T01", Offer.Required, AssignmentReason.Person, now, due));
            }

            await db.SaveChangesAsync();
        }

        var before = GC.GetTotalMemory(forceFullCollection: true);
        await using var scope = bench.Academy.Services.CreateAsyncScope();
        var watch = Stopwatch.StartNew();
        var told = await scope.ServiceProvider.GetRequiredService<RemindOfDueDates>().RunAsync();
        var queued = watch.Elapsed;
        if (told is null || told.Reminders < people)
        {
            throw new InvalidOperationException("Not everybody was reminded.");
        }

        watch.Restart();
        await scope.ServiceProvider.GetRequiredService<RemindOfDueDates>().RunAsync();
        var again = watch.Elapsed;
        var bare = await BareAsync(contexts);
        Report.Row($"reminders to {people:N0} people: queued", $"{queued.TotalSeconds:N1} s");
        Report.Row("… a bare insert of the same rows", $"{bare.TotalSeconds:N1} s, ratio {queued / bare:N1}");
        Report.Row("… asked again", $"{again.TotalMilliseconds:N0} ms");
        Report.Row("… memory held afterwards", $"{(GC.GetTotalMemory(forceFullCollection: true) - before) / 1024m / 1024m:N0} MB");
    }

    /// <summary>The same messages and deliveries with other ids, one prepared command each and a transaction for each batch.</summary>
    private static async Task<TimeSpan> BareAsync(IDbContextFactory<AppDbContext> contexts)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var messages = await db.Set<Message>().AsNoTracking().Where(m => m.Kind == MessageKind.DueSoon).Select(m => new { m.PersonId, m.SubjectId, m.CreatedAtUtc }).ToListAsync();
        await db.Database.OpenConnectionAsync();
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        var watch = Stopwatch.StartNew();
        foreach (var batch in messages.Chunk(BatchSize))
        {
            await using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync();
            await using var message = connection.CreateCommand();
            message.Transaction = transaction;
            message.CommandText = """
                INSERT INTO "Messages" ("Id", "PersonId", "Kind", "SubjectId", "Language", "IsInInbox", "CreatedAtUtc") VALUES ($id, $person, 'DueSoon', $subject, 'Persian', 1, $at)
                """;
            await using var delivery = connection.CreateCommand();
            delivery.Transaction = transaction;
            delivery.CommandText = """
                INSERT INTO "MessageDeliveries" ("Id", "MessageId", "PersonId", "Kind", "Channel", "State", "Round", "Attempts", "CreatedAtUtc", "QueuedAtUtc", "ChangedAtUtc")
                VALUES ($delivery, $id, $person, 'DueSoon', 'Email', 'NoAddress', 1, 0, $at, $at, $at)
                """;
            foreach (var row in batch)
            {
                var id = Guid.CreateVersion7();
                await RunAsync(message, ("$id", id), ("$person", row.PersonId), ("$subject", row.SubjectId!), ("$at", row.CreatedAtUtc));
                await RunAsync(delivery, ("$delivery", Guid.CreateVersion7()), ("$id", id), ("$person", row.PersonId), ("$at", row.CreatedAtUtc));
            }

            await transaction.CommitAsync();
        }

        return watch.Elapsed;
    }

    private static async Task RunAsync(SqliteCommand command, params (string Name, object Value)[] values)
    {
        if (command.Parameters.Count == 0)
        {
            foreach (var (name, value) in values)
            {
                command.Parameters.AddWithValue(name, value);
            }
        }
        else
        {
            foreach (var (name, value) in values)
            {
                command.Parameters[name].Value = value;
            }
        }

        await command.ExecuteNonQueryAsync();
    }
}
