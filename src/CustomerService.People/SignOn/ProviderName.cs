using CustomerService.People.Rules;

namespace CustomerService.People.SignOn;

/// <summary>A provider has one name of a person, in whichever script; the academy has two. The one that came takes the place of the one in its script.</summary>
public static class ProviderName
{
    private const int MaxPart = 100;

    /// <param name="given">Null: not sent.</param>
    /// <param name="family">Likewise.</param>
    public static PersonName Merge(PersonName present, string? given, string? family)
    {
        ArgumentNullException.ThrowIfNull(present);
        if (given is null && family is null)
        {
            return present;
        }

        if (IsPersian(given + family))
        {
            return present with { GivenName = given ?? present.GivenName, FamilyName = family ?? present.FamilyName };
        }

        var latin = present with { LatinGivenName = given ?? present.LatinGivenName, LatinFamilyName = family ?? present.LatinFamilyName };
        // Somebody who has no name in Persian letters has the Latin one in both places.
        return IsPersian(present.GivenName + present.FamilyName) ? latin : latin with { GivenName = given ?? present.GivenName, FamilyName = family ?? present.FamilyName };
    }

    /// <summary>Whether a part does not fit into the record.</summary>
    internal static bool IsTooLong(PersonName name) => new[] { name.GivenName, name.FamilyName, name.LatinGivenName, name.LatinFamilyName }.Any(part => part?.Length > MaxPart);

    private static bool IsPersian(string text) => text.Any(c => c is >= '\u0600' and <= '\u06FF');
}
