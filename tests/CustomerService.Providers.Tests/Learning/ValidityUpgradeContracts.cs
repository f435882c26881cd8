using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CustomerService.Providers.Tests.Learning;

public sealed class ValidityUpgradeContracts(Databases databases)
{
    public static TheoryData<string> All => Databases.All;

    [Theory, MemberData(nameof(All))]
    public async Task What_was_completed_before_the_upgrade_counts_as_long_as_its_certificate_says(string provider)
    {
        await using var node = await Node.OnEmptyAsync(databases, provider);
        await node.UseAsync((MigrateDatabase migrate) => migrate.RunAsync());
        await node.DoAsync(db => db.Add(new Organisation(node.Employer, OrganisationKind.Employer, new LocalText("سازمان", "Organisation"), node.Clock.UtcNow())));
        await node.PrepareAsync();
        await node.PublishAsync(Courses.Sample() with { CertificateValidMonths = 24 });
        await node.PublishAsync(Courses.Sample("T05") with { CertificateValidMonths = null });
        var person = await node.JoinAsync();
        await node.CompleteAsync(person);
        await node.CompleteAsync(person, "T05");

        // The database as the version before had it, and then the upgrade.
        await node.ReadAsync(async db =>
        {
            var migrations = db.Database.GetMigrations().ToList();
            await db.GetService<IMigrator>().MigrateAsync(migrations[migrations.FindIndex(m => m.EndsWith("_Validity", StringComparison.Ordinal)) - 1]);
            return 0;
        });
        Assert.NotEmpty(await node.UseAsync((MigrateDatabase migrate) => migrate.RunAsync()));

        var completions = await node.ReadAsync(db => db.Set<Completion>().AsNoTracking().OrderBy(c => c.CourseId).Select(c => new { c.CourseId, c.ValidUntilUtc, c.Told }).ToListAsync());
        // 30 Aban 1405 and 24 months: the end of 30 Aban 1407 in Tehran, 20 November 2028.
        Assert.Equal([("T01", new DateTime(2028, 11, 20, 20, 29, 59, DateTimeKind.Utc), ValidityNotice.None), ("T05", (DateTime?)null, ValidityNotice.None)],
            completions.Select(c => (c.CourseId, c.ValidUntilUtc, c.Told)));
    }
}
