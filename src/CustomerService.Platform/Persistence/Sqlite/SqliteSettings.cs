using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CustomerService.Platform.Persistence.Sqlite;

/// <summary>Settings for every SQLite connection: waiting for the writer lock in SQLite itself (fair and fine-grained,
/// unlike the client library's 150 ms sleeps), durable commits, and foreign keys. The settings persist on a native
/// connection, so each gets them once.</summary>
internal sealed class SqliteSettings : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA busy_timeout=15000; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000;";
    private readonly ConditionalWeakTable<object, object> _settled = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Settle(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        // SQLite has no asynchronous I/O; its async methods run synchronously too.
        Settle(connection);
        return Task.CompletedTask;
    }

    private void Settle(DbConnection connection)
    {
        var native = ((SqliteConnection)connection).Handle!;
        if (_settled.TryGetValue(native, out _))
        {
            return;
        }

        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
        _settled.AddOrUpdate(native, native);
    }
}
