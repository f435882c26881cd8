using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Sqlite.Storage.Internal;
using Microsoft.EntityFrameworkCore.Storage;

namespace CustomerService.Platform.Data;

/// <summary>Keeps a context's connection open while the context waits in its pool: opening one registers a dozen functions that
/// translated queries may call, which costs as much as a small query. Disposing of the context for good closes it.</summary>
#pragma warning disable EF1001 // the provider's own connection has no public base that knows SQLite
internal sealed class SqliteConnections(
    RelationalConnectionDependencies dependencies, IRawSqlCommandBuilder commands, IDiagnosticsLogger<Microsoft.EntityFrameworkCore.DbLoggerCategory.Infrastructure> logger)
    : SqliteRelationalConnection(dependencies, commands, logger)
#pragma warning restore EF1001
{
    protected override void CloseDbConnection()
    {
    }

    protected override Task CloseDbConnectionAsync() => Task.CompletedTask;
}
