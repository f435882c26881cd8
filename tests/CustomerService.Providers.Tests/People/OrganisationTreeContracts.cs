using CustomerService.Learning.Rules;
using CustomerService.People.Access;
using CustomerService.People.Administration;
using CustomerService.People.Data;
using CustomerService.People.Import;
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

    [Theory, MemberData(nameof(All))]
    public async Task A_merged_unit_hands_over_people_managers_units_and_rules_and_is_kept(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        var (unit, into) = (await staff.UnitAsync("کهنه"), await staff.UnitAsync("تازه"));
        var below = await staff.UnitAsync("باجه", unit);
        var manager = await staff.ManagerOfAsync(unit);
        var (person, both) = (await staff.PersonAsync("کارمند", unit), await staff.PersonAsync("هردو", unit));
        await staff.AddMembershipAsync(both, into);
        var joined = await node.ReadAsync(db => db.Set<Membership>().Where(m => m.PersonId == person).Select(m => m.StartedAtUtc).SingleAsync());
        var rule = new AssignmentRule(Guid.CreateVersion7(), new(new("قاعده", "Rule"), RuleConditions.None with { UnitId = unit.Id }, null, "C01", null, RuleTiming.AtOnce), hr, node.Clock.UtcNow());
        await node.DoAsync(db => db.Add(rule));

        Task<Result> CloseAsync(Guid? target, string reason = "ادغام دو شعبه", Guid? actor = null) => node.UseAsync((CloseUnit close) => close.RunAsync(actor ?? hr, unit.Id, target, reason));
        var partner = await staff.OrganisationAsync("پخش");
        Assert.Equal((new UnitNotEmpty(), new UnitBelowItself(), new UnitOfAnotherOrganisation()), ((await CloseAsync(null)).Refusal, (await CloseAsync(below.Id)).Refusal, (await CloseAsync(partner.Id)).Refusal));
        Assert.Equal((new UnitReasonMissing(CloseUnit.MaxReason), new NotAllowed()), ((await CloseAsync(into.Id, " ")).Refusal, (await CloseAsync(into.Id, actor: manager)).Refusal));
        node.Clock.Advance(TimeSpan.FromDays(3));
        Assert.True((await CloseAsync(into.Id)).Succeeded);

        var places = await node.ReadAsync(db => db.Set<Membership>().AsNoTracking().Where(m => (m.PersonId == person || m.PersonId == both) && m.EndedAtUtc == null).ToListAsync());
        Assert.Equal([into.Id, into.Id], places.Select(m => m.UnitId));
        // Nobody joins anew.
        Assert.Equal(joined, places.Single(m => m.PersonId == person).StartedAtUtc);
        Assert.Equal(into.Id, await node.ReadAsync(db => db.Set<RoleGrant>().Where(g => g.PersonId == manager).Select(g => g.UnitId).SingleAsync()));
        Assert.Equal((into.Id, $"{into.Path}{below.Id:N}/"), await node.ReadAsync(async db => await db.Set<Unit>().SingleAsync(u => u.Id == below.Id) is var moved ? (moved.ParentId!.Value, moved.Path) : default));
        Assert.Equal(into.Id, await node.ReadAsync(db => db.Set<AssignmentRule>().Where(r => r.Id == rule.Id).Select(r => r.UnitId).SingleAsync()));
        Assert.Equal((new UnitClosed(), new UnitClosed()), ((await CloseAsync(into.Id)).Refusal, (await CloseAsync(null)).Refusal));
        Assert.True((await node.UseAsync((ViewOrganisations view) => view.RunAsync(hr))).Value!.Node(unit.Id)!.IsClosed);
        Assert.Equal("organisation.unit-merged", (await node.UseAsync((ViewOrgHistory view) => view.RunAsync(hr, unit.Id))).Value![0].Action);
        Assert.Equal("ادغام دو شعبه", AuditDetail.Read((await node.UseAsync((ViewOrgHistory view) => view.RunAsync(hr, into.Id))).Value![0].Detail)!.Reason);

        // A new one may take its name meanwhile; then it cannot come back beside it.
        await staff.UnitAsync("کهنه");
        Assert.Equal(new NameTaken(), (await node.UseAsync((ReopenUnit open) => open.RunAsync(hr, unit.Id, "بازگشت"))).Refusal);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Nobody_comes_into_a_closed_unit_until_it_is_open_again(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        await node.GrantAsync(hr, Role.Administrator);
        var unit = await staff.UnitAsync("بسته");
        var person = await staff.PersonAsync("کارمند");
        Assert.True((await node.UseAsync((CloseUnit close) => close.RunAsync(hr, unit.Id, null, "نیازی نیست"))).Succeeded);

        // Whoever adds people does it by one of these: see the architecture test on memberships.
        var place = await node.ReadAsync(db => db.Set<Membership>().Where(m => m.PersonId == person).Select(m => m.Id).SingleAsync());
        Assert.Equal(new UnitClosed(), (await node.UseAsync((MovePerson move) => move.RunAsync(hr, person, place, new(node.Employer, unit.Id, Audience.Frontline, null, null)))).Refusal);
        Assert.Equal(new UnitClosed(), (await node.UseAsync((AddPerson add) => add.RunAsync(hr, new(new("نو", "آمده"), null, null, Language.Persian, null, null, node.Employer, unit.Id, Audience.Frontline, null, null, null)))).Refusal);
        Assert.Equal(new UnitClosed(), (await node.UseAsync((GrantRole grant) => grant.RunAsync(hr, person, Role.Manager, null, unit.Id))).Refusal);
        Assert.Equal(new UnitClosed(), (await node.UseAsync((AddUnit add) => add.RunAsync(hr, unit.Id, new LocalText("نو", "New")))).Refusal);
        // By the names in a list it is not found at all.
        Assert.Empty((await node.ReadAsync(db => db.DirectoryOfAsync(hr, CancellationToken.None))).Units("بسته", null));
        Assert.DoesNotContain((await node.UseAsync((ViewForChange view) => view.ChoicesAsync(hr))).Choices.Units, u => u.Id == unit.Id);

        Assert.Equal(new UnitReasonMissing(CloseUnit.MaxReason), (await node.UseAsync((ReopenUnit open) => open.RunAsync(hr, unit.Id, null))).Refusal);
        Assert.True((await node.UseAsync((ReopenUnit open) => open.RunAsync(hr, unit.Id, "دوباره لازم است"))).Succeeded);
        Assert.True((await node.UseAsync((MovePerson move) => move.RunAsync(hr, person, place, new(node.Employer, unit.Id, Audience.Frontline, null, null)))).Succeeded);
    }

    /// <summary>Either the person is there first and the unit is not empty, or the unit is closed first and the person stays.</summary>
    [Theory, MemberData(nameof(Servers))]
    public async Task Nobody_comes_into_a_unit_that_is_being_closed(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        var (unit, other) = (await staff.UnitAsync("الف"), await staff.UnitAsync("ب"));
        var (first, second) = (await staff.PersonAsync("یک"), await staff.PersonAsync("دو"));

        var (closed, late) = await Interleaving.RunAsync(node, one => CloseAsync(one, unit), two => MoveAsync(two, first, unit));
        var (moved, refused) = await Interleaving.RunAsync(node, one => MoveAsync(one, second, other), two => CloseAsync(two, other));

        Assert.Equal((null, new UnitClosed()), (closed.Refusal, late.Refusal));
        Assert.Equal((null, new UnitNotEmpty()), (moved.Refusal, refused.Refusal));

        Task<Result> CloseAsync(Node at, Unit what) => at.UseAsync((CloseUnit close) => close.RunAsync(hr, what.Id, null, "دلیل"));
        Task<Result> MoveAsync(Node at, Guid person, Unit to) => at.UseAsync((MovePerson move) => move.RunAsync(hr, person, null, new(node.Employer, to.Id, Audience.Frontline, null, null)));
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
