using System.Net.Sockets;
using CustomerService.Platform.Persistence;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CustomerService.Web.Commands;

/// <summary>Failures that the operator can mend, as one sentence: for the error stream of a start, and as the reason why a node is not ready. None repeats
/// an address, a user or a password. Anything else is a bug and keeps its stack trace.</summary>
public static class FailureSentence
{
    private const string Where = "docs/operations.md says how";

    /// <returns>The sentence; null for a failure that no setting explains.</returns>
    public static string? Of(Exception failure) => failure switch
    {
        OperatorActionRequiredException refused => refused.Message,
        OptionsValidationException options => string.Join(' ', options.Failures),
        AggregateException { InnerExceptions: var all } when all.All(e => e is OptionsValidationException) => string.Join(' ', all.Select(Of)),
        RetryLimitExceededException { InnerException: { } last } => Of(last),
        SqliteException sqlite => Explain(sqlite),
        PostgresException postgreSql => Explain(postgreSql),
        NpgsqlException => "The PostgreSQL server named in Database:ConnectionString does not answer: start it, or name another.",
        SqlException sqlServer => Explain(sqlServer),
        IOException { InnerException: AddressInUseException } => "The port is in use by another program: stop that, or set another address with --urls or ASPNETCORE_URLS.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "This user may not listen on the port: set one above 1023 with --urls or ASPNETCORE_URLS.",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => "This machine does not have the address that is to be listened on: set another with --urls or ASPNETCORE_URLS.",
        _ => null,
    };

    // Result codes of SQLite: https://sqlite.org/rescode.html.
    private static string? Explain(SqliteException e) => e.SqliteErrorCode switch
    {
        8 or 23 => $"The database file or its folder is read-only: let the user who runs the academy write there, or name another file in Database:ConnectionString ({Where}).",
        10 => "The database file cannot be read or written: the disk or its file system fails.",
        11 or 26 => $"The database file is damaged, or no SQLite database: restore a backup ({Where}), or name another file in Database:ConnectionString.",
        13 => "The disk of the database is full: make room on it.",
        14 => "The database file cannot be opened: let the user who runs the academy write in its folder, or name another file in Database:ConnectionString.",
        5 or 6 => "The database file is locked by another program: end that, and start again.",
        _ => null,
    };

    private static string? Explain(PostgresException e) => e.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            "The PostgreSQL server refuses the user or the password of Database:ConnectionString.",
        PostgresErrorCodes.InvalidCatalogName => "The database named in Database:ConnectionString does not exist on the PostgreSQL server: create it, or let the verb migrate do so.",
        PostgresErrorCodes.InsufficientPrivilege => $"The database user may not do what the start needs: run the verb migrate as a user who may change tables ({Where}).",
        PostgresErrorCodes.TooManyConnections => "The PostgreSQL server has no connection left: raise its max_connections, or lower Database:MaxConnections of the nodes.",
        PostgresErrorCodes.UndefinedTable => "The database has no tables yet: run the verb migrate, or set Database:MigrateAtStart.",
        PostgresErrorCodes.DiskFull => "The disk of the PostgreSQL server is full: make room on it.",
        PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown => "The PostgreSQL server is starting or stopping: start again when it is ready.",
        _ => null,
    };

    // Numbers: https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors.
    private static string? Explain(SqlException e) => e.Number switch
    {
        18456 or 18452 => "The SQL Server refuses the user or the password of Database:ConnectionString.",
        4060 or 911 => "The database named in Database:ConnectionString does not exist on the SQL Server, or the user may not open it: create it, or let the verb migrate do so.",
        229 or 230 or 262 => $"The database user may not do what the start needs: run the verb migrate as a user who may change tables ({Where}).",
        208 => "The database has no tables yet: run the verb migrate, or set Database:MigrateAtStart.",
        -2 or -1 or 2 or 53 or 258 or 10060 or 10061 or 11001 => "The SQL Server named in Database:ConnectionString does not answer: start it, or name another.",
        _ => null,
    };
}
