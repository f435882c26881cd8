using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Sqlite.Storage.Internal;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Platform.Persistence.Sqlite;

/// <summary>Keeps the connection of a pooled context open: opening one registers a dozen functions for
/// translated queries, which costs as much as a small query. All are closed when the host stops, so that the write-ahead log is
/// checkpointed into the file.</summary>
#pragma warning disable EF1001 // the provider's connection class has no public SQLite-specific base
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

/// <summary>The connections of a host, closed when it stops. Weak references: unused ones can be collected.</summary>
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
