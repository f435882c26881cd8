using CustomerService.Catalogue.Rules;
using CustomerService.Certificates.Rules;
using CustomerService.Certificates.Verification;
using CustomerService.Learning.Courses;
using CustomerService.Learning.Rules;
using CustomerService.Learning.Validities;
using CustomerService.Messages.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Outbox;
using CustomerService.Providers.Tests.People;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Providers.Tests.Learning;

public sealed class ValidityContracts(Databases databases)
{
    private static readonly Course Yearly = Courses.Sample() with { CertificateValidMonths = 12 };

    public static TheoryData<string> All => Databases.All;

    [Theory, MemberData(nameof(All))]
    public async Task Each_end_is_told_once_near_and_once_past_and_a_missed_night_is_made_good(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, null, Yearly);
        await using var neighbour = node.Another();
        var (early, late, renewed, gone) = (await node.JoinAsync(), await node.JoinAsync(), await node.JoinAsync(), await node.JoinAsync());
        await node.CompleteAsync(early);
        await node.CompleteAsync(renewed);
        await node.CompleteAsync(gone);
        // What ended long before the first run is told to nobody.
        var longAgo = await node.JoinAsync();
        await node.CompleteAsync(longAgo, atUtc: node.Clock.UtcNow().AddDays(-500));
        Assert.Equal(new ToldOfValidity(0, 0), await TellAsync(node));
        Assert.Null(await TellAsync(node));

        node.Clock.AdvanceDays(100);
        await node.CompleteAsync(late);
        node.Clock.AdvanceDays(180);
        await node.CompleteAsync(renewed, number: 2);
        await node.DoAsync(db => db.Set<Person>().Where(p => p.Id == gone).ExecuteUpdate(s => s.SetProperty(p => p.IsActive, false)));
        // The 61st day before the end, and the 60th; two nodes at once.
        node.Clock.SetUtcNow(new DateTimeOffset(CivilCalendar.Tehran.StartOfUtc(new JalaliDate(1406, 8, 30).ToDateOnly().AddDays(-60)).AddSeconds(-1)));
        Assert.Equal(new ToldOfValidity(0, 0), await TellAsync(node));
        node.Clock.Advance(TimeSpan.FromHours(9));
        await Task.WhenAll(Task.Run(() => TellAsync(node)), Task.Run(() => TellAsync(neighbour)));
        Assert.Equal([(early, MessageKind.ValidityEndsSoon)], await MessagesAsync(node));
        Assert.Null(await TellAsync(neighbour));

