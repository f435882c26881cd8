using CustomerService.Certificates.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Providers.Tests.Data;

/// <summary>Row locks and retries after concurrency conflicts, on every database.</summary>
public sealed class UnitOfWorkContracts(Databases databases)
{
    public static TheoryData<string> All => Databases.All;

    [Theory, MemberData(nameof(All))]
    public async Task A_unique_value_taken_by_a_statement_of_its_own_is_a_lost_race_too(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        await node.DoAsync(db => db.Add(new Installation(node.Employer, node.Clock.UtcNow())));
        var runs = 0;

        await node.Services.GetRequiredService<UnitOfWork>().RunAsync(async db =>
        {
            // The first run gets a duplicate key from a raw statement, not from SaveChanges.
            if (runs++ == 0)
            {
                await db.Database.ExecuteSqlAsync($"""INSERT INTO "Installation" SELECT * FROM "Installation" """);
            }

            return 0;
        });

        Assert.Equal(2, runs);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_value_that_stays_taken_is_told_in_the_end(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        await node.DoAsync(db => db.Add(new Installation(node.Employer, node.Clock.UtcNow())));
        var runs = 0;

        await Assert.ThrowsAsync<DbUpdateException>(() => node.DoAsync(db =>
        {
            runs++;
            db.Add(new Installation(node.Employer, node.Clock.UtcNow()));
        }));

        Assert.Equal(4, runs);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Whoever_locks_a_locked_row_waits_for_the_commit_and_reads_what_it_left(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var person = await node.JoinAsync();
        var work = node.Services.GetRequiredService<UnitOfWork>();
        const int Writers = 8;

        // Each counts the memberships and adds one: under the row lock no two see the same count.
        var seen = await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => work.RunAsync(async db =>
        {
            Assert.True(await db.LockAsync<Person>(person));
            var count = await db.Set<Membership>().CountAsync(m => m.PersonId == person);
            db.Add(new Membership(Guid.CreateVersion7(), person, node.Employer, null, Audience.Frontline, LocalText.Empty, null, node.Clock.UtcNow()));
            return count;
        }))));

        Assert.Equal(Enumerable.Range(1, Writers), seen.Order());
    }

    [Theory, MemberData(nameof(All))]
    public async Task There_is_no_lock_on_a_row_that_does_not_exist(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);

        Assert.False(await node.Services.GetRequiredService<UnitOfWork>().RunAsync(db => db.LockAsync<Certificate>(Guid.NewGuid())));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Two_nodes_that_prepare_the_signing_key_at_once_keep_one(string provider)
    {
        await using var node = await Node.NewAsync(databases, provider);
        await using var neighbour = node.Another();

        await Task.WhenAll(Task.Run(node.PrepareAsync), Task.Run(neighbour.PrepareAsync));

        Assert.Equal(1, await node.ReadAsync(db => db.Set<SigningKey>().CountAsync()));
    }
}
