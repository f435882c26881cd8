using CustomerService.People.Rules;

namespace CustomerService.Rules.Tests.People;

public sealed class AuthorityTests
{
    private static readonly Guid Employer = Guid.NewGuid(), Alborz = Guid.NewGuid(), Khalij = Guid.NewGuid(), Me = Guid.NewGuid(), Other = Guid.NewGuid();
    private static readonly Standing Staff = new(Employer, "/a/b/", Audience.Frontline);
    private static readonly Standing AgentOfAlborz = new(Alborz, null, Audience.Agent);
    private static readonly Standing AgentOfKhalij = new(Khalij, null, Audience.Agent);

    private static Authority With(Role role, Guid? organisation = null, string? path = null) => new(Me, [new Reach(role, organisation, path)]);

    [Fact]
    public void An_administrator_may_change_everybody_and_give_roles()
    {
        var authority = With(Role.Administrator);
        Assert.True(authority.MayGrantRoles);
        Assert.True(authority.MayManage(Other, [Role.Administrator], [Staff]));
    }

    [Fact]
    public void Human_resources_change_everybody_but_their_peers_and_those_above()
    {
        var authority = With(Role.HumanResources);
        Assert.False(authority.MayGrantRoles);
        Assert.True(authority.MayPlace(AgentOfAlborz));
        Assert.True(authority.MayManage(Other, [Role.Manager], [Staff]));
        Assert.True(authority.MayManage(Me, [Role.HumanResources], [Staff]));
        Assert.False(authority.MayManage(Other, [Role.HumanResources], [Staff]));
        Assert.False(authority.MayManage(Other, [Role.Administrator], [Staff]));
    }

    [Fact]
    public void Human_resources_of_a_unit_reach_that_unit_and_below()
    {
        var authority = With(Role.HumanResources, path: "/a/");
        Assert.True(authority.MayPlace(Staff));
        Assert.False(authority.MayPlace(new Standing(Employer, "/c/", Audience.Frontline)));
        Assert.False(authority.IsForEverybody);
    }

    [Fact]
    public void A_partner_manager_adds_agents_to_the_own_organisation_only()
    {
        var authority = With(Role.PartnerManager, Alborz);
        Assert.True(authority.MayPlace(AgentOfAlborz));
        Assert.False(authority.MayPlace(AgentOfKhalij));
        Assert.False(authority.MayPlace(AgentOfAlborz with { Audience = Audience.Frontline }));
        Assert.False(authority.MayPlace(Staff));
    }

    [Fact]
    public void A_partner_manager_cannot_take_over_somebody_who_belongs_elsewhere_too_or_has_a_role()
    {
        var authority = With(Role.PartnerManager, Alborz);
        Assert.True(authority.MayManage(Other, [], [AgentOfAlborz]));
        Assert.False(authority.MayManage(Other, [], [AgentOfAlborz, AgentOfKhalij]));
        Assert.False(authority.MayManage(Other, [Role.PartnerManager], [AgentOfAlborz]));
        Assert.False(authority.MayManage(Other, [], []));
    }

    [Fact]
    public void A_manager_of_a_unit_sees_and_changes_nobody()
    {
        var authority = With(Role.Manager, path: "/a/");
        Assert.False(authority.MayPlace(Staff));
        Assert.False(authority.MayManage(Other, [], [Staff]));
    }
}
