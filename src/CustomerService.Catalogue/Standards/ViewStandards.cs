using System.Security.Claims;
using CustomerService.Catalogue.Publishing;
using CustomerService.Catalogue.Rules;
using CustomerService.People.Accounts;
using CustomerService.People.Rules;

namespace CustomerService.Catalogue.Standards;

/// <summary>The service standards that apply to a person: those of the person's audiences; HR and administrators see all.</summary>
public sealed class ViewStandards(AcademyReference reference)
{
    public IReadOnlyList<ServiceStandard> Run(ClaimsPrincipal person)
    {
        if (SeesAll(person))
        {
            return reference.Content.Standards;
        }

        var audiences = person.Audiences();
        return [.. reference.Content.Standards.Where(s => s.Audiences.Any(audiences.Contains))];
    }

    /// <summary>Whether standards can apply to the person at all: customers receive the promise, others must meet it.</summary>
    internal static bool IsFor(ClaimsPrincipal person) => SeesAll(person) || person.Audiences().Any(a => a != Audience.Customer);

    private static bool SeesAll(ClaimsPrincipal person) => person.HasRoleThat(r => r.RunsAcademy);
}
