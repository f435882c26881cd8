using System.Collections.Concurrent;
using CustomerService.Platform;
using CustomerService.Platform.Data;
using CustomerService.Platform.Facts;
using CustomerService.Platform.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Providers.Tests.Facts;

public sealed class OutboxContracts(Databases databases)
{
    private readonly ConcurrentQueue<string> delivered = new();

    public static TheoryData<string> All => Databases.All;

    public sealed record Letter(string Text);

    public sealed record SomethingHappened(string What) : IFact;

    [Theory, MemberData(nameof(All))]
    public async Task A_crash_between_commit_and_dispatch_loses_nothing(string provider)
    {
        var node = await Node.StartAsync(databases, provider, s => Handle(s));
        await HappenAsync(node, "a");
        // The node dies here: its dispatcher never ran.
        await using var restarted = node.Another(s => Handle(s));
        var dispatcher = restarted.Services.GetRequiredService<OutboxDispatcher>();

        Assert.True(await dispatcher.DeliverNextAsync(default));
        Assert.False(await dispatcher.DeliverNextAsync(default));

        Assert.Equal(["a"], delivered);
        await node.DisposeAsync();
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
        await using var node = await Node.StartAsync(databases, provider, s => Handle(s, die: true));
        await HappenAsync(node, "a");
        await Assert.ThrowsAsync<OperationCanceledException>(() => node.Services.GetRequiredService<OutboxDispatcher>().DeliverNextAsync(default));
        await using var neighbour = node.Another(s => Handle(s));
        var dispatcher = neighbour.Services.GetRequiredService<OutboxDispatcher>();

        Assert.False(await dispatcher.DeliverNextAsync(default));
        node.Clock.Advance(OutboxDispatcher.Claim + TimeSpan.FromSeconds(1));
        Assert.True(await dispatcher.DeliverNextAsync(default));

        Assert.Equal(["a"], delivered);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_failed_delivery_is_tried_again_later_without_keeping_what_the_error_said(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, s => Handle(s, fail: true));
        await HappenAsync(node, "a");
        Assert.True(await node.Services.GetRequiredService<OutboxDispatcher>().DeliverNextAsync(default));
        Assert.False(await node.Services.GetRequiredService<OutboxDispatcher>().DeliverNextAsync(default));

        await using var repaired = node.Another(s => Handle(s));
        node.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await repaired.Services.GetRequiredService<OutboxDispatcher>().DeliverNextAsync(default));

        Assert.Equal(["a"], delivered);
        var message = await node.ReadAsync(db => db.Set<OutboxMessage>().AsNoTracking().SingleAsync());
        Assert.Equal((2, null), (message.Attempts, message.LastError));
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

        Assert.Equal(texts.Order(), delivered.Order());
    }

    private static async Task HappenAsync(Node node, string text, bool crash = false)
    {
        await using var scope = node.Services.CreateAsyncScope();
        var facts = scope.ServiceProvider.GetRequiredService<FactRecorder>();
        await node.Services.GetRequiredService<UnitOfWork>().RunAsync(async db =>
        {
            await facts.RecordAsync(db, new SomethingHappened(text), default);
            await db.SaveChangesAsync();
            return crash ? throw new InvalidOperationException("The node died.") : 0;
        });
    }

    private static Task<int> FactsAsync(Node node) => node.ReadAsync(db => db.Set<FactRecord>().CountAsync());

    private void Handle(IServiceCollection services, bool die = false, bool fail = false) => services
        .AddSingleton(new Post(delivered, die, fail))
        .React<SomethingHappened, WriteLetter>()
        .AddOutboxHandler<Letter, Deliver>();

    private sealed record Post(ConcurrentQueue<string> Delivered, bool Die, bool Fail);

    private sealed class WriteLetter(TimeProvider clock) : IReactTo<SomethingHappened>
    {
        public Task ReactAsync(SomethingHappened fact, AppDbContext db, CancellationToken cancellation)
        {
            db.AddToOutbox(new Letter(fact.What), clock);
            return Task.CompletedTask;
        }
    }

    private sealed class Deliver(Post post) : IOutboxHandler<Letter>
    {
        public Task HandleAsync(Letter message, CancellationToken cancellation)
        {
            if (post.Die)
            {
                throw new OperationCanceledException();
            }

            if (post.Fail)
            {
                throw new InvalidOperationException("The post is closed.");
            }

            post.Delivered.Enqueue(message.Text);
            return Task.CompletedTask;
        }
    }
}
