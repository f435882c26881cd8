using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Providers.Tests.Data;

/// <summary>Many concurrent writers on one SQLite file.</summary>
public sealed class WriterContracts(Databases databases)
{
    /// <summary>Shorter than a writer waits for a write lock that is never released.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    public static TheoryData<string> All => Databases.All;

    [Theory, MemberData(nameof(All))]
    public async Task Sixty_four_units_of_work_at_once_are_all_done_while_others_read(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        await using var neighbour = node.Another();
        var done = false;
        var reading = Enumerable.Range(0, 4).Select(n => Task.Run(async () =>
        {
            var reads = 0;
            for (var last = 0; !Volatile.Read(ref done); reads++)
            {
                var count = await CountAsync(n % 2 == 0 ? node : neighbour);
                Assert.True(count >= last);
                last = count;
                await Task.Yield();
            }

            return reads;
        })).ToList();

        await Task.WhenAll(Enumerable.Range(0, 64).Select(n => Task.Run(() => (n % 2 == 0 ? node : neighbour).Services.GetRequiredService<UnitOfWork>().RunAsync(async db =>
        {
            await Task.Yield();
            Assert.True(await db.Set<Organisation>().AnyAsync());
            db.Add(New());
            await db.SaveChangesAsync();
            await Task.Delay(2);
            db.Add(New());
            await db.SaveChangesAsync();
            await Task.Yield();
            return n;
        }))));
        Volatile.Write(ref done, true);

        Assert.All(await Task.WhenAll(reading), reads => Assert.True(reads > 0));
        Assert.Equal(1 + 128, await CountAsync(node));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Writers_without_a_transaction_of_their_own_take_their_turn_as_well(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);

        await Task.WhenAll(Enumerable.Range(0, 48).Select(n => Task.Run(async () =>
        {
            switch (n % 4)
            {
                case 0:
                    await node.DoAsync(db => db.Add(New()));
                    break;
                case 1:
                    await using (var db = Context(node))
                    {
                        db.Add(New());
                        await db.SaveChangesAsync();
                    }

                    break;
                case 2:
                    using (var db = Context(node))
                    {
                        db.Add(New());
                        db.SaveChanges();
                    }

                    break;
                default:
                    await using (var db = Context(node))
                    {
                        Assert.Equal(1, await db.Set<Organisation>().Where(o => o.Id == node.Employer).ExecuteUpdateAsync(s => s.SetProperty(o => o.Kind, OrganisationKind.Employer)));
                    }

                    break;
            }
        })));

        Assert.Equal(1 + 36, await CountAsync(node));
    }

    [Fact]
    public async Task A_transaction_that_ends_in_whatever_way_lets_the_next_one_in()
    {
        await using var node = await Node.StartAsync(databases, DatabaseProvider.Sqlite);

        // Ended without commit or rollback: disposed asynchronously, synchronously, or only with its context.
        await using (var db = Context(node))
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Add(New());
            await db.SaveChangesAsync();
        }

        await NextAsync();
        using (var db = Context(node))
        {
            using var transaction = db.Database.BeginTransaction();
            db.Add(New());
            db.SaveChanges();
        }

        await NextAsync();
        await using (var db = Context(node))
        {
            await db.Database.BeginTransactionAsync();
            db.Add(New());
            await db.SaveChangesAsync();
        }

        await NextAsync();

        // Rolled back, or failed: in the work, in SaveChanges, in a separate statement.
        await using (var db = Context(node))
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await transaction.RollbackAsync();
            await NextAsync();
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => node.DoAsync(_ => throw new InvalidOperationException()));
        await NextAsync();
        await Assert.ThrowsAsync<DbUpdateException>(() => node.DoAsync(db => db.Add(New(node.Employer))));
        await NextAsync();
        await using (var db = Context(node))
        {
            db.Add(New(node.Employer));
            await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
            await NextAsync();
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlRawAsync("UPDATE \"Nothing\" SET \"X\" = 1"));
            await NextAsync();
        }

        // Committed: released before the transaction is disposed.
        await using (var db = Context(node))
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Add(New());
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            await NextAsync();
        }

        Assert.Equal(1 + 1 + 9, await CountAsync(node));

        Task NextAsync() => node.DoAsync(db => db.Add(New())).WaitAsync(Timeout);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Who_gives_up_waiting_takes_no_turn(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var work = node.Services.GetRequiredService<UnitOfWork>();
        var (began, mayEnd) = (new TaskCompletionSource(), new TaskCompletionSource());
        var first = work.RunAsync(async db =>
        {
            await db.Set<Organisation>().ExecuteUpdateAsync(s => s.SetProperty(o => o.Kind, o => o.Kind));
            began.SetResult();
            await mayEnd.Task;
            return 0;
        });
        await began.Task;
        using var gaveUp = new CancellationTokenSource();
        var waiting = Enumerable.Range(0, 8).Select(_ => work.RunAsync(
            async db => await db.Set<Organisation>().ExecuteUpdateAsync(s => s.SetProperty(o => o.Kind, o => o.Kind), gaveUp.Token), gaveUp.Token)).ToList();

        await gaveUp.CancelAsync();
        foreach (var one in waiting)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one.WaitAsync(Timeout));
        }

        var next = node.DoAsync(db => db.Add(New()));
        mayEnd.SetResult();
        await Task.WhenAll(first, next).WaitAsync(Timeout);
        Assert.Equal(2, await CountAsync(node));
    }

    [Fact]
    public async Task Settings_hold_on_a_connection_that_is_used_again()
    {
        await using var node = await Node.StartAsync(databases, DatabaseProvider.Sqlite);
        for (var time = 0; time < 3; time++)
        {
            await using var db = Context(node);
            Assert.Equal((15000, 2, 1, 2, -16000), (
                await PragmaAsync(db, "busy_timeout"), await PragmaAsync(db, "synchronous"), await PragmaAsync(db, "foreign_keys"),
                await PragmaAsync(db, "temp_store"), await PragmaAsync(db, "cache_size")));
        }

        static async Task<int> PragmaAsync(AppDbContext db, string name)
        {
            await db.Database.OpenConnectionAsync();
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "PRAGMA " + name;
            var value = Convert.ToInt32(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
            await db.Database.CloseConnectionAsync();
            return value;
        }
    }

    private static AppDbContext Context(Node node) => node.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();

    private static Organisation New(Guid? id = null) => new(id ?? Guid.CreateVersion7(), OrganisationKind.Partner, new LocalText("پخش", "Partner"), DateTime.UnixEpoch);

    private static Task<int> CountAsync(Node node) => node.ReadAsync(db => db.Set<Organisation>().CountAsync());
}
