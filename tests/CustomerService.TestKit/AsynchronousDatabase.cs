using System.Data.Common;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.TestKit;

/// <summary>
/// Makes SQLite asynchronous, like a server database. SQLite's own tasks are always already completed when returned, so code that runs
/// between a call and its completion on a server (above all a page's first rendering) never runs on SQLite.
/// </summary>
internal static class AsynchronousDatabase
{
    /// <summary>From here on every asynchronous command returns a task that has not completed yet.</summary>
    public static void AddTo(IServiceCollection services) =>
        services.ConfigureDbContext<AppDbContext>(options => options.AddInterceptors(new YieldingInterceptor()));

    private sealed class YieldingInterceptor : DbCommandInterceptor
    {
        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            return result;
        }

        public override async ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            return result;
        }

        public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            return result;
        }
    }
}
