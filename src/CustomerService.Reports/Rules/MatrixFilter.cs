using System.Text.RegularExpressions;
using CustomerService.People.Data;
using CustomerService.People.Rules;

namespace CustomerService.Reports.Rules;

/// <summary>Which accounts the matrix shows: the records of inactive people are kept.</summary>
public enum AccountStatusFilter
{
    Active,
    Inactive,
    All,
}

/// <summary>The matrix filter, as in the query string. Invalid values are ignored, so that an old link
/// still works.</summary>
/// <param name="UnitId">This unit and all below it.</param>
/// <param name="State">People with at least one shown course in this state.</param>
public sealed partial record MatrixFilter(string? Search, Guid? UnitId, Guid? OrganisationId, Audience? Audience, string? CourseId, CellState? State, AccountStatusFilter Accounts = AccountStatusFilter.Active)
{
    public const string SearchName = "q";
    public const string UnitName = "unit";
    public const string OrganisationName = "organisation";
    public const string AudienceName = "audience";
    public const string CourseName = "course";
    public const string StateName = "state";
    public const string AccountsName = "account";

    public static MatrixFilter All { get; } = new(null, null, null, null, null, null);

    public bool IsAll => this == All;

    /// <summary>Parses a filter.</summary>
    /// <param name="query">Returns the value of a query parameter; null if absent.</param>
    public static MatrixFilter Read(Func<string, string?> query)
    {
        var course = query(CourseName);
        return new(
            QueryValues.ReadSearch(query(SearchName)),
            QueryValues.ReadId(query(UnitName)),
            QueryValues.ReadId(query(OrganisationName)),
            QueryValues.Read<Audience>(query(AudienceName)),
            course is not null && CourseIdShape().IsMatch(course) ? course : null,
            QueryValues.Read<CellState>(query(StateName)),
            QueryValues.Read<AccountStatusFilter>(query(AccountsName)) ?? AccountStatusFilter.Active);
    }

    /// <summary>The URL of a page with this filter.</summary>
    public string Href(string path, params ReadOnlySpan<(string Name, string? Value)> more) => QueryValues.Href(path,
    [
        (SearchName, Search), (UnitName, UnitId?.ToString("D")), (OrganisationName, OrganisationId?.ToString("D")),
        (AudienceName, Audience is { } audience ? QueryValues.Of(audience) : null), (CourseName, CourseId), (StateName, State is { } state ? QueryValues.Of(state) : null),
        (AccountsName, Accounts == AccountStatusFilter.Active ? null : QueryValues.Of(Accounts)),
        .. more,
    ]);

    /// <summary>The keyset cursor of a page, as in the query string.</summary>
    public static KeysetCursor ReadKey(Func<string, string?> query) => new(QueryValues.ReadId(query("after")), QueryValues.ReadId(query("before")));

    [GeneratedRegex("^[A-Za-z0-9-]{1,20}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CourseIdShape();
}
