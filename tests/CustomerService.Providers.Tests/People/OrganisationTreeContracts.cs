using CustomerService.People.Administration;
using CustomerService.People.Data;
using CustomerService.People.Organisations;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Providers.Tests.People;

/// <summary>The tree of organisations with its people, as human resources see it.</summary>
public sealed class OrganisationTreeContracts(Databases databases)
{
    public static TheoryData<string> All => Databases.All;

    public static TheoryData<string> Servers => Interleaving.Servers;

    [Theory, MemberData(nameof(All))]
    public async Task Each_place_tells_how_many_are_there_and_who_leads_it(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        var branches = await staff.UnitAsync("شعبه‌ها");
        var (north, south) = (await staff.UnitAsync("شمال", branches), await staff.UnitAsync("جنوب", branches));
        var partner = await staff.OrganisationAsync("پخش");
        var manager = await staff.ManagerOfAsync(branches);
        var agents = await staff.ManagerOfAsync(partner);
        var both = await staff.PersonAsync("هردو", north);
        await staff.AddMembershipAsync(both, south);
        await staff.AddMembershipAsync(both, at: partner, audience: Audience.Agent);
        await staff.PersonAsync(new PersonName("", "رفته"), south, more: p => p.Deactivate());
        var left = await staff.PersonAsync("پیشین", south);
        await node.DoAsync(db => db.Set<Membership>().AsTracking().Single(m => m.PersonId == left).End(node.Clock.UtcNow()));

        var view = (await node.UseAsync((ViewOrganisations view) => view.RunAsync(hr))).Value!;

        Assert.True(view.MayChange);
        Assert.Equal((new HeadCount(1, 2), branches.Id), (view.Node(branches.Id)!.People, Assert.Single(view.Nodes, n => n.Id == north.Id).AboveId));
        Assert.Equal((new HeadCount(1, 1), new HeadCount(1, 1), new HeadCount(2, 2)), (view.Node(north.Id)!.People, view.Node(south.Id)!.People, view.Node(partner.Id)!.People));
        Assert.Equal(3, view.Node(node.Employer)!.People.WithBelow);
        Assert.Equal([manager], view.Node(branches.Id)!.Managers.Select(m => m.PersonId));
        Assert.Equal([agents], view.Node(partner.Id)!.Managers.Select(m => m.PersonId));
        Assert.Empty(view.Node(north.Id)!.Managers);
        // Each directly before those below it.
        Assert.Equal([node.Employer, branches.Id, south.Id, north.Id], view.Nodes.Where(n => n.OrganisationId == node.Employer).Select(n => n.Id));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Human_resources_of_a_unit_see_that_unit_alone_and_change_nothing(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var unit = await staff.UnitAsync("شعبه");
        var below = await staff.UnitAsync("باجه", unit);
        await staff.UnitAsync("کناری");
        var hr = await staff.PersonAsync("منابع", unit, audience: Audience.Manager);
        await node.GrantAsync(hr, Role.HumanResources, unit: unit);
        await staff.PersonAsync("دیگر");

        var view = (await node.UseAsync((ViewOrganisations view) => view.RunAsync(hr))).Value!;

        Assert.False(view.MayChange);
        Assert.Equal([node.Employer, unit.Id, below.Id], view.Nodes.Select(n => n.Id));
        Assert.Equal(new HeadCount(0, 1), view.Node(node.Employer)!.People);
        Assert.Equal(new NotAllowed(), (await node.UseAsync((AddUnit add) => add.RunAsync(hr, unit.Id, new LocalText("نو", "New")))).Refusal);
        Assert.Equal(new NotAllowed(), (await node.UseAsync((ViewOrganisations view) => view.RunAsync(Guid.NewGuid()))).Refusal);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Units_are_added_below_units_and_organisations_but_not_for_customers(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        var (partner, customers) = (await staff.OrganisationAsync("پخش"), await staff.OrganisationAsync("مشتریان", OrganisationKind.Customers));
        var top = await staff.UnitAsync("ستاد");

        Task<Result<Guid>> AddAsync(Guid? above, string name) => node.UseAsync((AddUnit add) => add.RunAsync(hr, above, new LocalText(name, name)));
        var ofEmployer = await AddAsync(null, "انبار");
        var below = await AddAsync(top.Id, "انبار");
        var ofPartner = await AddAsync(partner.Id, "انبار");

        Assert.Equal((new NotFound(), new NotFound()), ((await AddAsync(customers.Id, "انبار")).Refusal, (await AddAsync(Guid.NewGuid(), "انبار")).Refusal));
        Assert.Equal(new NameTaken(), (await AddAsync(node.Employer, "انبار")).Refusal);
        var made = await node.ReadAsync(db => db.Set<Unit>().Where(u => u.Name.Fa == "انبار").ToDictionaryAsync(u => u.Id));
        Assert.Equal((node.Employer, null), (made[ofEmployer.Value].OrganisationId, made[ofEmployer.Value].ParentId));
        Assert.Equal((node.Employer, top.Id), (made[below.Value].OrganisationId, made[below.Value].ParentId));
        Assert.Equal((partner.Id, null), (made[ofPartner.Value].OrganisationId, made[ofPartner.Value].ParentId));
        Assert.Equal($"{top.Path}{below.Value:N}/", made[below.Value].Path);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_moved_unit_takes_its_units_along_and_changes_who_sees_its_people(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        var (north, south) = (await staff.UnitAsync("شمال"), await staff.UnitAsync("جنوب"));
        var branch = await staff.UnitAsync("شعبه", north);
        var counter = await staff.UnitAsync("باجه", branch);
        var (before, after) = (await staff.ManagerOfAsync(north), await staff.ManagerOfAsync(south));
        var person = await staff.PersonAsync("کارمند", counter);
        var partner = await staff.OrganisationAsync("پخش");

        Task<Result> MoveAsync(Guid actor, Guid above) => node.UseAsync((MoveUnit move) => move.RunAsync(actor, branch.Id, above));
        Assert.Equal((true, false), (await SeesAsync(before), await SeesAsync(after)));
        Assert.True((await MoveAsync(hr, south.Id)).Succeeded);

        Assert.Equal((false, true), (await SeesAsync(before), await SeesAsync(after)));
        var moved = await node.ReadAsync(db => db.Set<Unit>().SingleAsync(u => u.Id == counter.Id));
        Assert.Equal(($"{south.Path}{branch.Id:N}/{counter.Id:N}/", branch.Id), (moved.Path, moved.ParentId));
        Assert.Equal((new UnitBelowItself(), new UnitOfAnotherOrganisation(), new NotAllowed()), ((await MoveAsync(hr, counter.Id)).Refusal, (await MoveAsync(hr, partner.Id)).Refusal, (await MoveAsync(before, north.Id)).Refusal));
        // To the top, where a unit of this name is already.
        await staff.UnitAsync("شعبه");
        Assert.Equal(new NameTaken(), (await MoveAsync(hr, node.Employer)).Refusal);
        Assert.Equal(branch.Id, (await node.ReadAsync(db => db.Set<Unit>().SingleAsync(u => u.Path == $"{south.Path}{branch.Id:N}/"))).Id);
        // The same place again changes nothing, and is not written down.
        Assert.True((await MoveAsync(hr, south.Id)).Succeeded);

        var history = (await node.UseAsync((ViewOrgHistory view) => view.RunAsync(hr, branch.Id))).Value!;
        var move = Assert.Single(history);
        Assert.Equal(("organisation.unit-moved", "منابع"), (move.Action, move.By!.FamilyName));
        Assert.Equal((new LocalText("شمال", "شمال"), new LocalText("جنوب", "جنوب")), (AuditDetail.Read(move.Detail)!.From, AuditDetail.Read(move.Detail)!.OrgUnit));
        Assert.Equal(new NotAllowed(), (await node.UseAsync((ViewOrgHistory view) => view.RunAsync(after, branch.Id))).Refusal);

        async Task<bool> SeesAsync(Guid manager) => (await node.UseAsync((ViewPeople view) => view.RunAsync(manager, new(null, null, null, null, null), KeysetCursor.Start))).Rows.Any(r => r.Person.Id == person);
    }

    /// <summary>Each by itself would be right: together they would lie below each other.</summary>
    [Theory, MemberData(nameof(Servers))]
    public async Task Two_units_that_are_moved_below_each_other_at_once_make_no_ring(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        var (a, b) = (await staff.UnitAsync("الف"), await staff.UnitAsync("ب"));

        var (first, second) = await Interleaving.RunAsync(
            node, one => one.UseAsync((MoveUnit move) => move.RunAsync(hr, a.Id, b.Id)), two => two.UseAsync((MoveUnit move) => move.RunAsync(hr, b.Id, a.Id)));

        Assert.Equal((null, new UnitBelowItself()), (first.Refusal, second.Refusal));
    }
}