        // Nothing ran for half a year: what came near and ended meanwhile is told as ended, once.
        node.Clock.AdvanceDays(180);
        var told = await TellAsync(node);
        Assert.Equal(new ToldOfValidity(0, 2), told);
        Assert.Equal(
            new[] { (early, MessageKind.ValidityEndsSoon), (early, MessageKind.ValidityEnded), (late, MessageKind.ValidityEnded) }.Order(), (await MessagesAsync(node)).Order());
        node.Clock.AdvanceDays(1);
        Assert.Equal(new ToldOfValidity(0, 0), await TellAsync(node));
        // The renewed one is told of its own end alone.
        Assert.DoesNotContain(await MessagesAsync(node), m => m.Item1 == renewed || m.Item1 == longAgo || m.Item1 == gone);
    }

    [Theory, MemberData(nameof(All))]
    public async Task More_than_a_batch_is_told_in_full(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, null, Yearly);
        var staff = new Staff(node);
        var crowd = await staff.CrowdAsync(Enumerable.Range(0, 620).Select(n => new PersonName("نام", $"شخص{n:000}")));
        var revision = await node.ReadAsync(db => db.Set<CourseRevision>().Select(r => r.Id).SingleAsync());
        var (now, end) = (node.Clock.UtcNow(), node.Clock.UtcNow().AddDays(10));
        await node.DoAsync(db =>
        {
            foreach (var person in crowd)
            {
                var enrolment = new Enrolment(Guid.CreateVersion7(), person, "T01", revision, now.AddDays(-300));
                enrolment.Complete(now.AddDays(-300));
                db.AddRange(enrolment, new Completion(Guid.CreateVersion7(), person, enrolment.Id, "T01", revision, 90, 40, "{}", now.AddDays(-300), end));
            }
        });

        Assert.Equal(new ToldOfValidity(620, 0), await TellAsync(node));
        Assert.Equal(620, (await MessagesAsync(node)).Select(m => m.Item1).Distinct().Count());
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_revision_makes_what_was_completed_before_it_end_and_the_people_are_told_once(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, null, Yearly);
        var staff = new Staff(node);
        var (hr, manager) = (await staff.HumanResourcesAsync(), await staff.ManagerOfAsync(await staff.UnitAsync("واحد")));
        var (first, renewed, recent) = (await node.JoinAsync(), await node.JoinAsync(), await node.JoinAsync());
        var older = await node.CompleteAsync(first);
        await node.CompleteAsync(renewed);
        await node.PublishAsync(Yearly with { Minutes = 41 });
        node.Clock.AdvanceDays(1);
        await node.CompleteAsync(renewed, number: 2);
        await node.CompleteAsync(recent);
        var day = CivilCalendar.Tehran.DayOf(node.Clock.UtcNow()).AddDays(30);
        var end = CivilCalendar.Tehran.DeadlineUtc(day);

        Task<Result<ExpiryPreview>> Preview(Guid actor, int revision = 2) => node.UseAsync((ExpireRevision expire) => expire.PreviewAsync(actor, "T01", revision, day));
        Task<Result<Guid>> Decide(Guid actor, string? reason, int revision = 2) => node.UseAsync((ExpireRevision expire) => expire.RunAsync(actor, "T01", revision, day, reason));
        Assert.IsType<NotAllowed>((await Preview(manager)).Refusal);
        Assert.IsType<NotAllowed>((await Decide(manager, "A new law.")).Refusal);
        Assert.IsType<NotFound>((await Preview(hr, 1)).Refusal);
        Assert.IsType<NotFound>((await Preview(hr, 3)).Refusal);
        Assert.IsType<ExpiryReasonMissing>((await Decide(hr, " ")).Refusal);
        var view = (await node.UseAsync((ViewValidity view) => view.RunAsync(hr, "T01"))).Value!;
        Assert.Equal([(2, 2), (1, 1)], view.Revisions.Select(r => (r.Number, r.People)));

        var seen = (await Preview(hr)).Value!;
        Assert.Equal((1, 1, 1), (seen.People, Assert.Single(seen.Organisations).People, seen.Names.Count));
        var decided = await Decide(hr, "A new law.");
        await ApplyAsync(node);

        var completion = await node.ReadAsync(db => db.Set<Completion>().AsNoTracking().SingleAsync(c => c.Id == older.CompletionId));
        Assert.Equal((end, ValidityNotice.EndsSoon), (completion.ValidUntilUtc, completion.Told));
        var certificate = await node.ReadAsync(db => db.Set<Certificate>().AsNoTracking().SingleAsync(c => c.CompletionId == older.CompletionId));
        // What was signed stays as it was, and is still genuine; what is told of it is the new end.
        Assert.Equal((older.ValidUntilUtc, end), (certificate.ExpiresAtUtc, certificate.EndsAtUtc));
        var verified = await node.UseAsync((VerifyCertificate verify) => verify.RunAsync(certificate.Code));
        Assert.Equal((CertificateState.Valid, end), (verified!.State, verified.ExpiresAtUtc));
        Assert.Equal([(first, MessageKind.ValidityShortened)], await MessagesAsync(node));
        Assert.Equal(2, await node.ReadAsync(db => db.Set<Completion>().CountAsync(c => c.PersonId != first && c.ValidUntilUtc > end && c.CompletedAtUtc > completion.CompletedAtUtc)));
        var decision = Assert.Single((await node.UseAsync((ViewValidity view) => view.RunAsync(hr, "T01"))).Value!.Decisions);
        Assert.Equal((decided.Value, 1, 1, "A new law.", (DateTime?)node.Clock.UtcNow()), (decision.Id, decision.People, decision.Done, decision.Reason, decision.FinishedAtUtc));
        var entry = await node.ReadAsync(db => db.Set<AuditEntry>().SingleAsync(a => a.Action == "course.revision-expired"));
        Assert.Equal((hr, decided.Value), (entry.ActorId!.Value, entry.SubjectId!.Value));

        // Delivered again, and decided again: nothing.
        await ApplyAsync(node);
        Assert.Equal(0, (await Preview(hr)).Value!.People);
        await Decide(hr, "Once more.");
        await ApplyAsync(node);
        Assert.Single(await MessagesAsync(node));
        Assert.Equal(new ToldOfValidity(0, 0), await TellAsync(node));
        node.Clock.SetUtcNow(new DateTimeOffset(end.AddSeconds(1)));
        Assert.Equal(new ToldOfValidity(0, 1), await TellAsync(node));
        Assert.Equal(CertificateState.Expired, certificate.StateAt(node.Clock.UtcNow()));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Many_may_renew_early_once_opened_are_told_once_and_keep_their_validity(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, null, Courses.Sample("T01") with { CertificateValidMonths = 12 });
        var staff = new Staff(node);
        var (hr, manager) = (await staff.HumanResourcesAsync(), await staff.ManagerOfAsync(await staff.UnitAsync("شعبه")));
        var people = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            people.Add(await node.JoinAsync());
            await node.CompleteAsync(people[i]);
            node.Clock.Advance(TimeSpan.FromDays(30));
        }

        var ends = await node.ReadAsync(db => db.Set<Completion>().OrderBy(c => c.ValidUntilUtc).Select(c => c.ValidUntilUtc!.Value).ToListAsync());
        var by = CivilCalendar.Tehran.DayOf(ends[1]);
        Task<Result<RenewalPreview>> Preview(Guid actor) => node.UseAsync((OpenRenewals open) => open.PreviewAsync(actor, "T01", by));
        Task<Result<int>> Open(Guid actor, string reason) => node.UseAsync((OpenRenewals open) => open.RunAsync(actor, "T01", by, new(reason)));
        Assert.IsType<NotAllowed>((await Preview(manager)).Refusal);
        Assert.IsType<NotAllowed>((await Open(manager, "Season")).Refusal);
        Assert.IsType<GroundsRefused>((await Open(hr, " ")).Refusal);
        Assert.Equal(new RenewalPreview(2, ends[0]), (await Preview(hr)).Value);
        Assert.False((await node.UseAsync((MyLearning learning) => learning.RunAsync(people[0]))).Done[0].MayRenew);

        Assert.Equal(2, (await Open(hr, "Season")).Value);

        var mayRenew = new List<bool>();
        foreach (var person in people)
        {
            mayRenew.Add((await node.UseAsync((MyLearning learning) => learning.RunAsync(person))).Done[0].MayRenew);
        }

        Assert.Equal([true, true, false], mayRenew);
        Assert.Equal(ends, await node.ReadAsync(db => db.Set<Completion>().OrderBy(c => c.ValidUntilUtc).Select(c => c.ValidUntilUtc!.Value).ToListAsync()));
        Assert.Equal(people.Take(2).Order(), (await node.ReadAsync(db => db.Set<Message>().Where(m => m.Kind == MessageKind.RenewalOpened).Select(m => m.PersonId).ToListAsync())).Order());
        Assert.Equal(0, (await Open(hr, "Season")).Value);
        Assert.Equal(new RenewalPreview(0, null), (await Preview(hr)).Value);
    }

    private static Task<ToldOfValidity?> TellAsync(Node node) => node.UseAsync((TellValidity tell) => tell.RunAsync());

    /// <summary>Delivers every request in the outbox, also those that were delivered before.</summary>
    private static async Task ApplyAsync(Node node)
    {
        foreach (var id in await node.ReadAsync(db => db.Set<RevisionExpiry>().OrderBy(e => e.AtUtc).ThenBy(e => e.Id).Select(e => e.Id).ToListAsync()))
        {
            await node.UseAsync(async (IOutboxHandler<RevisionExpiryRequested> apply) =>
            {
                await apply.HandleAsync(new(id), default);
                return 0;
            });
        }
    }

    private static async Task<List<(Guid, MessageKind)>> MessagesAsync(Node node) =>
        [.. (await node.ReadAsync(db => db.Set<Message>().AsNoTracking()
            .Where(m => m.Kind == MessageKind.ValidityEndsSoon || m.Kind == MessageKind.ValidityEnded || m.Kind == MessageKind.ValidityShortened)
            .OrderBy(m => m.CreatedAtUtc).ThenBy(m => m.Id).ToListAsync())).Select(m => (m.PersonId, m.Kind))];
}
