using CustomerService.Messages;
using CustomerService.Messages.Deliveries;
using CustomerService.Messages.Inbox;
using CustomerService.Messages.Kinds;
using CustomerService.Messages.Preferences;
using CustomerService.Messages.Rules;
using CustomerService.Messages.Templates;
using CustomerService.People.Data;
using CustomerService.People.Recovery;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Network;
using CustomerService.Platform.Outbox;
using CustomerService.Providers.Tests.People;
using CustomerService.TestKit;
using CustomerService.Ui.Navigation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Providers.Tests.Messages;

/// <summary>Messages are written with what they tell, on every database.</summary>
public sealed class MessageContracts(Databases databases)
{
    public static TheoryData<string> All => Databases.All;

    [Theory, MemberData(nameof(All))]
    public async Task A_message_is_written_with_what_it_tells_or_not_at_all(string provider)
    {
        await using var node = await StartAsync(provider);
        var person = await node.JoinAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => node.CompleteAsync(person, crash: true));
        Assert.Equal(0, await node.ReadAsync(db => db.Set<Message>().CountAsync()));

        await node.CompleteAsync(person);

        var messages = await node.ReadAsync(db => db.Set<Message>().AsNoTracking().OrderBy(m => m.Kind).ToListAsync());
        Assert.Equal([MessageKind.CertificateIssued, MessageKind.CourseCompleted], messages.Select(m => m.Kind).Order(Comparer<MessageKind>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString()))));
        // Completed courses are mailed only to whoever asks for it; this person has no address either.
        var delivery = await node.ReadAsync(db => db.Set<Delivery>().AsNoTracking().SingleAsync());
        Assert.Equal((MessageKind.CertificateIssued, DeliveryState.NoAddress), (delivery.Kind, delivery.State));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_mail_waits_in_the_outbox_where_a_server_is_set_and_says_so_where_none_is(string provider)
    {
        await using var node = await StartAsync(provider);
        await using var mailing = node.Another(s => s.Configure<MailOptions>(Server));
        var (first, second) = (await MailedAsync(node), await MailedAsync(node));

        await node.CompleteAsync(first);
        await mailing.CompleteAsync(second);

        Assert.Equal(DeliveryState.NoServer, await StateAsync(node, first));
        Assert.Equal(DeliveryState.Queued, await StateAsync(node, second));
        var queued = await node.ReadAsync(db => db.Set<OutboxMessage>().AsNoTracking().SingleAsync(m => m.Kind == "MailQueued"));
        Assert.DoesNotContain("@", queued.Payload, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_server_that_cannot_be_reached_defers_the_mail_and_the_next_try_waits_in_the_outbox(string provider)
    {
        await using var node = await StartAsync(provider, s => s.Configure<MailOptions>(Server));
        var person = await MailedAsync(node);
        await node.CompleteAsync(person);
        var dispatcher = node.Services.GetRequiredService<OutboxDispatcher>();
        while (await dispatcher.DeliverNextAsync(TestContext.Current.CancellationToken))
        {
        }

        var deferred = await node.ReadAsync(db => db.Set<Delivery>().AsNoTracking().SingleAsync(d => d.PersonId == person));
        Assert.Equal((DeliveryState.Deferred, 1, "Socket: ConnectionRefused"), (deferred.State, deferred.Attempts, deferred.Reply));
        Assert.Equal(deferred.NextTryAtUtc, await node.ReadAsync(db => db.Set<OutboxMessage>().Where(m => m.Kind == "MailQueued" && m.DoneAtUtc == null).Select(m => (DateTime?)m.DueAtUtc).SingleAsync()));
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_inbox_is_the_persons_own_in_pages_and_the_unread_are_counted_in_one_query(string provider)
    {
        await using var node = await StartAsync(provider);
        var (person, other) = (await node.JoinAsync(), await node.JoinAsync());
        var now = new DateTime(2026, 11, 21, 8, 30, 0, DateTimeKind.Utc);
        await node.DoAsync(db =>
        {
            // Some at the same instant: the id decides.
            db.AddRange(Enumerable.Range(0, 50).Select(i => new Message(Guid.CreateVersion7(), person, MessageKind.CourseCompleted, "T01", Language.English, true, now.AddMinutes(i / 3))));
            db.AddRange(Enumerable.Range(0, 3).Select(i => new Message(Guid.CreateVersion7(), other, MessageKind.CourseCompleted, "T01", Language.English, true, now.AddMinutes(i))));
            db.Add(new Message(Guid.CreateVersion7(), person, MessageKind.PasswordReset, null, Language.English, false, now));
        });

        var seen = new List<Guid>();
        var key = KeysetCursor.Start;
        InboxView view;
        do
        {
            view = await node.UseAsync((ViewInbox inbox) => inbox.RunAsync(person, key, LocalizedFormatter.For(Language.English)));
            seen.AddRange(view.Rows.Select(r => r.Id));
            key = new(view.After, null);
        }
        while (view.After is not null);
        Assert.Equal(50, seen.Distinct().Count());
        var back = await node.UseAsync((ViewInbox inbox) => inbox.RunAsync(person, new(null, seen[40]), LocalizedFormatter.For(Language.English)));
        Assert.Equal(seen.Skip(20).Take(20), back.Rows.Select(r => r.Id));
        // A cursor of somebody else's is none.
        Assert.Equal(3, (await node.UseAsync((ViewInbox inbox) => inbox.RunAsync(other, new(seen[10], null), LocalizedFormatter.For(Language.English)))).Rows.Count);

        node.CommandsSinceLastAsked();
        Assert.Equal(50, await node.UseAsync((IUnreadMessages unread) => unread.CountAsync(person)));
        Assert.Equal(1, node.CommandsSinceLastAsked());
        await node.UseAsync(async (ReadMessages read) =>
        {
            Assert.Equal("not-found", (await read.OpenAsync(other, seen[0], LocalizedFormatter.For(Language.English))).Refusal?.Code);
            Assert.Equal("/courses/T01", (await read.OpenAsync(person, seen[0], LocalizedFormatter.For(Language.English))).Value);
            return 0;
        });
        Assert.Equal(49, await node.UseAsync((IUnreadMessages unread) => unread.CountAsync(person)));
        await node.UseAsync(async (ReadMessages read) =>
        {
            await read.AllAsync(person);
            return 0;
        });
        Assert.Equal((0, 3), (await node.UseAsync((IUnreadMessages unread) => unread.CountAsync(person)), await node.UseAsync((IUnreadMessages unread) => unread.CountAsync(other))));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Mails_of_a_kind_are_turned_off_by_a_token_and_those_that_keep_an_account_safe_are_not(string provider)
    {
        await using var node = await StartAsync(provider);
        var person = await MailedAsync(node);
        var tokens = node.Services.GetRequiredService<UnsubscribeTokens>();
        foreach (var token in new[] { null, "", "nonsense", tokens.Make(person, MessageKind.PasswordChanged), tokens.Make(Guid.NewGuid(), MessageKind.CertificateIssued) })
        {
            Assert.Equal("not-found", (await node.UseAsync((TurnOffMail off) => off.RunAsync(token))).Refusal?.Code);
        }

        for (var i = 0; i < 2; i++)
        {
            Assert.True((await node.UseAsync((TurnOffMail off) => off.RunAsync(tokens.Make(person, MessageKind.CertificateIssued)))).Succeeded);
        }

        await node.CompleteAsync(person);
        Assert.Equal(DeliveryState.TurnedOff, await StateAsync(node, person));
        Assert.Equal(1, await node.ReadAsync(db => db.Set<Platform.Audit.AuditEntry>().CountAsync(a => a.Action == "mail.turned-off")));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_request_for_a_password_leaves_the_same_behind_for_everybody_and_is_answered_once(string provider)
    {
        await using var node = await StartAsync(provider, s => s.Configure<FailureLimitOptions>(o => o.PasswordResetsPerHour = 2));
        for (var i = 0; i < 2; i++)
        {
            Assert.True((await node.UseAsync((AskForPasswordReset ask) => ask.RunAsync("nobody"))).Succeeded);
        }

        Assert.IsType<TooManyResets>((await node.UseAsync((AskForPasswordReset ask) => ask.RunAsync("nobody"))).Refusal);
        var person = await MailedAsync(node);
        var asked = new PasswordResetAsked(Guid.CreateVersion7(), person);
        for (var i = 0; i < 2; i++)
        {
            await node.UseAsync(async (IOutboxHandler<PasswordResetAsked> answer) =>
            {
                await answer.HandleAsync(asked, TestContext.Current.CancellationToken);
                return 0;
            });
        }

        Assert.Equal(asked.Id, (await node.ReadAsync(db => db.Set<Message>().AsNoTracking().SingleAsync(m => m.Kind == MessageKind.PasswordReset))).Id);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Words_of_a_kind_are_written_by_whoever_runs_the_academy_and_nobody_overwrites_what_is_new(string provider)
    {
        await using var node = await StartAsync(provider);
        var staff = new Staff(node);
        var (hr, manager) = (await staff.HumanResourcesAsync(), await staff.ManagerOfAsync(await staff.UnitAsync("واحد")));
        var shipped = (await ShownAsync(hr)).Value!.Words;
        Assert.IsType<NotAllowed>((await ShownAsync(manager)).Refusal);
        Assert.IsType<NotAllowed>((await SaveAsync(manager, "Well done", shipped)).Refusal);

        Assert.True((await SaveAsync(hr, "  Well done ", shipped)).Succeeded);
        Assert.Equal((new TemplateWords("Well done", shipped.Body), true), ((await ShownAsync(hr)).Value!.Words, (await ShownAsync(hr)).Value!.IsEdited));
        // Somebody else saw the words of before; the same words once more are no change.
        Assert.IsType<TemplateChanged>((await SaveAsync(hr, "Congratulations", shipped)).Refusal);
        Assert.True((await SaveAsync(hr, "Well done", shipped)).Succeeded);

        Assert.True((await SaveAsync(hr, shipped.Subject, new("Well done", shipped.Body))).Succeeded);
        Assert.Equal((shipped, false), ((await ShownAsync(hr)).Value!.Words, (await ShownAsync(hr)).Value!.IsEdited));
        Assert.Equal(0, await node.ReadAsync(db => db.Set<TemplateEdit>().CountAsync()));
        Assert.Equal(2, await node.ReadAsync(db => db.Set<Platform.Audit.AuditEntry>().CountAsync(a => a.Action == "mail.text-changed" && a.ActorId == hr)));

        Task<Result<TemplateView>> ShownAsync(Guid asker) => node.UseAsync((ViewTemplate view) => view.RunAsync(asker, MessageKind.CertificateIssued, Language.English));
        Task<Result> SaveAsync(Guid actor, string subject, TemplateWords shown) =>
            node.UseAsync((SaveTemplate save) => save.RunAsync(actor, MessageKind.CertificateIssued, Language.English, new(subject, shipped.Body), shown));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Somebody_chooses_what_is_mailed_and_what_keeps_the_account_safe_is_mailed_whatever_is_chosen(string provider)
    {
        await using var node = await StartAsync(provider);
        var person = await MailedAsync(node);
        Assert.Contains(MessageKind.CertificateIssued, await OnAsync());
        Assert.DoesNotContain(MessageKind.CourseCompleted, await OnAsync());

        for (var i = 0; i < 2; i++)
        {
            await node.UseAsync((ChangeMailPreferences change) => change.RunAsync(person, new HashSet<MessageKind> { MessageKind.CourseCompleted }));
        }

        var on = await OnAsync();
        Assert.Equal([MessageKind.CourseCompleted], on.Where(k => k.Traits().IsOptional));
        Assert.Contains(MessageKind.PasswordChanged, on);
        await node.CompleteAsync(person);
        Assert.Equal(
            [(MessageKind.CertificateIssued, DeliveryState.TurnedOff), (MessageKind.CourseCompleted, DeliveryState.NoServer)],
            (await node.ReadAsync(db => db.Set<Delivery>().AsNoTracking().Where(d => d.PersonId == person).ToListAsync())).Select(d => (d.Kind, d.State)).OrderBy(d => d.Kind.ToString(), StringComparer.Ordinal));

        async Task<IReadOnlySet<MessageKind>> OnAsync() => (await node.UseAsync((ViewMailPreferences view) => view.RunAsync(person))).On;
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_mail_is_sent_again_in_a_new_round_by_whoever_may_change_its_person_and_not_while_it_waits(string provider)
    {
        await using var node = await StartAsync(provider, s => s.Configure<MailOptions>(Server));
        var staff = new Staff(node);
        var (hr, stranger, person) = (await staff.HumanResourcesAsync(), await staff.ManagerOfAsync(await staff.OrganisationAsync("پخش")), await MailedAsync(node));
        await node.CompleteAsync(person);
        var delivery = await node.ReadAsync(db => db.Set<Delivery>().Where(d => d.PersonId == person).Select(d => d.Id).SingleAsync());
        Assert.IsType<DeliveryWaits>((await AgainAsync(hr, delivery)).Refusal);
        await node.DoAsync(db => db.Set<Delivery>().AsTracking().Single(d => d.Id == delivery).Refuse("550 nobody", node.Clock.GetUtcNow().UtcDateTime));

        Assert.IsType<NotFound>((await AgainAsync(stranger, delivery)).Refusal);
        Assert.IsType<NotFound>((await AgainAsync(hr, Guid.NewGuid())).Refusal);
        Assert.True((await AgainAsync(hr, delivery)).Succeeded);

        var again = await node.ReadAsync(db => db.Set<Delivery>().AsNoTracking().SingleAsync(d => d.Id == delivery));
        Assert.Equal((DeliveryState.Queued, 2), (again.State, again.Round));
        Assert.Equal(2, await node.ReadAsync(db => db.Set<OutboxMessage>().CountAsync(m => m.Kind == "MailQueued")));

        Task<Result> AgainAsync(Guid actor, Guid id) => node.UseAsync((SendAgain again) => again.RunAsync(actor, id));
    }

    private static void Server(MailOptions options) => (options.Host, options.Port, options.FromAddress) = ("127.0.0.1", 9, "academy@example.org");

    private static async Task<Guid> MailedAsync(Node node) => await new Staff(node).PersonAsync(new PersonName("سارا", "محمدی"), more: person =>
    {
        person.ChangeContact($"{person.Id:N}@example.org", null);
        person.Prove(ContactKind.Email, ContactProof.Office, node.Clock.GetUtcNow().UtcDateTime);
    });

    private static Task<DeliveryState> StateAsync(Node node, Guid person) => node.ReadAsync(db => db.Set<Delivery>().Where(d => d.PersonId == person).Select(d => d.State).SingleAsync());

    private Task<Node> StartAsync(string provider, Action<IServiceCollection>? configure = null) => Node.StartAsync(databases, provider, configure, Courses.Sample());
}
