using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Providers.Tests.Data;

/// <summary>Statements that stay prepared give what the framework's own reading gives, on every database.</summary>
public sealed class PreparedQueryContracts(Databases databases)
{
    private static readonly PreparedQuery<Read> Of = new(
        [Guid.CreateVersion7(), Guid.CreateVersion7(), "course"],
        (db, asked) =>
        {
            var (ids, course) = (new List<Guid> { (Guid)asked[0], (Guid)asked[1] }, (string)asked[2]);
            return db.Set<Assignment>().Where(a => ids.Contains(a.PersonId) && a.CourseId == course).OrderBy(a => a.AssignedAtUtc)
                .Select(a => new { a.Id, a.PersonId, a.Offer, a.AssignedAtUtc, a.DueAtUtc });
        },
        row => new(row.GetGuid(0), row.GuidOrNull(1), row.Choice<Offer>(2), row.Utc(3), row.UtcOrNull(4)));

    public static TheoryData<string> All => Databases.All;

    [Theory, MemberData(nameof(All))]
    public async Task Each_read_follows_the_values_it_is_asked_for(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var (first, second) = (await PersonAsync(node), await PersonAsync(node));
        var at = new DateTime(2026, 3, 21, 20, 29, 59, DateTimeKind.Utc).AddTicks(1234560); // the finest that every database keeps
        var one = new Assignment(Guid.CreateVersion7(), first, "T01", Offer.Required, AssignmentReason.Audience, at, at.AddDays(30));
        var two = new Assignment(Guid.CreateVersion7(), second, "T01", Offer.Optional, AssignmentReason.Audience, at.AddSeconds(1), null);
        await node.DoAsync(db => db.AddRange(one, two, new Assignment(Guid.CreateVersion7(), first, "T02", Offer.Required, AssignmentReason.Audience, at, null)));

        await using var db = await node.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();

        Assert.Equal([Read.From(one), Read.From(two)], await Of.ReadAsync(db, [first, second, "T01"]));
        Assert.Equal([Read.From(two)], await Of.ReadAsync(db, [second, second, "T01"]));
        Assert.Empty(await Of.ReadAsync(db, [second, second, "T02"]));
        Assert.All(await Of.ReadAsync(db, [first, first, "T01"]), r => Assert.Equal((DateTimeKind.Utc, DateTimeKind.Utc), (r.AtUtc.Kind, r.DueUtc!.Value.Kind)));
        await Assert.ThrowsAsync<ArgumentException>(() => Of.ReadAsync(db, [first, "T01"]));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Within_a_transaction_it_sees_what_the_transaction_wrote_and_after_it_what_was_committed(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var person = await PersonAsync(node);
        var now = node.Clock.NowUtc;
        await using var db = await node.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        Assert.Empty(await Of.ReadAsync(db, [person, person, "T01"]));

        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Add(new Assignment(Guid.CreateVersion7(), person, "T01", Offer.Required, AssignmentReason.Audience, now, null));
            await db.SaveChangesAsync();
            Assert.Single(await Of.ReadAsync(db, [person, person, "T01"]));
            await transaction.RollbackAsync();
        });

        Assert.Empty(await Of.ReadAsync(db, [person, person, "T01"]));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Readers_side_by_side_do_not_disturb_each_other(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var people = new List<Guid>();
        for (var i = 0; i < 4; i++)
        {
            people.Add(await PersonAsync(node));
        }

        await node.DoAsync(db => db.AddRange(people.Select(p => new Assignment(Guid.CreateVersion7(), p, "T01", Offer.Required, AssignmentReason.Audience, node.Clock.NowUtc, null))));
        var contexts = node.Services.GetRequiredService<IDbContextFactory<AppDbContext>>();

        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(async () =>
        {
            for (var turn = i; turn < i + 8; turn++)
            {
                await using var db = await contexts.CreateDbContextAsync();
                var person = people[turn % people.Count];
                Assert.Equal([(Guid?)person], (await Of.ReadAsync(db, [person, person, "T01"])).Select(r => r.PersonId));
            }
        })));
    }

    private static async Task<Guid> PersonAsync(Node node)
    {
        var id = Guid.CreateVersion7();
        await node.DoAsync(db => db.Add(new Person(id, new PersonName("نام", "خانوادگی"), node.Clock.NowUtc)));
        return id;
    }

    private sealed record Read(Guid Id, Guid? PersonId, Offer Offer, DateTime AtUtc, DateTime? DueUtc)
    {
        public static Read From(Assignment a) => new(a.Id, a.PersonId, a.Offer, a.AssignedAtUtc, a.DueAtUtc);
    }
}
