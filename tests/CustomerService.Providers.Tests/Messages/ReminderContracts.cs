using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Rules;
using CustomerService.Messages;
using CustomerService.Messages.Inbox;
using CustomerService.Messages.Reminders;
using CustomerService.Messages.Rules;
using CustomerService.People.Data;
using CustomerService.People.Rules;
using CustomerService.Platform.Jobs;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Outbox;
using CustomerService.Providers.Tests.People;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CustomerService.Providers.Tests.Messages;

/// <summary>Who is reminded of due dates, when, and which managers are told, on every database.</summary>
public sealed class ReminderContracts(Databases databases)
{
    private static readonly DateOnly Today = new(2026, 11, 25);

    public static TheoryData<string> All => Databases.All;

    [Theory, MemberData(nameof(All))]
    public async Task Each_day_that_is_set_reminds_once_and_nobody_who_is_done_exempt_or_gone(string provider)
    {
        await using var node = await StartAsync(provider);
        await using var neighbour = node.Another();
        var staff = new Staff(node);
        var (open, done, released, gone, undated) =
            (await staff.PersonAsync("باز"), await staff.PersonAsync("پایان"), await staff.PersonAsync("معاف"), await staff.PersonAsync("رفته"), await staff.PersonAsync("بی‌مهلت"));
        foreach (var person in new[] { open, done, released, gone })
        {
            await AssignAsync(node, person, Today.AddDays(14));
        }

        await AssignAsync(node, undated, null);
        await node.CompleteAsync(done);
        await node.DoAsync(db => db.Set<Assignment>().Where(a => a.PersonId == released).ExecuteUpdate(s => s.SetProperty(a => a.ReleasedAtUtc, node.Clock.GetUtcNow().UtcDateTime)));
        await node.DoAsync(db => db.Set<Person>().Where(p => p.Id == gone).ExecuteUpdate(s => s.SetProperty(p => p.IsActive, false)));

        // Not before the hour; then once, by two nodes together.
        At(node, Today, 7);
        Assert.Null(await RemindAsync(node));
        At(node, Today, 9);
        await Task.WhenAll(Task.Run(() => RemindAsync(node)), Task.Run(() => RemindAsync(neighbour)));
        Assert.Null(await RemindAsync(neighbour));
        Assert.Equal([(open, MessageKind.DueSoon)], await RemindersAsync(node));

        // Every day of six weeks: 14 and 3 days before, on the day, 7 and 14 after.
        var told = new List<int>();
        for (var day = 1; day <= 42; day++)
        {
            At(node, Today.AddDays(day), 9);
            if (await RemindAsync(node) is { Reminders: > 0 } and var reminded)
            {
                Assert.Equal(1, reminded.Reminders);
                told.Add(day - 14);
            }
        }

        Assert.Equal([-3, 0, 7, 14], told);
        Assert.Equal(
            [MessageKind.DueSoon, MessageKind.DueSoon, MessageKind.DueSoon, MessageKind.Overdue, MessageKind.Overdue], (await RemindersAsync(node)).Select(m => m.Kind));
        Assert.All(await RemindersAsync(node), m => Assert.Equal(open, m.PersonId));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Nights_that_were_missed_are_made_good_with_one_reminder_and_the_first_run_tells_nothing_of_the_past(string provider)
    {
        await using var node = await StartAsync(provider);
        var staff = new Staff(node);
        var (longAgo, near) = (await staff.PersonAsync("پیش"), await staff.PersonAsync("نزدیک"));
        await AssignAsync(node, longAgo, Today.AddDays(-8));
        await AssignAsync(node, near, Today.AddDays(4));
        At(node, Today, 9);
        Assert.Equal(new Reminded(0, 0), await RemindAsync(node));

        // Three days before and the day itself were missed: one reminder, which says that it is late by now.
        At(node, Today.AddDays(6), 9);
        Assert.Equal(new Reminded(2, 0), await RemindAsync(node));
        Assert.Equal(new[] { (longAgo, MessageKind.Overdue), (near, MessageKind.Overdue) }.Order(), (await RemindersAsync(node)).Order());

        // A run that died before it was recorded goes on and tells nobody twice.
        await node.DoAsync(db => db.Set<JobRun>().Where(r => r.Name == RemindOfDueDates.Job).ExecuteUpdate(s => s.SetProperty(r => r.ThroughUtc, CivilCalendar.Tehran.StartOfUtc(Today))));
        Assert.Equal(new Reminded(0, 0), await RemindAsync(node));
        Assert.Null(await RemindAsync(node));
    }

    [Theory, MemberData(nameof(All))]
    public async Task More_than_a_batch_is_reminded_in_full_and_each_of_its_own_course(string provider)
    {
        await using var node = await StartAsync(provider);
        var crowd = await new Staff(node).CrowdAsync(Enumerable.Range(0, RemindOfDueDates.BatchSize + 20).Select(n => new PersonName("نام", $"شخص{n:0000}")));
        var due = CivilCalendar.Tehran.DeadlineUtc(Today);
        await node.DoAsync(db => db.AddRange(crowd.SelectMany(p => new[] { "T01", "T02" }.Take(p == crowd[0] ? 2 : 1)
            .Select(c => new Assignment(Guid.CreateVersion7(), p, c, Offer.Required, AssignmentReason.Person, due.AddDays(-9), due)))));
        At(node, Today, 9);

        Assert.Equal(new Reminded(crowd.Count + 1, 0), await RemindAsync(node));
        Assert.Equal(crowd.Count, (await RemindersAsync(node)).Select(m => m.PersonId).Distinct().Count());
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_manager_is_told_once_of_all_the_own_people_who_are_late_and_of_nobody_elses(string provider)
    {
        await using var node = await StartAsync(provider);
        var staff = new Staff(node);
        var region = await staff.UnitAsync("منطقه");
        var (shop, other) = (await staff.UnitAsync("فروشگاه", region), await staff.UnitAsync("دیگر"));
        var partner = await staff.OrganisationAsync("پخش");
        var (above, manager, stranger, ofPartner) =
            (await staff.ManagerOfAsync(region), await staff.ManagerOfAsync(shop), await staff.ManagerOfAsync(other), await staff.ManagerOfAsync(partner));
        await node.GrantAsync(manager, Role.HumanResources);
        foreach (var person in new[] { await staff.PersonAsync("یک", shop), await staff.PersonAsync("دو", shop), await staff.PersonAsync("سه", region), await staff.PersonAsync("چهار", at: partner) })
        {
            await AssignAsync(node, person, Today.AddDays(-7));
            await AssignAsync(node, person, Today.AddDays(-30), "T02");
        }

        // Late by less, and the manager's own.
        await AssignAsync(node, await staff.PersonAsync("پنج", shop), Today.AddDays(-6));
        await AssignAsync(node, manager, Today.AddDays(-7));
        At(node, Today, 9);
        Assert.Equal(3, (await RemindAsync(node))!.Managers);

        Assert.Equal(
            new[] { (above, "4"), (manager, "2"), (ofPartner, "1") }.Order(),
            (await node.ReadAsync(db => db.Set<Message>().Where(m => m.Kind == MessageKind.TeamOverdue).Select(m => new { m.PersonId, m.SubjectId }).ToListAsync()))
                .Select(m => (m.PersonId, m.SubjectId!)).Order());
        var inbox = await node.UseAsync((ViewInbox view) => view.RunAsync(above, new KeysetCursor(null, null), LocalizedFormatter.For(Language.English)));
        Assert.Contains(inbox.Rows, r => r.Title == "Overdue courses among your people: 4");
        Assert.DoesNotContain(await node.ReadAsync(db => db.Set<Message>().Select(m => m.PersonId).ToListAsync()), p => p == stranger);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_reminder_of_a_course_that_was_completed_before_the_mail_went_is_not_sent(string provider)
    {
        await using var node = await StartAsync(provider, s => s.Configure<MailOptions>(o => (o.Host, o.Port, o.FromAddress) = ("127.0.0.1", 9, "academy@example.org")));
        var person = await new Staff(node).PersonAsync(new PersonName("سارا", "محمدی"), more: p =>
        {
            p.ChangeContact("sara@example.org", null);
            p.Prove(ContactKind.Email, ContactProof.Office, node.Clock.GetUtcNow().UtcDateTime);
        });
        await AssignAsync(node, person, Today);
        At(node, Today, 9);
        Assert.Equal(1, (await RemindAsync(node))!.Reminders);
        Assert.Equal(DeliveryState.Queued, await StateAsync());

        await node.CompleteAsync(person);
        var dispatcher = node.Services.GetRequiredService<OutboxDispatcher>();
        while (await dispatcher.DeliverNextAsync(TestContext.Current.CancellationToken))
        {
        }

        Assert.Equal(DeliveryState.Obsolete, await StateAsync());

        Task<DeliveryState> StateAsync() => node.ReadAsync(db => db.Set<Delivery>().Where(d => d.Kind == MessageKind.DueSoon).Select(d => d.State).SingleAsync());
    }

    [Fact]
    public async Task A_job_that_fails_does_not_keep_the_others_from_running_and_is_asked_again()
    {
        await using var node = await StartAsync("Sqlite", s => s.AddSingleton<BrokenJob>().AddDailyJob<BrokenJob>().AddSingleton<QuietJob>().AddDailyJob<QuietJob>());
        var jobs = node.Services.GetServices<IHostedService>().OfType<DailyJobService>().Single();

        await jobs.RunAllAsync(TestContext.Current.CancellationToken);
        await jobs.RunAllAsync(TestContext.Current.CancellationToken);

        Assert.Equal((2, 2), (node.Services.GetRequiredService<BrokenJob>().Asked, node.Services.GetRequiredService<QuietJob>().Asked));
    }

    private sealed class BrokenJob : IDailyJob
    {
        public int Asked { get; private set; }

        public Task<int?> RunAsync(CancellationToken cancellationToken)
        {
            Asked++;
            throw new InvalidOperationException("The job is broken.");
        }
    }

    private sealed class QuietJob : IDailyJob
    {
        public int Asked { get; private set; }

        public Task<int?> RunAsync(CancellationToken cancellationToken)
        {
            Asked++;
            return Task.FromResult<int?>(null);
        }
    }

    private static void At(Node node, DateOnly day, int hour) => node.Clock.SetUtcNow(new DateTimeOffset(CivilCalendar.Tehran.StartOfUtc(day).AddHours(hour)));

    private static Task<Reminded?> RemindAsync(Node node) => node.UseAsync((RemindOfDueDates remind) => remind.RunAsync());

    private static async Task<List<(Guid PersonId, MessageKind Kind)>> RemindersAsync(Node node) =>
        (await node.ReadAsync(db => db.Set<Message>().Where(m => m.Kind == MessageKind.DueSoon || m.Kind == MessageKind.Overdue).OrderBy(m => m.CreatedAtUtc).Select(m => new { m.PersonId, m.Kind }).ToListAsync()))
            .ConvertAll(m => (m.PersonId, m.Kind));

    private static Task AssignAsync(Node node, Guid person, DateOnly? due, string course = "T01") => node.DoAsync(db => db.Add(new Assignment(
        Guid.CreateVersion7(), person, course, Offer.Required, AssignmentReason.Person, node.Clock.GetUtcNow().UtcDateTime, due is { } day ? CivilCalendar.Tehran.DeadlineUtc(day) : null)));

    private Task<Node> StartAsync(string provider, Action<IServiceCollection>? configure = null) => Node.StartAsync(databases, provider, configure, Courses.Sample());
}
