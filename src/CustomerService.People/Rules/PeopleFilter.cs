namespace CustomerService.People.Rules;

/// <summary>Whether people may sign in.</summary>
public enum Activity
{
    Active,
    Inactive,
}

/// <summary>Which people a list shows, as the address says it.</summary>
/// <param name="UnitId">This unit and all below it.</param>
/// <param name="Activity">Null: both.</param>
public sealed record PeopleFilter(string? Search, Guid? UnitId, Guid? OrganisationId, Audience? Audience, Activity? Activity)
{
    public bool IsAll => this == new PeopleFilter(null, null, null, null, null);

    /// <param name="query">Gives the value of a name in the address; null where it is absent.</param>
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
