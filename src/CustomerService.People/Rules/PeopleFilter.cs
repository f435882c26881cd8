namespace CustomerService.People.Rules;

/// <summary>Whether people's accounts are active.</summary>
public enum Activity
{
    Active,
    Inactive,
}

/// <summary>The filter of a people list, as in the query string.</summary>
/// <param name="UnitId">This unit and all below it.</param>
/// <param name="Activity">Null: both.</param>
public sealed record PeopleFilter(string? Search, Guid? UnitId, Guid? OrganisationId, Audience? Audience, Activity? Activity)
{
    public bool IsAll => this == new PeopleFilter(null, null, null, null, null);

    /// <param name="query">Returns the value of a query parameter; null if absent.</param>
    public static PeopleFilter Read(Func<string, string?> query) => new(
        QueryValues.ReadSearch(query("q")), QueryValues.ReadId(query("unit")), QueryValues.ReadId(query("organisation")),
        QueryValues.Read<Audience>(query("audience")), QueryValues.Read<Activity>(query("activity")));

    public string Href(string path, params ReadOnlySpan<(string Name, string? Value)> more) => QueryValues.Href(path,
    [
        ("q", Search), ("unit", UnitId?.ToString("D")), ("organisation", OrganisationId?.ToString("D")),
        ("audience", Audience is { } audience ? QueryValues.Of(audience) : null), ("activity", Activity is { } activity ? QueryValues.Of(activity) : null),
        .. more,
    ]);
}
