using CustomerService.People.Rules;
using CustomerService.People.Text;
using CustomerService.Ui.Controls;

namespace CustomerService.People.Pages.Office;

/// <summary>What audiences and roles are called.</summary>
internal static class OfficeTexts
{
    public static IEnumerable<SelectOption> Audiences => Enum.GetValues<Audience>().Select(a => new SelectOption(AddressWords.Of(a), a.Name()));

    /// <summary>Roles that can be given: those that open something.</summary>
    public static IEnumerable<SelectOption> Roles => Enum.GetValues<Role>().Where(r => r != Role.Author).Select(r => new SelectOption(AddressWords.Of(r), r.Name()));

    public static string Name(this Audience audience) => audience switch
    {
        Audience.Frontline => PeopleText.AudienceFrontline,
        Audience.Manager => PeopleText.AudienceManager,
        Audience.Leader => PeopleText.AudienceLeader,
        Audience.Agent => PeopleText.AudienceAgent,
        Audience.Customer => PeopleText.AudienceCustomer,
        _ => throw new ArgumentOutOfRangeException(nameof(audience), audience, "Not an audience."),
    };

    public static string Name(this Role role) => role switch
    {
        Role.Manager => PeopleText.RoleManager,
        Role.PartnerManager => PeopleText.RolePartnerManager,
        Role.Author => PeopleText.RoleAuthor,
        Role.HumanResources => PeopleText.RoleHumanResources,
        Role.Leader => PeopleText.RoleLeader,
        Role.Administrator => PeopleText.RoleAdministrator,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Not a role."),
    };
}
