using System.Collections.Concurrent;
using System.Data.Common;
using System.Net;
using CustomerService.People.Sessions;
using CustomerService.Platform.Persistence;
using CustomerService.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.People;

/// <summary>Two hosts on one database and one clock. Requests to the first come from <see cref="Address"/>, and its statements are recorded.</summary>
public sealed class TwoNodes : IAsyncLifetime
{
    /// <summary>An address as a socket for both versions of IP reports it.</summary>
    public const string Address = "192.0.2.44";

    private readonly RecordingInterceptor _statements = new();

    public Academy First { get; private set; } = null!;
    public Academy Second { get; private set; } = null!;

    /// <summary>The statements of the first node since the last call.</summary>
    public IReadOnlyList<string> StatementsSinceLastAsked() => _statements.Take();

    /// <summary>Waits until the first node has written the events it noted.</summary>
    public Task FlushAsync() => First.Services.GetRequiredService<SecurityJournal>().FlushAsync();

    public async ValueTask InitializeAsync()
    {
        First = new Academy().Configure(services =>
        {
            services.ConfigureDbContext<AppDbContext>(o => o.AddInterceptors(_statements));
            services.AddSingleton<IStartupFilter>(new AddressFilter());
        });
        await First.SetUpAsync();
        Second = First.Another();
        _ = Second.Services;
    }

    public async ValueTask DisposeAsync()
    {
        await Second.DisposeAsync();
        await First.DisposeAsync();
    }

    private sealed class AddressFilter : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, following) =>
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse(Address).MapToIPv6();
                return following(context);
            });
            next(app);
        };
    }

    private sealed class RecordingInterceptor : DbCommandInterceptor
    {
        private ConcurrentQueue<string> _texts = new();

        public IReadOnlyList<string> Take() => [.. Interlocked.Exchange(ref _texts, new())];

        public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) => Record(command, result);

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) => new(Record(command, result));

        public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) => Record(command, result);

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => new(Record(command, result));

        private InterceptionResult<T> Record<T>(DbCommand command, InterceptionResult<T> result)
        {
            _texts.Enqueue(command.CommandText);
            return result;
        }
    }
}
