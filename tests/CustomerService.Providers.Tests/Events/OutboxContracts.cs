using System.Collections.Concurrent;
using System.Diagnostics;
using CustomerService.Platform;
using CustomerService.Platform.Events;
using CustomerService.Platform.Outbox;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CustomerService.Providers.Tests.Events;

public sealed class OutboxContracts(Databases databases)
{
    private readonly ConcurrentQueue<string> _delivered = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _arrivals = new();

    public static TheoryData<string> All => Databases.All;

    public static MatrixTheoryData<string, bool> Stops => new([.. Databases.All.Select(row => row.Data)], [false, true]);

    [Theory, MemberData(nameof(All))]
    public async Task A_delivery_on_another_node_continues_the_trace_in_which_its_message_was_queued(string provider)
    {
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == OutboxDispatcher.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var node = await Node.StartAsync(databases, provider, s => Handle(s));
        using var queuing = new Activity("queuing").SetIdFormat(ActivityIdFormat.W3C).Start();
        await HappenAsync(node, "a");
        queuing.Stop();

        await using var other = node.Another(s => Handle(s));
        using var elsewhere = new Activity("elsewhere").SetIdFormat(ActivityIdFormat.W3C).Start();
        await other.Services.GetRequiredService<OutboxDispatcher>().DeliverNextAsync(default);
        elsewhere.Stop();

        var delivery = Assert.Single(ended, a => a.TraceId == queuing.TraceId);
        Assert.Equal($"deliver {nameof(Letter)}", delivery.OperationName);
        Assert.DoesNotContain(ended, a => a.TraceId == elsewhere.TraceId);
    }

    public sealed record Letter(string Text);

    public sealed record Print(string Text);

    public sealed record SomethingHappened(string What) : IDomainEvent;

    [Theory, MemberData(nameof(All))]
    public async Task A_crash_between_commit_and_dispatch_loses_nothing(string provider)
    {
        var node = await Node.StartAsync(databases, provider, s => Handle(s));
        await HappenAsync(node, "a");
        // The node crashes here: its dispatcher never ran.
        await using var restarted = node.Another(s => Handle(s));
        var dispatcher = restarted.Services.GetRequiredService<OutboxDispatcher>();

        Assert.True(await dispatcher.DeliverNextAsync(default));
        Assert.False(await dispatcher.DeliverNextAsync(default));

        Assert.Equal(["a"], _delivered);
        await node.DisposeAsync();
    }

