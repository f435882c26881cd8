using CustomerService.People.Access;
using CustomerService.People.Accounts;
using CustomerService.People.Administration;
using CustomerService.People.Data;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Providers.Tests.People;

public sealed class MembershipContracts(Databases databases)
{
    public static TheoryData<string> All => Databases.All;

    [Theory, MemberData(nameof(All))]
    public async Task Who_moves_is_seen_at_the_new_place_and_no_longer_at_the_old(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var (old, next) = (await staff.UnitAsync("شعبه"), await staff.UnitAsync("انبار"));
        var (oldManager, nextManager, hr) = (await staff.ManagerOfAsync(old), await staff.ManagerOfAsync(next), await staff.HumanResourcesAsync());
        var person = await staff.PersonAsync("احمدی", old);
        var place = await OnlyMembershipAsync(node, person);
        node.Clock.AdvanceDays(3);

        Assert.Equal((true, false), (await SeesAsync(node, oldManager, person), await SeesAsync(node, nextManager, person)));
        Assert.True((await MoveAsync(node, hr, person, place.Id, next)).Succeeded);

        Assert.Equal((false, true), (await SeesAsync(node, oldManager, person), await SeesAsync(node, nextManager, person)));
        var history = await node.ReadAsync(db => db.Set<Membership>().AsNoTracking().Where(m => m.PersonId == person).OrderBy(m => m.StartedAtUtc).ToListAsync());
        Assert.Equal(
            [(old.Id, node.Clock.UtcNow().AddDays(-3), node.Clock.UtcNow()), (next.Id, node.Clock.UtcNow(), (DateTime?)null)],
            history.Select(m => (m.UnitId!.Value, m.StartedAtUtc, m.EndedAtUtc)));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Of_two_places_one_may_end_and_the_last_one_stays(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var (first, second) = (await staff.UnitAsync("شعبه"), await staff.UnitAsync("انبار"));
        var (firstManager, secondManager, hr) = (await staff.ManagerOfAsync(first), await staff.ManagerOfAsync(second), await staff.HumanResourcesAsync());
        var person = await staff.PersonAsync("احمدی", first);
        var place = await OnlyMembershipAsync(node, person);
        Assert.True((await MoveAsync(node, hr, person, null, second)).Succeeded);
        Assert.Equal((true, true), (await SeesAsync(node, firstManager, person), await SeesAsync(node, secondManager, person)));

        Assert.True((await EndAsync(node, hr, person, place.Id)).Succeeded);

        Assert.Equal((false, true), (await SeesAsync(node, firstManager, person), await SeesAsync(node, secondManager, person)));
        var last = await node.ReadAsync(db => db.Set<Membership>().AsNoTracking().SingleAsync(m => m.PersonId == person && m.EndedAtUtc == null));
        Assert.Equal(new LastMembership(), (await EndAsync(node, hr, person, last.Id)).Refusal);
        Assert.Equal(new NotFound(), (await EndAsync(node, hr, person, place.Id)).Refusal);
        Assert.Equal(new NotFound(), (await MoveAsync(node, hr, person, place.Id, first)).Refusal);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Nobody_holds_the_same_place_twice(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        await using var neighbour = node.Another();
        var staff = new Staff(node);
        var (first, second) = (await staff.UnitAsync("شعبه"), await staff.UnitAsync("انبار"));
        var hr = await staff.HumanResourcesAsync();
        var person = await staff.PersonAsync("احمدی", first);
        var place = await OnlyMembershipAsync(node, person);

        Assert.Equal(new MembershipHeld(), (await MoveAsync(node, hr, person, null, first)).Refusal);
        Assert.Equal(new MembershipHeld(), (await MoveAsync(node, hr, person, place.Id, first)).Refusal);
        var added = await Task.WhenAll(new[] { node, neighbour }.Select(n => Task.Run(() => MoveAsync(n, hr, person, null, second))));
        Assert.Single(added, r => r.Succeeded);
        Assert.Equal(new MembershipHeld(), added.Single(r => !r.Succeeded).Refusal);
        Assert.Equal(new MembershipHeld(), (await MoveAsync(node, hr, person, place.Id, second)).Refusal);
        // The same unit with another audience is a change.
        Assert.True((await node.UseAsync((MovePerson move) => move.RunAsync(hr, person, place.Id, new NewMembership(first.OrganisationId, first.Id, Audience.Manager, null, null)))).Succeeded);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Two_who_end_two_places_at_once_leave_one(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        await using var neighbour = node.Another();
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        for (var round = 0; round < 5; round++)
        {
            var person = await staff.PersonAsync("احمدی");
            var one = await OnlyMembershipAsync(node, person);
            var two = await staff.AddMembershipAsync(person, await staff.UnitAsync($"شعبه {round}"));

            var ended = await Task.WhenAll(
                Task.Run(() => EndAsync(node, hr, person, one.Id)), Task.Run(() => EndAsync(neighbour, hr, person, two)));

            Assert.Single(ended, r => r.Succeeded);
            Assert.Equal(new LastMembership(), ended.Single(r => !r.Succeeded).Refusal);
            Assert.Equal(1, await node.ReadAsync(db => db.Set<Membership>().CountAsync(m => m.PersonId == person && m.EndedAtUtc == null)));
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task Two_administrators_who_revoke_each_other_at_once_leave_one(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        await using var neighbour = node.Another();
        var (one, two) = (await AccountHolderAsync(node, "alef"), await AccountHolderAsync(node, "be"));
        for (var round = 0; round < 5; round++)
        {
            foreach (var id in new[] { one, two })
            {
                if (!await IsAdministratorAsync(node, id))
                {
                    await node.GrantAsync(id, Role.Administrator);
                }
            }

            var revoked = await Task.WhenAll(Task.Run(() => RevokeAsync(node, one, two)), Task.Run(() => RevokeAsync(neighbour, two, one)));

            Assert.Single(revoked, r => r.Succeeded);
            Assert.Equal(1, await node.ReadAsync(db => db.Set<RoleGrant>().CountAsync()));
        }

        static Task<bool> IsAdministratorAsync(Node node, Guid person) => node.ReadAsync(db => db.Set<RoleGrant>().AnyAsync(g => g.PersonId == person));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Two_administrators_who_deactivate_each_other_at_once_leave_one(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        await using var neighbour = node.Another();
        var (one, two) = (await AdministratorAsync(node, "alef"), await AdministratorAsync(node, "be"));
        for (var round = 0; round < 5; round++)
        {
            await node.DoAsync(db =>
            {
                foreach (var person in db.Set<Person>().AsTracking().ToList())
                {
                    person.Reactivate();
                }
            });

            var deactivated = await Task.WhenAll(Task.Run(() => DeactivateAsync(node, one, two)), Task.Run(() => DeactivateAsync(neighbour, two, one)));

            Assert.Single(deactivated, r => r.Succeeded);
            Assert.Equal(new LastAdministrator(), deactivated.Single(r => !r.Succeeded).Refusal);
            Assert.Equal(1, await node.ReadAsync(db => db.Set<Person>().CountAsync(p => p.IsActive)));
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_colleague_who_cannot_sign_in_or_is_one_for_a_part_does_not_count_as_an_administrator(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var (one, two) = (await AdministratorAsync(node, "alef"), await AdministratorAsync(node, "be"));
        var withoutAccount = await staff.PersonAsync("پ");
        await node.GrantAsync(withoutAccount, Role.Administrator);
        var ofPart = await AccountHolderAsync(node, "te");
        await node.GrantAsync(ofPart, Role.Administrator, await staff.OrganisationAsync("پخش"));

        Assert.True((await DeactivateAsync(node, one, two)).Succeeded);
        Assert.Equal(new LastAdministrator(), (await RevokeAsync(node, one, one)).Refusal);

        // The others' roles can be removed at any time, and once the colleague is active again the first administrator's too.
        Assert.True((await DeactivateAsync(node, one, withoutAccount)).Succeeded);
        Assert.True((await RevokeAsync(node, one, ofPart)).Succeeded);
        Assert.True((await node.UseAsync((ChangeActivity change) => change.RunAsync(one, two, active: true))).Succeeded);
        Assert.True((await RevokeAsync(node, one, one)).Succeeded);
    }

    private static Task<Result> DeactivateAsync(Node node, Guid actor, Guid person) =>
        node.UseAsync((ChangeActivity change) => change.RunAsync(actor, person, active: false));

    private static async Task<Result> RevokeAsync(Node node, Guid actor, Guid person)
    {
        var grant = await node.ReadAsync(db => db.Set<RoleGrant>().Where(g => g.PersonId == person).Select(g => g.Id).SingleOrDefaultAsync());
        return await node.UseAsync((RevokeRole revoke) => revoke.RunAsync(actor, person, grant));
    }

    private static async Task<Guid> AdministratorAsync(Node node, string userName)
    {
        var person = await AccountHolderAsync(node, userName);
        await node.GrantAsync(person, Role.Administrator);
        return person;
    }

    private static async Task<Guid> AccountHolderAsync(Node node, string userName)
    {
        var person = await new Staff(node).PersonAsync(userName);
        await node.DoAsync(db => db.Add(new Account(person, userName, null, null)));
        return person;
    }

    private static Task<Membership> OnlyMembershipAsync(Node node, Guid person) =>
        node.ReadAsync(db => db.Set<Membership>().AsNoTracking().SingleAsync(m => m.PersonId == person));

    private static Task<Result> MoveAsync(Node node, Guid actor, Guid person, Guid? from, Unit to) =>
        node.UseAsync((MovePerson move) => move.RunAsync(actor, person, from, new NewMembership(to.OrganisationId, to.Id, Audience.Frontline, null, null)));

    private static Task<Result> EndAsync(Node node, Guid actor, Guid person, Guid membership) =>
        node.UseAsync((EndMembership end) => end.RunAsync(actor, person, membership));

    private static async Task<bool> SeesAsync(Node node, Guid asker, Guid person) =>
        (await node.UseAsync((ViewPeople view) => view.RunAsync(asker, new PeopleFilter(null, null, null, null, null), KeysetCursor.Start))).Rows.Any(r => r.Person.Id == person);
}
