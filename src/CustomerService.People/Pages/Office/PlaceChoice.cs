using CustomerService.People.Data;
using CustomerService.People.Rules;
using CustomerService.People.Text;
using CustomerService.Platform.Text;
using CustomerService.Ui.Controls;

namespace CustomerService.People.Pages.Office;

/// <summary>One list to choose a place from, of organisations and units alike: <c>o:id</c> or <c>u:id</c>.</summary>
internal static class PlaceChoice
{
    public static IEnumerable<SelectOption> Options(Places places, Reader reader)
    {
        foreach (var organisation in places.Organisations)
        {
            var group = organisation.Kind switch
            {
                OrganisationKind.Employer => reader.Text(organisation.Name),
                OrganisationKind.Partner => PeopleText.Partners,
                _ => PeopleText.CustomersGroup,
            };
            yield return new("o:" + organisation.Id.ToString("D"), organisation.Kind == OrganisationKind.Employer ? PeopleText.WithoutUnit : reader.Text(organisation.Name), group);
            foreach (var unit in places.Units.Where(u => u.OrganisationId == organisation.Id))
            {
                yield return new("u:" + unit.Id.ToString("D"), new string('\u2003', unit.Depth) + reader.Text(unit.Name), group);
            }
        }

        // Whoever may place people in some units only does not see the whole organisation.
        foreach (var unit in places.Units.Where(u => places.Organisation(u.OrganisationId) is null))
        {
            yield return new("u:" + unit.Id.ToString("D"), new string('\u2003', unit.Depth) + reader.Text(unit.Name));
        }
    }

    public static string Of(Guid organisationId, Guid? unitId) => unitId is { } unit ? "u:" + unit.ToString("D") : "o:" + organisationId.ToString("D");

    /// <returns>False where the choice is none of the places.</returns>
    public static bool TryRead(string? choice, Places places, out Guid organisationId, out Guid? unitId)
    {
        (organisationId, unitId) = (Guid.Empty, null);
        if (choice is not { Length: > 2 } || AddressWords.ReadId(choice[2..]) is not { } id)
        {
            return false;
        }

        if (choice.StartsWith("u:", StringComparison.Ordinal) && places.Unit(id) is { } unit)
        {
            (organisationId, unitId) = (unit.OrganisationId, id);
            return true;
        }

        organisationId = id;
        return choice.StartsWith("o:", StringComparison.Ordinal) && places.Organisation(id) is not null;
    }
}
