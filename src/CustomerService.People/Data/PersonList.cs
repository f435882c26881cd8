using System.Linq.Expressions;
using CustomerService.People.Access;
using CustomerService.People.Organisations;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace CustomerService.People.Data;

/// <summary>A person in a list.</summary>
public sealed record PersonLine(Guid Id, PersonName Name, string? Email, string? Mobile, bool IsActive);

/// <summary>The keyset cursor of a page: after a person, or before one; the first page if both are null.</summary>
public sealed record KeysetCursor(Guid? After, Guid? Before)
{
    public static KeysetCursor Start { get; } = new(null, null);
}

/// <summary>A page of people in Persian dictionary order.</summary>
/// <param name="Before">Keyset cursor of the previous page; null on the first.</param>
/// <param name="After">Keyset cursor of the next page; null on the last.</param>
public sealed record PersonListPage(IReadOnlyList<PersonLine> People, Guid? Before, Guid? After);

/// <summary>Lists of people by family name, searched and paged in the database. Every page costs the same: it starts at
/// a person (keyset paging), and there is no total count.</summary>
public static class PersonList
{
    private const int MaxWords = 6;

    private static readonly Expression<Func<Person, PersonLine>> Line =
        p => new PersonLine(p.Id, new PersonName(p.GivenName, p.FamilyName, p.LatinGivenName, p.LatinFamilyName), p.Email, p.Mobile, p.IsActive);

    /// <summary>A page of people.</summary>
    /// <param name="people">Filtered, and limited to the scope.</param>
    /// <param name="scope">Of the user: a cursor in the URL that is outside it is ignored.</param>
    /// <param name="isDescending">From the last name to the first.</param>
    public static async Task<PersonListPage> PageAsync(
        this IQueryable<Person> people, AppDbContext db, VisibilityScope scope, KeysetCursor key, int size, bool isDescending = false, CancellationToken cancellationToken = default)
    {
        var anchorId = key.Before ?? key.After ?? Guid.Empty;
        var anchor = anchorId == Guid.Empty
            ? null
            : await db.PeopleWithin(scope).Where(p => p.Id == anchorId).Select(p => p.SortKey).SingleOrDefaultAsync(cancellationToken);
        var back = anchor is not null && key.Before is not null;
        // Backward through a list, or forward through a descending one, leads to smaller keys.
        var down = back != isDescending;
        var wanted = (anchor, down) switch
        {
            (null, _) => people,
            (_, true) => people.Where(p => IsAtOrAfter(anchor, p.SortKey) && (IsAfter(anchor, p.SortKey) || p.Id.CompareTo(anchorId) < 0)),
            _ => people.Where(p => IsAtOrAfter(p.SortKey, anchor) && (IsAfter(p.SortKey, anchor) || p.Id.CompareTo(anchorId) > 0)),
        };
        var ordered = down ? wanted.OrderByDescending(p => p.SortKey).ThenByDescending(p => p.Id) : wanted.OrderBy(p => p.SortKey).ThenBy(p => p.Id);
        var found = await ordered.Select(Line).Take(size + 1).ToListAsync(cancellationToken);
        return Cut(found, size, back, isFirst: anchor is null);
    }

    /// <param name="found">One more than the page size, if there are more.</param>
    /// <param name="back">Whether they were read in reverse order.</param>
    private static PersonListPage Cut(List<PersonLine> found, int size, bool back, bool isFirst)
    {
        var more = found.Count > size;
        if (more)
        {
            found.RemoveAt(size);
        }

        if (back)
        {
            found.Reverse();
        }

        return new(
            found,
            found.Count > 0 && (back ? more : !isFirst) ? found[0].Id : null,
            found.Count > 0 && (back || more) ? found[^1].Id : null);
    }

    /// <summary>The people whose folded names, e-mail or mobile contain every word; a word with digits may also be a personnel number.</summary>
    public static IQueryable<Person> Matching(this IQueryable<Person> people, AppDbContext db, VisibilityScope scope, string? search)
    {
        if (InputParser.TryMobile(search, out var mobile))
        {
            return people.Where(p => p.SearchKey.Contains(mobile));
        }

        foreach (var word in TextNormalizer.Key(QueryValues.ReadSearch(search)).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MaxWords))
        {
            var memberships = db.MembershipsWithin(scope);
            var number = Membership.CanonicalNumber(word);
            people = word.Any(char.IsAsciiDigit)
                ? people.Where(p => p.SearchKey.Contains(word) || memberships.Any(m => m.PersonId == p.Id && m.PersonnelNumber == number))
                : people.Where(p => p.SearchKey.Contains(word));
        }

        return people;
    }

    /// <summary>The people with a current membership in the scope that matches all given criteria.</summary>
    public static IQueryable<Person> At(
        this IQueryable<Person> people, AppDbContext db, VisibilityScope scope, OrgTree tree, Guid? unitId, Guid? organisationId, Audience? audience)
    {
        if (unitId is null && organisationId is null && audience is null)
        {
            return people;
        }

        var seen = db.MembershipsWithin(scope);
        if (organisationId is { } organisation)
        {
            seen = seen.Where(m => m.OrganisationId == organisation);
        }

        if (unitId is { } unit)
        {
            var units = tree.Below(unit);
            seen = seen.Where(m => units.Contains(m.UnitId));
        }

        if (audience is { } wanted)
        {
            seen = seen.Where(m => m.Audience == wanted);
        }

        var kept = seen.Select(m => m.PersonId);
        return people.Where(p => kept.Contains(p.Id));
    }

    /// <summary>Whether a sort key is greater than another. For queries only.</summary>
    public static bool IsAfter(byte[] key, byte[] other) => throw new InvalidOperationException("Sort keys are compared in the database.");

    /// <summary>Whether a sort key is greater than or equal to another. For queries only.</summary>
    public static bool IsAtOrAfter(byte[] key, byte[] other) => throw new InvalidOperationException("Sort keys are compared in the database.");

    /// <summary>Maps sort key comparison to SQL: databases compare bytes natively, but C# has no operator for it.</summary>
    internal static void MapComparisons(ModelBuilder model)
    {
        Map(nameof(IsAfter), ExpressionType.GreaterThan);
        Map(nameof(IsAtOrAfter), ExpressionType.GreaterThanOrEqual);

        void Map(string name, ExpressionType comparison) => model
            .HasDbFunction(typeof(PersonList).GetMethod(name)!)
            .HasTranslation(sides => new SqlBinaryExpression(comparison, sides[0], sides[1], typeof(bool), null));
    }
}
