using System.Security.Claims;
using CustomerService.People;
using CustomerService.People.Access;
using CustomerService.People.Accounts;
using CustomerService.People.Administration;
using CustomerService.People.Rules;
using CustomerService.People.Sessions;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CustomerService.Providers.Tests.People;

/// <summary>Two nodes on one database: what ends a session, and when each node knows it.</summary>
public sealed class SessionContracts(Databases databases)
{
    public static TheoryData<string> All => Databases.All;

    [Theory, MemberData(nameof(All))]
    public async Task An_act_that_ends_sessions_is_known_here_at_once_and_on_another_node_within_five_seconds(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        await using var neighbour = node.Another();
        var administrator = await AdministratorAsync(node);
        var acts = new (SessionEnd Reason, Func<Guid, Task<Result>> Act)[]
        {
            (SessionEnd.Deactivated, person => node.UseAsync((ChangeActivity change) => change.RunAsync(administrator, person, active: false))),
            (SessionEnd.PasswordReset, async person => await node.UseAsync((ResetPassword reset) => reset.RunAsync(administrator, person))),
            (SessionEnd.RolesChanged, person => node.UseAsync((GrantRole grant) => grant.RunAsync(administrator, person, Role.Leader, null, null))),
            (SessionEnd.SignedOutByOffice, person => node.UseAsync((EndPersonSessions end) => end.RunAsync(administrator, person))),
            (SessionEnd.SignedOutElsewhere, person => node.UseAsync((EndOwnSessions end) => end.RunAsync(person, null, null))),
        };
        foreach (var (reason, act) in acts)
        {
            var (person, session) = await SignedInAsync(node);
            Assert.True(await IsLiveAsync(node, person, session));
            Assert.True(await IsLiveAsync(neighbour, person, session));

            Assert.True((await act(person)).Succeeded);

            Assert.False(await IsLiveAsync(node, person, session), $"{reason} is not known where it happened");
            node.Clock.Advance(TimeSpan.FromSeconds(5));
            Assert.False(await IsLiveAsync(neighbour, person, session), $"{reason} is not known on the other node");
            Assert.Equal(reason, await node.ReadAsync(db => db.Set<UserSession>().Where(s => s.Id == session).Select(s => s.EndReason).SingleAsync()));
            Assert.Equal(1, await node.ReadAsync(db => db.Set<AuditEntry>().CountAsync(a => a.Action == SecurityEvents.SessionEnded && a.SubjectId == person)));
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task While_a_session_is_remembered_nothing_is_asked_of_the_database(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var (person, session) = await SignedInAsync(node);
        await IsLiveAsync(node, person, session);
        node.CommandsSinceLastAsked();

        node.Clock.Advance(TimeSpan.FromSeconds(3.9));
        Assert.True(await IsLiveAsync(node, person, session));
        Assert.Equal(0, node.CommandsSinceLastAsked());

        node.Clock.Advance(TimeSpan.FromSeconds(0.2));
        Assert.True(await IsLiveAsync(node, person, session));
        Assert.Equal(1, node.CommandsSinceLastAsked());
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_session_belongs_to_its_person_and_to_an_active_one(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var (person, session) = await SignedInAsync(node);
        var (other, _) = await SignedInAsync(node);
        Assert.False(await IsLiveAsync(node, other, session));
        Assert.False(await IsLiveAsync(node, person, Guid.CreateVersion7()));
        Assert.False(await node.Services.GetRequiredService<SessionRegistry>().IsLiveAsync(new ClaimsPrincipal(new ClaimsIdentity())));

        // A row that was changed by hand or by another version: no session was ended.
        await node.DoAsync(db => db.Set<Person>().AsTracking().Single(p => p.Id == person).Deactivate());
        node.Clock.Advance(SessionRegistry.Memory);
        Assert.False(await IsLiveAsync(node, person, session));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Use_keeps_a_session_from_idling_out_and_is_written_once_in_five_minutes_over_all_nodes(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        await using var neighbour = node.Another();
        var (person, session) = await SignedInAsync(node);
        var nodes = new[] { node, neighbour };
        foreach (var each in nodes)
        {
            await each.Services.GetRequiredService<SecurityJournal>().StartAsync(default);
        }

        var begun = node.Clock.UtcNow();
        for (var i = 0; i < 29; i++)
        {
            await UseAsync(nodes[i % 2], TimeSpan.FromSeconds(10));
        }

        Assert.Equal(begun, await LastSeenAsync());

        await UseAsync(node, TimeSpan.FromSeconds(20));
        var used = node.Clock.UtcNow();
        Assert.Equal(used, await LastSeenAsync());
        await UseAsync(neighbour, TimeSpan.FromMinutes(2));
        await UseAsync(node, TimeSpan.FromMinutes(2));
        Assert.Equal(used, await LastSeenAsync());

        // Each use is within the idle limit of the one before, the last is not within that of the first.
        await UseAsync(node, TimeSpan.FromHours(11));
        await UseAsync(neighbour, TimeSpan.FromHours(11));

        async Task UseAsync(Node which, TimeSpan after)
        {
            node.Clock.Advance(after);
            Assert.True(await which.Services.GetRequiredService<SessionRegistry>().UseAsync(Principal(person, session)));
            await which.Services.GetRequiredService<SecurityJournal>().FlushAsync();
        }

        Task<DateTime> LastSeenAsync() => node.ReadAsync(db => db.Set<UserSession>().Where(s => s.Id == session).Select(s => s.LastSeenAtUtc).SingleAsync());
    }

    [Theory, MemberData(nameof(All))]
    public async Task Old_sessions_and_security_events_are_removed_and_deeds_are_kept(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var (person, session) = await SignedInAsync(node);
        await node.DoAsync(db =>
        {
            db.Audit(null, SecurityEvents.SignInFailed, person, node.Clock);
            db.Audit(person, "people.password-changed", person, node.Clock);
        });

        node.Clock.Advance(TimeSpan.FromHours(13));
        await node.UseAsync((PurgeSessions purge) => purge.RunAsync());
        Assert.Equal(SessionEnd.Idle, await node.ReadAsync(db => db.Set<UserSession>().Where(s => s.Id == session).Select(s => s.EndReason).SingleAsync()));

        var (used, expiring) = await SignedInAsync(node);
        node.Clock.Advance(TimeSpan.FromDays(8));
        await node.UseAsync((PurgeSessions purge) => purge.RunAsync());
        var ended = await node.ReadAsync(db => db.Set<UserSession>().Where(s => s.Id == expiring).Select(s => new { s.EndReason, s.EndedAtUtc, s.ExpiresAtUtc }).SingleAsync());
        Assert.Equal((SessionEnd.Expired, ended.ExpiresAtUtc), (ended.EndReason, ended.EndedAtUtc));

        node.Clock.Advance(TimeSpan.FromDays(node.Services.GetRequiredService<IOptions<PeopleOptions>>().Value.SecurityEventDays));
        await node.UseAsync((PurgeSessions purge) => purge.RunAsync());
        Assert.Equal(0, await node.ReadAsync(db => db.Set<UserSession>().CountAsync(s => s.PersonId == person || s.PersonId == used)));
        Assert.Equal(["people.password-changed"], await node.ReadAsync(db => db.Set<AuditEntry>().Where(a => a.SubjectId == person).Select(a => a.Action).ToListAsync()));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Whoever_provokes_security_events_fills_the_audit_only_so_far(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var journal = node.Services.GetRequiredService<SecurityJournal>();
        await journal.StartAsync(default);
        for (var i = 0; i < SecurityJournal.MaxOfAddress + 50; i++)
        {
            journal.Record(SecurityEvents.SignInFailed, null, null, "192.0.2.1");
        }

        journal.Record(SecurityEvents.SignInFailed, null, null, "192.0.2.2");
        for (var i = 0; i < SecurityJournal.MaxOfAll; i++)
        {
            journal.Record(SecurityEvents.FormRefused, null, null, $"198.51.100.{i % 250}");
        }

        await journal.FlushAsync();
        Assert.Equal(SecurityJournal.MaxOfAddress, await CountAsync("192.0.2.1"));
        Assert.Equal(1, await CountAsync("192.0.2.2"));
        Assert.Equal(SecurityJournal.MaxOfAll, await node.ReadAsync(db => db.Set<AuditEntry>().CountAsync()));

        node.Clock.Advance(TimeSpan.FromMinutes(1));
        journal.Record(SecurityEvents.SignInFailed, null, null, "192.0.2.1");
        await journal.StopAsync(default);
        Assert.Equal(SecurityJournal.MaxOfAddress + 1, await CountAsync("192.0.2.1"));

        Task<int> CountAsync(string address) => node.ReadAsync(db => db.Set<AuditEntry>().CountAsync(a => a.Address == address));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_wrong_password_counted_during_a_reset_does_not_bring_the_old_password_back(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var administrator = await AdministratorAsync(node);
        var (person, _) = await SignedInAsync(node);
        var before = await node.ReadAsync(db => db.Set<Account>().AsNoTracking().SingleAsync(a => a.Id == person));
        await using var scope = node.Services.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<Microsoft.AspNetCore.Identity.IUserStore<Account>>();

        var reset = await node.UseAsync((ResetPassword reset) => reset.RunAsync(administrator, person));
        before.AccessFailedCount++;
        var counted = await store.UpdateAsync(before, default);

        Assert.True(reset.Succeeded);
        Assert.False(counted.Succeeded);
        Assert.NotEqual(before.PasswordHash, await node.ReadAsync(db => db.Set<Account>().Where(a => a.Id == person).Select(a => a.PasswordHash).SingleAsync()));
    }

    private static async Task<Guid> AdministratorAsync(Node node)
    {
        var id = await new Staff(node).PersonAsync("مدیر سامانه", audience: Audience.Leader);
        await node.GrantAsync(id, Role.Administrator);
        return id;
    }

    /// <summary>A person with an account and a session that was begun now.</summary>
    private static async Task<(Guid Person, Guid Session)> SignedInAsync(Node node)
    {
        var person = await new Staff(node).PersonAsync("آزمون");
        var limits = node.Services.GetRequiredService<IOptions<PeopleOptions>>().Value.SessionLimits;
        var session = new UserSession(Guid.CreateVersion7(), person, isRemembered: false, limits, "192.0.2.7", "Firefox · Linux", node.Clock.UtcNow());
        await node.DoAsync(db => db.AddRange(new Account(person, $"p{person:N}", null, null) { NormalizedUserName = $"p{person:N}" }, session));
        return (person, session.Id);
    }

    private static async Task<bool> IsLiveAsync(Node node, Guid person, Guid session) =>
        await node.Services.GetRequiredService<SessionRegistry>().IsLiveAsync(Principal(person, session));

    private static ClaimsPrincipal Principal(Guid person, Guid session) => new(new ClaimsIdentity(
        [new(Platform.Security.Principal.PersonIdClaim, person.ToString("D")), new(Platform.Security.Principal.SessionIdClaim, session.ToString("D"))], "test"));
}
