using CustomerService.People.Access;
using CustomerService.People.Administration;
using CustomerService.People.Rules;
using CustomerService.Platform;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Providers.Tests.People;

/// <summary>A role given for a place is a role for that place: never for more, never silently for less.</summary>
public sealed class RolePlaceContracts(Databases databases)
{
    public static TheoryData<string> All => Databases.All;

    [Theory, MemberData(nameof(All))]
    public async Task Human_resources_of_one_place_see_and_change_its_people_alone(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var (partner, other) = (await staff.OrganisationAsync("همکار"), await staff.OrganisationAsync("دیگری"));
        var (branch, elsewhere) = (await staff.UnitAsync("شعبه"), await staff.UnitAsync("انبار"));
        var admin = await AdministratorAsync(staff, node);
        var (ofPartner, ofBranch) = (await staff.PersonAsync("یکم", at: partner, audience: Audience.Agent), await staff.PersonAsync("دوم", branch));

        Assert.True((await GrantAsync(node, admin, ofPartner, Role.HumanResources, partner.Id)).Succeeded);
        Assert.True((await GrantAsync(node, admin, ofBranch, Role.HumanResources, branch.OrganisationId, branch.Id)).Succeeded);

        var grants = await node.ReadAsync(db => db.Set<RoleGrant>().AsNoTracking().Where(g => g.Role == Role.HumanResources).ToListAsync());
        Assert.Equal([(partner.Id, (Guid?)null), (null, branch.Id)], grants.OrderBy(g => g.UnitId is not null).Select(g => (g.OrganisationId, g.UnitId)));
        var agent = await staff.PersonAsync("کارگزار", at: partner, audience: Audience.Agent);
        var clerk = await staff.PersonAsync("کارمند", branch);
        var strangers = new[] { await staff.PersonAsync("بیگانه", at: other, audience: Audience.Agent), await staff.PersonAsync("بیگانه", elsewhere), admin };

        foreach (var (actor, own) in new[] { (ofPartner, agent), (ofBranch, clerk) })
        {
            Assert.False((await node.ReadAsync(db => db.ScopeOfAsync(actor))).Everybody);
            Assert.True(await ChangesAsync(node, actor, own));
            foreach (var stranger in strangers)
            {
                Assert.False(await ChangesAsync(node, actor, stranger));
            }
        }

        Assert.False(await ChangesAsync(node, ofPartner, clerk));
        Assert.False(await ChangesAsync(node, ofBranch, agent));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_place_that_a_role_cannot_be_held_for_is_refused(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var partner = await staff.OrganisationAsync("همکار");
        var unit = await staff.UnitAsync("شعبه");
        var (admin, person) = (await AdministratorAsync(staff, node), await staff.PersonAsync("احمدی", unit));
        var unknown = Guid.CreateVersion7();

        Assert.Equal(new RoleHasNoPlace(), (await GrantAsync(node, admin, person, Role.Administrator, partner.Id)).Refusal);
        Assert.Equal(new RoleHasNoPlace(), (await GrantAsync(node, admin, person, Role.Administrator, unit.OrganisationId, unit.Id)).Refusal);
        Assert.Equal(new PlaceUnknown(), (await GrantAsync(node, admin, person, Role.HumanResources, unknown)).Refusal);
        Assert.Equal(new PlaceUnknown(), (await GrantAsync(node, admin, person, Role.Leader, unit.OrganisationId, unknown)).Refusal);
        Assert.Equal(new RoleNeedsUnit(), (await GrantAsync(node, admin, person, Role.Manager, partner.Id)).Refusal);
        Assert.Equal(new RoleNeedsPartner(), (await GrantAsync(node, admin, person, Role.PartnerManager, unit.OrganisationId, unit.Id)).Refusal);
        Assert.Equal(new RoleNeedsPartner(), (await GrantAsync(node, admin, person, Role.PartnerManager, unit.OrganisationId)).Refusal);
        Assert.Equal(0, await node.ReadAsync(db => db.Set<RoleGrant>().CountAsync(g => g.PersonId == person)));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_leader_of_one_unit_has_its_figures_alone(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var unit = await staff.UnitAsync("شعبه");
        var (admin, leader) = (await AdministratorAsync(staff, node), await staff.PersonAsync("رهبر", unit));

        Assert.True((await GrantAsync(node, admin, leader, Role.Leader, unit.OrganisationId, unit.Id)).Succeeded);

        var scope = await node.ReadAsync(db => db.FiguresScopeOfAsync(leader));
        Assert.Equal((false, 0, unit.Path), (scope.Everybody, scope.OrganisationIds.Count, scope.UnitPaths.Single()));
    }

    private static async Task<Guid> AdministratorAsync(Staff staff, Node node)
    {
        var id = await staff.PersonAsync("سامانه", audience: Audience.Manager);
        await node.GrantAsync(id, Role.Administrator);
        return id;
    }

    private static Task<Result> GrantAsync(Node node, Guid actor, Guid person, Role role, Guid? organisation = null, Guid? unit = null) =>
        node.UseAsync((GrantRole grant) => grant.RunAsync(actor, person, role, organisation, unit));

    private static async Task<bool> ChangesAsync(Node node, Guid actor, Guid person) =>
        (await node.UseAsync((ChangeActivity change) => change.RunAsync(actor, person, active: false))).Succeeded
        && (await node.UseAsync((ChangeActivity change) => change.RunAsync(actor, person, active: true))).Succeeded;
}
