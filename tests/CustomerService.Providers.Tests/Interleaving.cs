using System.Data.Common;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Providers.Tests;

/// <summary>
/// Two nodes in the order in which a race is lost: the first does everything but commit, then the second runs until it has ended or waits
/// for the first, then the first commits. On server databases only: SQLite lets a second writer do nothing meanwhile.
/// </summary>
internal static class Interleaving
{
    /// <summary>The server databases of this run, for <c>[MemberData]</c>.</summary>
    public static TheoryData<string> Servers => [.. Databases.All.Select(row => row.Data).Where(provider => provider != DatabaseProvider.Sqlite)];

    /// <returns>What each of them returned.</returns>
    public static async Task<(TFirst First, TSecond Second)> RunAsync<TFirst, TSecond>(
        Node node, Func<Node, Task<TFirst>> first, Func<Node, Task<TSecond>> second)
    {
        var gate = new CommitGate();
        await using var one = node.Another(services => services.ConfigureDbContext<AppDbContext>(o => o.AddInterceptors(gate)));
        await using var two = node.Another();
        var paused = Task.Run(() => first(one));
        await Task.WhenAny(gate.Reached, paused);
        var running = Task.Run(() => second(two));
        while (!running.IsCompleted && !await IsSomebodyWaitingAsync(node))
        {
            await Task.Delay(20);
        }

        gate.Open();
        return (await paused, await running);
    }

    private static Task<bool> IsSomebodyWaitingAsync(Node node) => node.ReadAsync(async db => (await (db.Database.IsNpgsql()
        ? db.Database.SqlQuery<int>($"SELECT 1 AS \"Value\" FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
        : db.Database.SqlQuery<int>($"SELECT 1 AS [Value] FROM sys.dm_exec_requests WHERE database_id = DB_ID() AND blocking_session_id <> 0")).ToListAsync()).Count > 0);

    /// <summary>Stops the first commit until it is opened.</summary>
    private sealed class CommitGate : DbTransactionInterceptor
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => _reached.Task;

        public void Open() => _open.TrySetResult();

        public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            _reached.TrySetResult();
            await _open.Task;
            return result;
        }
    }
}
