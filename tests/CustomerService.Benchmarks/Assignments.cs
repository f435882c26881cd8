using System.Diagnostics;
using System.Globalization;
using CustomerService.Learning.Assignments;
using CustomerService.Learning.Rules;
using CustomerService.People.Data;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Benchmarks;

/// <summary>A rule of assignment over many people: its preview beside a bare count of the same people, and its application beside bare inserts of the same rows. PEOPLE says how many.</summary>
internal static class Assignments
{
    private const int BatchSize = 1000;

    public static async Task MeasureAsync(Bench bench)
    {
        var people = int.Parse(Environment.GetEnvironmentVariable("PEOPLE") ?? "100000", CultureInfo.InvariantCulture);
        var contexts = bench.Academy.Services.GetRequiredService<IDbContextFactory<AppDbContext>>();
        var hr = await bench.Academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        await FillAsync(bench, contexts, people);

        var terms = new RuleTerms(new("همهٔ خط مقدم", "The whole front line"), RuleConditions.None with { Audience = Audience.Frontline }, null, "C09", null, RuleTiming.AtOnce with { Due = RuleDue.WorkingDays, DueDays = 30 });
        await using var scope = bench.Academy.Services.CreateAsyncScope();
        var preview = scope.ServiceProvider.GetRequiredService<PreviewRule>();
        var (previewed, counted) = (new List<double>(), new List<double>());
        for (var i = 0; i < 7; i++)
        {
            var watch = Stopwatch.StartNew();
            var seen = (await preview.RunAsync(hr.Id, null, terms, KeysetCursor.Start)).Value!;
            previewed.Add(watch.Elapsed.TotalMilliseconds);
            if (seen.Beginning < people)
            {
                throw new InvalidOperationException("Not everybody was previewed.");
            }

            await using var db = await contexts.CreateDbContextAsync();
            watch.Restart();
            await db.Database.SqlQuery<int>($"""SELECT COUNT(*) AS "Value" FROM "People" AS p WHERE p."IsActive" AND EXISTS (SELECT 1 FROM "Memberships" AS m WHERE m."PersonId" = p."Id" AND m."EndedAtUtc" IS NULL AND m."Audience" = 'Frontline')""").SingleAsync();
            counted.Add(watch.Elapsed.TotalMilliseconds);
        }

        var saved = await scope.ServiceProvider.GetRequiredService<SaveRule>().RunAsync(hr.Id, null, terms, activate: true);
        var apply = scope.ServiceProvider.GetRequiredService<ApplyRules>();
        var clock = Stopwatch.StartNew();
        // The outbox applies it too, in turn: what it did is not done again.
        await apply.RunAsync(saved.Value);
        var applied = clock.Elapsed;
        clock.Restart();
        await apply.RunAsync(saved.Value);
        var again = clock.Elapsed;
        var bare = await BareAsync(contexts);

        Report.Row($"preview of a rule over {people:N0} people", $"{Median(previewed):N0} ms; {Median(previewed) / Median(counted):N1} times a bare count of them ({Median(counted):N0} ms)");
        Report.Row("… applied: causes, assignments, messages", $"{applied.TotalSeconds:N1} s; {applied / bare:N1} times bare inserts of the causes and assignments ({bare.TotalSeconds:N1} s)");
        Report.Row("… asked again, nothing to do", $"{again.TotalMilliseconds:N0} ms");
    }

    private static async Task FillAsync(Bench bench, IDbContextFactory<AppDbContext> contexts, int people)
    {
        var now = bench.Academy.Clock.UtcNow();
        for (var done = 0; done < people; done += BatchSize)
        {
            await using var db = await contexts.CreateDbContextAsync();
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            for (var n = 0; n < Math.Min(BatchSize, people - done); n++)
            {
                var id = Guid.CreateVersion7();
                db.Add(new Person(id, new PersonName("نام", $"قاعده {done + n}"), now));
                db.Add(new Membership(Guid.CreateVersion7(), id, bench.Academy.Employer.Id, null, Audience.Frontline, null, null, now));
            }

            await db.SaveChangesAsync();
        }
    }

    /// <summary>The same rows in two bare statements, without an index or a look at what is there; rolled back.</summary>
    private static async Task<TimeSpan> BareAsync(IDbContextFactory<AppDbContext> contexts)
    {
        await using var db = await contexts.CreateDbContextAsync();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(5));
        await using var transaction = await db.Database.BeginTransactionAsync();
        var watch = Stopwatch.StartNew();
        await db.Database.ExecuteSqlRawAsync("""CREATE TEMP TABLE "BareCauses" AS SELECT * FROM "AssignmentCauses" WHERE "CourseId" = 'C09'""");
        await db.Database.ExecuteSqlRawAsync("""CREATE TEMP TABLE "BareAssignments" AS SELECT * FROM "Assignments" WHERE "CourseId" = 'C09'""");
        var taken = watch.Elapsed;
        await transaction.RollbackAsync();
        return taken;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
