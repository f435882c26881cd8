using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace CustomerService.Platform.Persistence.Sqlite;

/// <summary>
/// SQLite allows one writer. Writers that wait inside SQLite each block a thread; here those of this process wait asynchronously
/// first, without a thread. Acquired before a write transaction begins and released whenever it ends; a statement that
/// writes outside a transaction acquires it itself. Writers of other processes still wait in SQLite, and so does one that waited here for
/// <see cref="Timeout"/>: the queue only makes waiting cheap; SQLite orders the writers.
/// </summary>
internal sealed class SqliteWriters(string file) : IDbTransactionInterceptor, IDbCommandInterceptor, ISaveChangesInterceptor
{
    /// <summary>Longer than any of our transactions, but finite.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Files = new(StringComparer.Ordinal);
    private static readonly ConditionalWeakTable<DbTransaction, Turn> Transactions = [];

    private readonly SemaphoreSlim _gate = Files.GetOrAdd(file, _ => new SemaphoreSlim(1));
    private readonly ConditionalWeakTable<DbCommand, Turn> _commands = [];

    public InterceptionResult<DbTransaction> TransactionStarting(DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result) =>
        Begin(connection, eventData.IsolationLevel, Turn.Take(_gate));

    public async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default) =>
        Begin(connection, eventData.IsolationLevel, await Turn.TakeAsync(_gate, cancellationToken));

    /// <summary>EF saves a single row without a transaction; one is forced so that it queues like all others.</summary>
    public InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        eventData.Context!.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
        return result;
    }

    public ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        new(SavingChanges(eventData, result));

    public InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        if (IsAlone(command, eventData))
        {
            _commands.AddOrUpdate(command, Turn.Take(_gate));
        }

        return result;
    }

    public async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (IsAlone(command, eventData))
        {
            _commands.AddOrUpdate(command, await Turn.TakeAsync(_gate, cancellationToken));
        }

        return result;
    }

    public int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result)
    {
        End(command);
        return result;
    }

    public ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        End(command);
        return new(result);
    }

    public void CommandFailed(DbCommand command, CommandErrorEventData eventData) => End(command);

    public Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        End(command);
        return Task.CompletedTask;
    }

    public void CommandCanceled(DbCommand command, CommandEndEventData eventData) => End(command);

    public Task CommandCanceledAsync(DbCommand command, CommandEndEventData eventData, CancellationToken cancellationToken = default)
    {
        End(command);
        return Task.CompletedTask;
    }

    /// <summary>Releases a transaction's turn; idempotent.</summary>
    internal static void End(DbTransaction transaction)
    {
        if (Transactions.TryGetValue(transaction, out var turn))
        {
            turn.End();
        }
    }

    /// <summary>Begins the transaction here, so that the turn is released if it cannot begin.</summary>
    private static InterceptionResult<DbTransaction> Begin(DbConnection connection, IsolationLevel isolation, Turn turn)
    {
        try
        {
            var transaction = connection.BeginTransaction(isolation);
            Transactions.Add(transaction, turn);
            return InterceptionResult<DbTransaction>.SuppressWithResult(transaction);
        }
        catch
        {
            turn.End();
            throw;
        }
    }

    private static bool IsAlone(DbCommand command, CommandEventData eventData) =>
        command.Transaction is null && eventData.CommandSource is CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete or CommandSource.ExecuteSqlRaw;

    private void End(DbCommand command)
    {
        if (_commands.TryGetValue(command, out var turn))
        {
            _commands.Remove(command);
            turn.End();
        }
    }

    /// <summary>The permission to write.</summary>
    private sealed class Turn(SemaphoreSlim? gate)
    {
        private SemaphoreSlim? _held = gate;

        public static Turn Take(SemaphoreSlim gate) => new(gate.Wait(Timeout) ? gate : null);

        public static async ValueTask<Turn> TakeAsync(SemaphoreSlim gate, CancellationToken cancellationToken) => new(await gate.WaitAsync(Timeout, cancellationToken) ? gate : null);

        public void End() => Interlocked.Exchange(ref _held, null)?.Release();
    }
}

/// <summary>Creates transactions that release their turn when they end: committed, rolled back, failed, or disposed
/// without either.</summary>
internal sealed class SqliteTransactionFactory(RelationalTransactionFactoryDependencies dependencies) : RelationalTransactionFactory(dependencies)
{
    public override RelationalTransaction Create(
        IRelationalConnection connection, DbTransaction transaction, Guid transactionId, IDiagnosticsLogger<DbLoggerCategory.Database.Transaction> logger, bool transactionOwned) =>
        new WriteTransaction(connection, transaction, transactionId, logger, transactionOwned, Dependencies.SqlGenerationHelper);

    private sealed class WriteTransaction(
        IRelationalConnection connection, DbTransaction transaction, Guid transactionId, IDiagnosticsLogger<DbLoggerCategory.Database.Transaction> logger,
        bool transactionOwned, ISqlGenerationHelper sqlGenerationHelper)
        : RelationalTransaction(connection, transaction, transactionId, logger, transactionOwned, sqlGenerationHelper)
    {
        private readonly DbTransaction _inner = transaction;

        public override void Dispose()
        {
            try
            {
                base.Dispose();
            }
            finally
            {
                SqliteWriters.End(_inner);
            }
        }

        public override async ValueTask DisposeAsync()
        {
            try
            {
                await base.DisposeAsync();
            }
            finally
            {
                SqliteWriters.End(_inner);
            }
        }

        /// <summary>Runs after a commit and after a rollback: the next writer need not wait for disposal.</summary>
        protected override void ClearTransaction()
        {
            SqliteWriters.End(_inner);
            base.ClearTransaction();
        }

        protected override Task ClearTransactionAsync(CancellationToken cancellationToken = default)
        {
            SqliteWriters.End(_inner);
            return base.ClearTransactionAsync(cancellationToken);
        }
    }
}
