using CustomerService.People.Access;
using CustomerService.People.Rules;
using CustomerService.People.Text;
using CustomerService.Ui.Controls;

namespace CustomerService.People.Administration;

/// <summary>Display names of audiences and roles.</summary>
internal static class OfficeTexts
{
    public static IEnumerable<SelectOption> Audiences => Enum.GetValues<Audience>().Select(a => new SelectOption(QueryValues.Of(a), a.Name()));

    /// <summary>The roles that these permissions may grant.</summary>
    public static IEnumerable<SelectOption> Grantable(ManagementPermissions permissions) => Roles.All.Where(r => permissions.MayGrant(r.Role)).Select(r => new SelectOption(QueryValues.Of(r.Role), r.Name()));

    public static string Name(this Audience audience) => audience switch
    {
        Audience.Frontline => PeopleText.AudienceFrontline,
        Audience.Manager => PeopleText.AudienceManager,
        Audience.Leader => PeopleText.AudienceLeader,
        Audience.Agent => PeopleText.AudienceAgent,
        Audience.Customer => PeopleText.AudienceCustomer,
        _ => throw new ArgumentOutOfRangeException(nameof(audience), audience, "Not an audience."),
    };

    public static string Name(this Role role) => role.Traits().Name();
}
