using CustomerService.People.Rules;
using CustomerService.People.Text;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Controls;

namespace CustomerService.People.Organisations;

/// <summary>Values of one drop-down list for organisations and units: <c>o:id</c> or <c>u:id</c>.</summary>
internal static class OrgUnitChoice
{
    public static IEnumerable<SelectOption> Options(OrgTree tree, LocalizedFormatter formatter)
    {
        foreach (var organisation in tree.Organisations)
        {
            var group = organisation.Kind switch
            {
                OrganisationKind.Employer => formatter.Text(organisation.Name),
                OrganisationKind.Partner => PeopleText.Partners,
                _ => PeopleText.CustomersGroup,
            };
            yield return new("o:" + organisation.Id.ToString("D"), organisation.Kind == OrganisationKind.Employer ? PeopleText.WithoutUnit : formatter.Text(organisation.Name), group);
            foreach (var unit in tree.OpenUnits.Where(u => u.OrganisationId == organisation.Id))
            {
                yield return new("u:" + unit.Id.ToString("D"), new string('\u2003', unit.Depth) + formatter.Text(unit.Name), group);
            }
        }

        // A user whose permissions cover only some units does not see the whole organisation.
        foreach (var unit in tree.OpenUnits.Where(u => tree.Organisation(u.OrganisationId) is null))
        {
            yield return new("u:" + unit.Id.ToString("D"), new string('\u2003', unit.Depth) + formatter.Text(unit.Name));
        }
    }

    public static string Of(Guid organisationId, Guid? unitId) => unitId is { } unit ? "u:" + unit.ToString("D") : "o:" + organisationId.ToString("D");

    /// <returns>False if the choice is not in the list.</returns>
    public static bool TryRead(string? choice, OrgTree tree, out Guid organisationId, out Guid? unitId)
    {
        (organisationId, unitId) = (Guid.Empty, null);
        if (choice is not { Length: > 2 } || QueryValues.ReadId(choice[2..]) is not { } id)
        {
            return false;
        }

        if (choice.StartsWith("u:", StringComparison.Ordinal) && tree.Unit(id) is { } unit)
        {
            (organisationId, unitId) = (unit.OrganisationId, id);
            return true;
        }

        organisationId = id;
        return choice.StartsWith("o:", StringComparison.Ordinal) && tree.Organisation(id) is not null;
    }
}
