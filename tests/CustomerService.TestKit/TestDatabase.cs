using CustomerService.Platform.Persistence;

namespace CustomerService.TestKit;

/// <summary>The default database of tests of the whole academy.</summary>
public static class TestDatabase
{
    /// <summary>The environment variable that selects it: <c>Sqlite</c> (the default) or <c>PostgreSql</c>.</summary>
    public const string Variable = "TEST_DATABASE";

    public static string Provider { get; } = Environment.GetEnvironmentVariable(Variable) switch
    {
        null or "" or DatabaseProvider.Sqlite => DatabaseProvider.Sqlite,
        DatabaseProvider.PostgreSql => DatabaseProvider.PostgreSql,
        var other => throw new InvalidOperationException($"{Variable} must be {DatabaseProvider.Sqlite} or {DatabaseProvider.PostgreSql}, not {other}."),
    };
}
