using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Sqlite.Storage.Internal;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Platform.Persistence.Sqlite;

/// <summary>Keeps a context's connection open while the context waits in its pool: opening one registers a dozen functions that
/// translated queries may call, which costs as much as a small query. The host's end closes them all, so that the write-ahead log is
/// copied into the file.</summary>
#pragma warning disable EF1001 // the provider's own connection has no public base that knows SQLite
internal sealed class SqliteConnections(
    RelationalConnectionDependencies dependencies, IRawSqlCommandBuilder commands, IDiagnosticsLogger<DbLoggerCategory.Infrastructure> logger)
    : SqliteRelationalConnection(dependencies, commands, logger)
{
    protected override DbConnection CreateDbConnection()
    {
        var connection = base.CreateDbConnection();
        Dependencies.CurrentContext.Context.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider?
            .GetService<OpenSqliteConnections>()?.Add(connection);
        return connection;
    }

    protected override void CloseDbConnection()
    {
    }

    protected override Task CloseDbConnectionAsync() => Task.CompletedTask;
}
#pragma warning restore EF1001

/// <summary>The connections of a host, closed at its end. One that nobody uses any more is forgotten.</summary>
internal sealed class OpenSqliteConnections : IDisposable
{
    private readonly ConditionalWeakTable<DbConnection, object> _made = [];

    public void Add(DbConnection connection) => _made.AddOrUpdate(connection, this);

    public void Dispose()
    {
        foreach (var (connection, _) in _made)
        {
            connection.Dispose();
        }
    }
}
