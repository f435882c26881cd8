using CustomerService.Platform.Persistence.Sqlite;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CustomerService.Platform.Persistence;

/// <summary>Whether the database can be used now. Answers within <see cref="Patience"/>, whatever the database does: the connection is its own,
/// nothing is retried, and a probe that hangs is left behind and not started again before it ends.</summary>
public sealed class DatabaseProbe
{
    /// <summary>Longest time to an answer: a load balancer's probe waits two seconds.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    private readonly Func<CancellationToken, Task> _ask;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private Task? _asking;

    public DatabaseProbe(IOptions<DatabaseOptions> options, TimeProvider clock) : this(Asking(options.Value), clock)
    {
    }

    /// <param name="ask">Uses the database; fails where it cannot. It may take any time.</param>
    internal DatabaseProbe(Func<CancellationToken, Task> ask, TimeProvider clock)
    {
        _ask = ask;
        _clock = clock;
    }

    /// <exception cref="TimeoutException">The database does not answer in time.</exception>
    /// <exception cref="Exception">The provider's own, which says what is wrong.</exception>
    public Task RunAsync(CancellationToken cancellationToken = default)
    {
        Task asking;
        lock (_gate)
        {
            // On a thread of its own: SQLite does not know waiting without one.
            asking = _asking is { IsCompleted: false } ? _asking : _asking = Task.Run(() => _ask(CancellationToken.None), CancellationToken.None);
        }

        return asking.WaitAsync(Patience, _clock, cancellationToken);
    }

    private static Func<CancellationToken, Task> Asking(DatabaseOptions options)
    {
        switch (options.Provider)
        {
            case DatabaseProvider.PostgreSql:
                var postgreSql = new NpgsqlConnectionStringBuilder(options.ConnectionString) { Pooling = false, Timeout = 2, CommandTimeout = 2, CancellationTimeout = -1 }.ToString();
                return cancellationToken => AskAsync(new NpgsqlConnection(postgreSql), cancellationToken);
            case DatabaseProvider.SqlServer:
                var sqlServer = new SqlConnectionStringBuilder(options.ConnectionString) { Pooling = false, ConnectTimeout = 2, CommandTimeout = 2, ConnectRetryCount = 0 }.ToString();
                return cancellationToken => AskAsync(new SqlConnection(sqlServer), cancellationToken);
            default:
                var sqlite = ConnectionStrings.Sqlite(options.ConnectionString);
                return cancellationToken => SqliteProbe.RunAsync(sqlite, cancellationToken);
        }
    }

    private static async Task AskAsync(System.Data.Common.DbConnection connection, CancellationToken cancellationToken)
    {
        await using (connection)
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT 1";
            await command.ExecuteScalarAsync(cancellationToken);
        }
    }
}