    [Theory, MemberData(nameof(All))]
    public async Task Operators_see_the_backlog_and_what_fails(string provider)
    {
        var works = false;
        await using var node = await Node.StartAsync(databases, provider, s => Handle(s, _ => works ? Task.CompletedTask : throw new IOException("The pipe is broken.")));
        using var metrics = new RecordedMetrics(node.Services);
        await HappenAsync(node, "a", "b");
        var dispatcher = node.Services.GetRequiredService<OutboxDispatcher>();
        Assert.Equal(2, metrics.Observe(PlatformMetrics.Backlog));

        await dispatcher.DeliverNextAsync(default);
        works = true;
        await dispatcher.DeliverNextAsync(default);

        Assert.Equal(1, metrics.Observe(PlatformMetrics.Backlog));
        Assert.Equal(1, metrics.Sum(PlatformMetrics.Deliveries, "academy.outcome", "failed"));
        Assert.Equal(1, metrics.Sum(PlatformMetrics.Deliveries, "academy.outcome", "delivered"));
        Assert.Equal(2, metrics.Sum(PlatformMetrics.DomainEvents, "academy.domain_event", nameof(SomethingHappened)));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_crash_before_the_commit_leaves_neither_fact_nor_reaction(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, s => Handle(s));
        var before = await FactsAsync(node);

        await Assert.ThrowsAsync<InvalidOperationException>(() => HappenAsync(node, "a", crash: true));

        Assert.Equal(before, await FactsAsync(node));
        Assert.Equal(0, await node.ReadAsync(db => db.Set<OutboxMessage>().CountAsync()));
        Assert.False(await node.Services.GetRequiredService<OutboxDispatcher>().DeliverNextAsync(default));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_node_that_dies_while_delivering_loses_its_claim(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, s => Handle(s));
        await HappenAsync(node, "a");
        // A claim left behind by a crashed node.
        var until = node.Clock.UtcNow() + OutboxDispatcher.Claim;
        await node.ReadAsync(db => db.Set<OutboxMessage>().ExecuteUpdateAsync(s => s.SetProperty(m => m.ClaimedUntilUtc, until)));
        var dispatcher = node.Services.GetRequiredService<OutboxDispatcher>();

        Assert.False(await dispatcher.DeliverNextAsync(default));
        node.Clock.Advance(OutboxDispatcher.Claim + TimeSpan.FromSeconds(1));
        Assert.True(await dispatcher.DeliverNextAsync(default));

        Assert.Equal(["a"], _delivered);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_start_on_the_same_machine_takes_up_at_once_what_a_killed_process_claimed(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, s => Handle(s));
        await HappenAsync(node, "a");
        await ClaimAsync(node, await EndedProcessAsync());

        // The clock stands still, so the claim does not expire.
        var dispatcher = await RunAsync(node);
        await DeliveredAsync("a");
        await dispatcher.StopAsync(TestContext.Current.CancellationToken);

        Assert.Null(await node.ReadAsync(db => db.Set<OutboxMessage>().Select(m => m.ClaimedBy).SingleAsync()));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_start_leaves_the_claims_of_running_processes_and_of_other_machines(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, s => Handle(s));
        foreach (var owner in new[] { ProcessMark.Current, (await EndedProcessAsync()).Replace(Environment.MachineName, "another-machine", StringComparison.Ordinal), "no mark" })
        {
            await HappenAsync(node, owner);
            await ClaimAsync(node, $"{owner} 1");
        }

        await HappenAsync(node, "free");
        var dispatcher = await RunAsync(node);
        await DeliveredAsync("free");
        await dispatcher.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["free"], _delivered);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Who_lost_the_claim_stops_and_leaves_the_outcome_to_the_new_owner(string provider)
    {
        var began = new TaskCompletionSource();
        await using var node = await Node.StartAsync(databases, provider, s => s.AddSingleton<Func<CancellationToken, Task>>(cancelled =>
        {
            began.SetResult();
            return Task.Delay(System.Threading.Timeout.Infinite, cancelled);
        }).AddOutboxHandler<Print, WaitForEver>());
        await node.DoAsync(db => db.AddToOutbox(new Print("a"), node.Clock));
        var delivering = Task.Run(() => node.Services.GetRequiredService<OutboxDispatcher>().DeliverNextAsync(default), TestContext.Current.CancellationToken);
        await began.Task.WaitAsync(Timeout);

        await node.ReadAsync(db => db.Set<OutboxMessage>().ExecuteUpdateAsync(s => s.SetProperty(m => m.ClaimedBy, "another node")));
        while (!delivering.IsCompleted)
        {
            node.Clock.Advance(OutboxDispatcher.Claim / 4);
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.True(await delivering);
        var message = await node.ReadAsync(db => db.Set<OutboxMessage>().AsNoTracking().SingleAsync());
        Assert.Equal(("another node", null, null), (message.ClaimedBy, message.DoneAtUtc, message.LastError));
    }

    [Theory]
    [MemberData(nameof(Stops))]
    public async Task A_node_that_stops_while_delivering_gives_the_message_back_at_once(string provider, bool withAnotherError)
    {
        using var stop = new CancellationTokenSource();
        await using var node = await Node.StartAsync(databases, provider, s => Handle(s, _ =>
        {
            stop.Cancel();
            throw withAnotherError ? new IOException("The pipe is broken.") : new OperationCanceledException(stop.Token);
        }));
        await HappenAsync(node, "a");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => node.Services.GetRequiredService<OutboxDispatcher>().DeliverNextAsync(stop.Token));
        await using var restarted = node.Another(s => Handle(s));

        Assert.True(await restarted.Services.GetRequiredService<OutboxDispatcher>().DeliverNextAsync(default));

        Assert.Equal(["a"], _delivered);
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_is_delivered_while_the_node_stops_is_not_delivered_again(string provider)
    {
        using var stop = new CancellationTokenSource();
        await using var node = await Node.StartAsync(databases, provider, s => Handle(s, _ => stop.CancelAsync()));
        await HappenAsync(node, "a");
        await node.Services.GetRequiredService<OutboxDispatcher>().DeliverNextAsync(stop.Token);
        await using var restarted = node.Another(s => Handle(s));
        node.Clock.Advance(OutboxDispatcher.Claim + TimeSpan.FromSeconds(1));

        Assert.False(await restarted.Services.GetRequiredService<OutboxDispatcher>().DeliverNextAsync(default));
        Assert.Equal(["a"], _delivered);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_failed_delivery_is_tried_again_later_without_keeping_what_the_error_said(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, s => Handle(s, _ => throw new InvalidOperationException("The post is closed.")));
        await HappenAsync(node, "a");
        Assert.True(await node.Services.GetRequiredService<OutboxDispatcher>().DeliverNextAsync(default));
        Assert.False(await node.Services.GetRequiredService<OutboxDispatcher>().DeliverNextAsync(default));
        Assert.Equal("InvalidOperationException", await node.ReadAsync(db => db.Set<OutboxMessage>().Select(m => m.LastError).SingleAsync()));

        await using var repaired = node.Another(s => Handle(s));
        node.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await repaired.Services.GetRequiredService<OutboxDispatcher>().DeliverNextAsync(default));

        Assert.Equal(["a"], _delivered);
        var message = await node.ReadAsync(db => db.Set<OutboxMessage>().AsNoTracking().SingleAsync());
        Assert.Equal((2, null), (message.Attempts, message.LastError));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_failed_delivery_is_logged_with_its_message_and_its_stack(string provider)
    {
        using var log = new RecordedLog();
        await using var node = await Node.StartAsync(databases, provider, s => Handle(s, _ => throw new InvalidOperationException("The post is closed.")).AddLogging(l => l.AddProvider(log)));
        await HappenAsync(node, "a");

        await node.Services.GetRequiredService<OutboxDispatcher>().DeliverNextAsync(default);

        var id = await node.ReadAsync(db => db.Set<OutboxMessage>().Select(m => m.Id).SingleAsync());
        var failure = Assert.Single(log.Entries, e => e.Category == typeof(OutboxDispatcher).FullName);
        Assert.Contains(id.ToString(), failure.Message, StringComparison.Ordinal);
        Assert.IsType<InvalidOperationException>(failure.Exception);
        Assert.Contains(nameof(OutboxContracts), failure.Exception.StackTrace, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_message_that_nobody_handles_is_logged_and_kept(string provider)
    {
        using var log = new RecordedLog();
        await using var node = await Node.StartAsync(databases, provider, s => s.AddLogging(l => l.AddProvider(log)));
        await node.DoAsync(db => db.AddToOutbox(new Letter("a"), node.Clock));

        await node.Services.GetRequiredService<OutboxDispatcher>().DeliverNextAsync(default);

        Assert.Equal("NoHandler", await node.ReadAsync(db => db.Set<OutboxMessage>().Select(m => m.LastError).SingleAsync()));
        Assert.Contains(nameof(Letter), Assert.Single(log.Entries, e => e.Category == typeof(OutboxDispatcher).FullName).Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Several_nodes_deliver_each_message_once(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, s => Handle(s));
        await using var neighbour = node.Another(s => Handle(s));
        var texts = Enumerable.Range(0, 20).Select(n => $"m{n}").ToList();
        foreach (var text in texts)
        {
            await HappenAsync(node, text);
        }

        await Task.WhenAll(new[] { node, neighbour, node, neighbour }.Select(n => Task.Run(async () =>
        {
            while (await n.Services.GetRequiredService<OutboxDispatcher>().DeliverNextAsync(default))
            {
            }
        })));

        Assert.Equal(texts.Order(), _delivered.Order());
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_delivery_that_gives_up_waiting_is_a_failed_one_and_no_end_of_the_node(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, s => Handle(s, _ => throw new TaskCanceledException("It took too long.")));
        await HappenAsync(node, "a");

        Assert.True(await node.Services.GetRequiredService<OutboxDispatcher>().DeliverNextAsync(default));

        Assert.Equal("TaskCanceledException", await node.ReadAsync(db => db.Set<OutboxMessage>().Select(m => m.LastError).SingleAsync()));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_slow_delivery_does_not_hold_up_a_quick_one(string provider)
    {
        var (slowBegan, slowMayEnd) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var node = await Node.StartAsync(databases, provider, s => Handle(s, async text =>
        {
            if (text == "slow")
            {
                slowBegan.SetResult();
                await slowMayEnd.Task;
            }
        }));
        // One commit, so one channel signal; and the fake clock does not move, so no polling.
        await HappenAsync(node, "slow", "quick");

        var dispatcher = await RunAsync(node);
        await DeliveredAsync("quick");
        await slowBegan.Task.WaitAsync(Timeout);
        Assert.Equal(["quick"], _delivered);
        await HappenAsync(node, "later");
        await DeliveredAsync("later");
        slowMayEnd.SetResult();
        await DeliveredAsync("slow");
        await dispatcher.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["quick", "later", "slow"], _delivered);
        Assert.Equal([1, 1, 1], await node.ReadAsync(db => db.Set<OutboxMessage>().Select(m => m.Attempts).ToListAsync()));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Two_prints_leave_a_hand_free_for_what_is_quick(string provider)
    {
        var mayEnd = new TaskCompletionSource();
        var firstBegan = new TaskCompletionSource();
        await using var node = await Node.StartAsync(databases, provider, s => Handle(s).AddSingleton<Func<Task>>(() =>
        {
            firstBegan.TrySetResult();
            return mayEnd.Task;
        }).AddOutboxHandler<Print, MakePrint>(oneAtATime: true));
        await node.DoAsync(db =>
        {
            foreach (var text in new[] { "print1", "print2" })
            {
                db.AddToOutbox(new Print(text), node.Clock);
            }
        });

        var dispatcher = await RunAsync(node);
        await firstBegan.Task.WaitAsync(Timeout);
        await HappenAsync(node, "quick");
        await DeliveredAsync("quick");
        Assert.Equal(["quick"], _delivered);
        mayEnd.SetResult();
        await Task.WhenAll(DeliveredAsync("print1"), DeliveredAsync("print2"));
        await dispatcher.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal([1, 1, 1], await node.ReadAsync(db => db.Set<OutboxMessage>().Select(m => m.Attempts).ToListAsync()));
    }

    [Theory, MemberData(nameof(All))]
    public async Task No_more_is_worked_on_at_once_than_the_configuration_allows(string provider)
    {
        var (atWork, most) = (0, 0);
        var mayEnd = new TaskCompletionSource();
        var threeBegan = new TaskCompletionSource();
        await using var node = await Node.StartAsync(databases, provider, s => Handle(s, async _ =>
        {
            lock (mayEnd)
            {
                most = Math.Max(most, ++atWork);
                if (atWork == 3)
                {
                    threeBegan.TrySetResult();
                }
            }

            await mayEnd.Task;
            lock (mayEnd)
            {
                atWork--;
            }
        }).Configure<OutboxOptions>(o => o.Parallel = 3));
        var texts = Enumerable.Range(0, 9).Select(n => $"m{n}").ToArray();
        await HappenAsync(node, texts);

        var dispatcher = await RunAsync(node);
        await threeBegan.Task.WaitAsync(Timeout);
        mayEnd.SetResult();
        await Task.WhenAll(texts.Select(DeliveredAsync));
        await dispatcher.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(3, most);
        Assert.Equal(texts, _delivered.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_message_that_is_worked_on_for_long_stays_claimed(string provider)
    {
        var (began, mayEnd) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var node = await Node.StartAsync(databases, provider, s => Handle(s, async _ =>
        {
            began.SetResult();
            await mayEnd.Task;
        }));
        await using var neighbour = node.Another(s => Handle(s));
        await HappenAsync(node, "a");
        var delivering = Task.Run(() => node.Services.GetRequiredService<OutboxDispatcher>().DeliverNextAsync(default), TestContext.Current.CancellationToken);
        await began.Task.WaitAsync(Timeout);

        var quarter = OutboxDispatcher.Claim / 4;
        for (var n = 0; n < 8; n++)
        {
            node.Clock.Advance(quarter);
            var renewed = node.Clock.UtcNow() + OutboxDispatcher.Claim;
            for (var tries = 0; tries < 200 && await ClaimAsync() != renewed; tries++)
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }

            Assert.Equal(renewed, await ClaimAsync());
        }

        Assert.False(await neighbour.Services.GetRequiredService<OutboxDispatcher>().DeliverNextAsync(default));
        mayEnd.SetResult();
        Assert.True(await delivering);
        Assert.Equal(["a"], _delivered);
        Assert.Null(await ClaimAsync());

        Task<DateTime?> ClaimAsync() => node.ReadAsync(db => db.Set<OutboxMessage>().Select(m => m.ClaimedUntilUtc).SingleAsync());
    }

    /// <summary>Time that a test waits for an expected delivery before it fails.</summary>
    private static TimeSpan Timeout => TimeSpan.FromSeconds(60);

    /// <summary>The mark of a process of this machine that has ended.</summary>
    private static async Task<string> EndedProcessAsync()
    {
        using var process = System.Diagnostics.Process.Start("sleep", ["60"]);
        var mark = ProcessMark.Of(process);
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return mark;
    }

    /// <summary>Claims what nobody has claimed.</summary>
    private static async Task ClaimAsync(Node node, string owner)
    {
        var until = node.Clock.UtcNow() + OutboxDispatcher.Claim;
        await node.ReadAsync(db => db.Set<OutboxMessage>().Where(m => m.ClaimedBy == null)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.ClaimedUntilUtc, until).SetProperty(m => m.ClaimedBy, owner)));
    }

    private static async Task<OutboxDispatcher> RunAsync(Node node)
    {
        var dispatcher = node.Services.GetRequiredService<OutboxDispatcher>();
        await dispatcher.StartAsync(TestContext.Current.CancellationToken);
        return dispatcher;
    }

    private async Task DeliveredAsync(string text) => await _arrivals.GetOrAdd(text, _ => new()).Task.WaitAsync(Timeout);

    private static Task HappenAsync(Node node, string text, bool crash = false) => HappenAsync(node, [text], crash);

    private static Task HappenAsync(Node node, params string[] texts) => HappenAsync(node, texts, crash: false);

    private static async Task HappenAsync(Node node, string[] texts, bool crash)
    {
        await using var scope = node.Services.CreateAsyncScope();
        var events = scope.ServiceProvider.GetRequiredService<DomainEvents>();
        await node.Services.GetRequiredService<UnitOfWork>().RunAsync(async db =>
        {
            foreach (var text in texts)
            {
                await events.RaiseAsync(db, new SomethingHappened(text), default);
                await db.SaveChangesAsync();
            }

            return crash ? throw new InvalidOperationException("The node died.") : 0;
        });
    }

    private static Task<int> FactsAsync(Node node) => node.ReadAsync(db => db.Set<DomainEventRecord>().CountAsync());

    /// <param name="before">Runs in the handler before a message is recorded as delivered.</param>
    private IServiceCollection Handle(IServiceCollection services, Func<string, Task>? before = null) => services
        .AddSingleton(new Post(before ?? (_ => Task.CompletedTask), text =>
        {
            _delivered.Enqueue(text);
            _arrivals.GetOrAdd(text, _ => new()).TrySetResult();
        }))
        .AddEventHandler<SomethingHappened, WriteLetter>()
        .AddOutboxHandler<Letter, Deliver>();

    private sealed record Post(Func<string, Task> Before, Action<string> Arrive);

    private sealed class WriteLetter(TimeProvider clock) : IDomainEventHandler<SomethingHappened>
    {
        public Task HandleAsync(SomethingHappened domainEvent, AppDbContext db, CancellationToken cancellationToken)
        {
            db.AddToOutbox(new Letter(domainEvent.What), clock);
            return Task.CompletedTask;
        }
    }

    private sealed class Deliver(Post post) : IOutboxHandler<Letter>
    {
        public async Task HandleAsync(Letter message, CancellationToken cancellationToken)
        {
            await post.Before(message.Text);
            post.Arrive(message.Text);
        }
    }

    private sealed class WaitForEver(Func<CancellationToken, Task> wait) : IOutboxHandler<Print>
    {
        public Task HandleAsync(Print message, CancellationToken cancellationToken) => wait(cancellationToken);
    }

    private sealed class MakePrint(Post post, Func<Task> work) : IOutboxHandler<Print>
    {
        public async Task HandleAsync(Print message, CancellationToken cancellationToken)
        {
            await work();
            post.Arrive(message.Text);
        }
    }
}
