using System.Data.Common;
using System.Globalization;
using CustomerService.Platform.Persistence.Sqlite;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CustomerService.Platform.Persistence;

/// <summary>The connection strings as the providers get them: the configured ones, with the academy's own defaults where they say nothing.</summary>
internal static class ConnectionStrings
{
    /// <summary>Longest wait for a connection where the string does not say it; the providers' own is 15 seconds, and a page waits for it.</summary>
    private const int ConnectSeconds = 5;

    private const string CommandKey = "commandtimeout";

    private static readonly string[] PoolKeys = ["maximumpoolsize", "maxpoolsize"];
    private static readonly string[] ConnectKeys = ["connecttimeout", "connectiontimeout", "timeout"];

    /// <summary>Adds the default file and the settings every connection needs. Creates the folder, so that a first start needs no preparation.</summary>
    /// <exception cref="StartRefusedException">The folder cannot be made.</exception>
    public static string Sqlite(string configured)
    {
        var connection = new SqliteConnectionStringBuilder(configured);
        if (connection.DataSource.Length == 0)
        {
            connection.DataSource = Path.Combine("academy-data", "academy.db");
        }

        if (connection.Mode != SqliteOpenMode.Memory && !connection.DataSource.Contains(":memory:", StringComparison.Ordinal))
        {
            connection.DataSource = Path.GetFullPath(connection.DataSource);
            var folder = Path.GetDirectoryName(connection.DataSource)!;
            try
            {
                SqliteFile.Prepare(connection.DataSource);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new StartRefusedException(
                    $"The folder {folder} of the database cannot be made: create it, owned by the user who runs the academy, or name another file in Database:ConnectionString.", e);
            }
        }

        connection.DefaultTimeout = 30;
        return connection.ToString();
    }

    public static string PostgreSql(DatabaseOptions options)
    {
        var connection = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        var said = KeysOf(options.ConnectionString);
        if (!said.Overlaps(PoolKeys)) { connection.MaxPoolSize = options.MaxConnections; }
        if (!said.Contains("timeout")) { connection.Timeout = ConnectSeconds; }
        if (!said.Contains(CommandKey)) { connection.CommandTimeout = options.CommandSeconds; }
        return connection.ToString();
    }

    public static string SqlServer(DatabaseOptions options)
    {
        var connection = new SqlConnectionStringBuilder(options.ConnectionString);
        var said = KeysOf(options.ConnectionString);
        if (!said.Overlaps(PoolKeys)) { connection.MaxPoolSize = options.MaxConnections; }
        if (!said.Overlaps(ConnectKeys)) { connection.ConnectTimeout = ConnectSeconds; }
        if (!said.Contains(CommandKey)) { connection.CommandTimeout = options.CommandSeconds; }
        return connection.ToString();
    }

    /// <summary>The keys that a connection string names, without spaces and in lower case, as the providers compare them.</summary>
    private static HashSet<string> KeysOf(string connectionString) =>
        [.. new DbConnectionStringBuilder { ConnectionString = connectionString }.Keys.Cast<string>()
            .Select(key => key.Replace(" ", "", StringComparison.Ordinal).ToLower(CultureInfo.InvariantCulture))];
}

/// <summary>Says what is wrong with the section <c>Database</c>, without repeating a connection string: it may contain a password.</summary>
internal sealed class DatabaseOptionsValidator : IValidateOptions<DatabaseOptions>
{
    public ValidateOptionsResult Validate(string? name, DatabaseOptions options)
    {
        if (!DatabaseProvider.All.Contains(options.Provider))
        {
            return ValidateOptionsResult.Fail($"Database:Provider must be one of {string.Join(", ", DatabaseProvider.All)}.");
        }

        if (options.Provider != DatabaseProvider.Sqlite && options.ConnectionString.Length == 0)
        {
            return ValidateOptionsResult.Fail("Database:ConnectionString is needed for a server database.");
        }

        try
        {
            var lessIsLogged = options.Provider switch
            {
                DatabaseProvider.PostgreSql => !new NpgsqlConnectionStringBuilder(options.ConnectionString).IncludeErrorDetail,
                DatabaseProvider.SqlServer => new SqlConnectionStringBuilder(options.ConnectionString) is not null,
                _ => new SqliteConnectionStringBuilder(options.ConnectionString) is not null,
            };
            return lessIsLogged
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail("Database:ConnectionString must not set Include Error Detail: the errors would carry people's data into the log.");
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException or OverflowException)
        {
            return ValidateOptionsResult.Fail($"Database:ConnectionString cannot be read as a connection string of {options.Provider}: docs/operations.md shows one for each database.");
        }
    }
}
