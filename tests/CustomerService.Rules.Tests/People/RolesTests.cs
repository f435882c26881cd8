using System.Globalization;
using CustomerService.People.Access;
using CustomerService.People.Rules;

namespace CustomerService.Rules.Tests.People;

public sealed class RolesTests
{
    public static TheoryData<Role> All => [.. Enum.GetValues<Role>()];

    [Theory, MemberData(nameof(All))]
    public void Every_role_has_one_row_and_a_name_of_its_own_in_both_languages(Role role)
    {
        var row = Assert.Single(Roles.All, r => r.Role == role);
        foreach (var language in new[] { "fa", "en" })
        {
            var names = In(language, () => Roles.All.Select(r => r.Name()).ToList());
            Assert.Single(names, In(language, row.Name));
        }

        Assert.NotEqual(In("fa", row.Name), In("en", row.Name));
    }

    [Theory, MemberData(nameof(All))]
    public void Every_role_opens_something_and_can_be_given_by_somebody(Role role)
    {
        var row = role.Traits();
        Assert.True(row.Sees != Visibility.Nothing || row.Manages != ManagedPeople.None || row.RunsAcademy);
        Assert.NotEmpty(row.GrantedBy);
    }

    [Theory, MemberData(nameof(All))]
    public void Whoever_manages_people_sees_them_and_cannot_be_taken_over_by_those_below(Role role)
    {
        var row = role.Traits();
        Assert.True(row.Manages == ManagedPeople.None || row.Sees == Visibility.People);
        Assert.Equal(row.Manages == ManagedPeople.Everybody, row.IsProtected);
    }

    [Fact]
    public void Roles_are_given_by_administrators_alone()
    {
        Assert.All(Enum.GetValues<Role>(), given => Assert.All(Enum.GetValues<Role>(), giver =>
            Assert.Equal(giver == Role.Administrator, new ManagementPermissions(Guid.NewGuid(), [new GrantScope(giver, null, null)]).MayGrant(given))));
        Assert.False(new ManagementPermissions(Guid.NewGuid(), [new GrantScope(Role.Administrator, Guid.NewGuid(), null)]).MayGrantRoles);
    }

    [Fact]
    public void Records_are_changed_by_those_who_run_the_academy_within_their_reach()
    {
        var (employer, partner) = (Guid.NewGuid(), Guid.NewGuid());
        Placement[] places = [new(employer, "/a/b/", Audience.Frontline), new(partner, null, Audience.Agent)];
        Assert.True(May(Role.HumanResources, null, null));
        Assert.True(May(Role.Administrator, null, null));
        Assert.True(May(Role.HumanResources, null, "/a/"));
        Assert.True(May(Role.HumanResources, partner, null));
        Assert.False(May(Role.HumanResources, null, "/c/"));
        Assert.False(May(Role.PartnerManager, partner, null));
        Assert.False(May(Role.Manager, null, "/a/"));
        Assert.False(May(Role.Leader, null, null));

        bool May(Role role, Guid? organisation, string? path) => new ManagementPermissions(Guid.NewGuid(), [new GrantScope(role, organisation, path)]).MayManageRecords(places);
    }

    private static T In<T>(string language, Func<T> read)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return read();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
