using CustomerService.People.Rules;

namespace CustomerService.Rules.Tests.People;

public sealed class ManagementPermissionsTests
{
    private static readonly Guid Employer = Guid.NewGuid(), Alborz = Guid.NewGuid(), Khalij = Guid.NewGuid(), Me = Guid.NewGuid(), Other = Guid.NewGuid();
    private static readonly Placement Staff = new(Employer, "/a/b/", Audience.Frontline);
    private static readonly Placement AgentOfAlborz = new(Alborz, null, Audience.Agent);
    private static readonly Placement AgentOfKhalij = new(Khalij, null, Audience.Agent);

    private static ManagementPermissions With(Role role, Guid? organisation = null, string? path = null) => new(Me, [new GrantScope(role, organisation, path)]);

    [Fact]
    public void An_administrator_may_change_everybody_and_give_roles()
    {
        var permissions = With(Role.Administrator);
        Assert.True(permissions.MayGrantRoles);
        Assert.True(permissions.MayManage(Other, [Role.Administrator], [Staff]));
    }

    [Fact]
    public void Human_resources_change_everybody_but_their_peers_and_those_above()
    {
        var permissions = With(Role.HumanResources);
        Assert.False(permissions.MayGrantRoles);
        Assert.True(permissions.MayAddMembership(AgentOfAlborz));
        Assert.True(permissions.MayManage(Other, [Role.Manager], [Staff]));
        Assert.True(permissions.MayManage(Me, [Role.HumanResources], [Staff]));
        Assert.False(permissions.MayManage(Other, [Role.HumanResources], [Staff]));
        Assert.False(permissions.MayManage(Other, [Role.Administrator], [Staff]));
    }

    [Fact]
    public void Human_resources_of_a_unit_reach_that_unit_and_below()
    {
        var permissions = With(Role.HumanResources, path: "/a/");
        Assert.True(permissions.MayAddMembership(Staff));
        Assert.False(permissions.MayAddMembership(new Placement(Employer, "/c/", Audience.Frontline)));
        Assert.False(permissions.IsForEverybody);
    }

    [Fact]
    public void A_partner_manager_adds_agents_to_the_own_organisation_only()
    {
        var permissions = With(Role.PartnerManager, Alborz);
        Assert.True(permissions.MayAddMembership(AgentOfAlborz));
        Assert.False(permissions.MayAddMembership(AgentOfKhalij));
        Assert.False(permissions.MayAddMembership(AgentOfAlborz with { Audience = Audience.Frontline }));
        Assert.False(permissions.MayAddMembership(Staff));
    }

    [Fact]
    public void A_partner_manager_cannot_take_over_somebody_who_belongs_elsewhere_too_or_has_a_role()
    {
        var permissions = With(Role.PartnerManager, Alborz);
        Assert.True(permissions.MayManage(Other, [], [AgentOfAlborz]));
        Assert.False(permissions.MayManage(Other, [], [AgentOfAlborz, AgentOfKhalij]));
        Assert.False(permissions.MayManage(Other, [Role.PartnerManager], [AgentOfAlborz]));
        Assert.False(permissions.MayManage(Other, [], []));
    }

    [Fact]
    public void A_manager_of_a_unit_sees_and_changes_nobody()
    {
        var permissions = With(Role.Manager, path: "/a/");
        Assert.False(permissions.MayAddMembership(Staff));
        Assert.False(permissions.MayManage(Other, [], [Staff]));
    }
}
