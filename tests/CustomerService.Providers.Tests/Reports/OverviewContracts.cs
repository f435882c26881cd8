using CustomerService.Catalogue.Rules;
using CustomerService.People.Data;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Providers.Tests.People;
using CustomerService.Reports.Matrix;
using CustomerService.Reports.Overview;
using CustomerService.Reports.Rules;
using CustomerService.TestKit;

namespace CustomerService.Providers.Tests.Reports;

/// <summary>The fake clock is at 30 Aban 1405: the month began on 1 Aban (23 October 2026), the year on 1 Farvardin (21 March 2026).</summary>
public sealed class OverviewContracts(Databases databases)
{
    public static TheoryData<string> All => Databases.All;

    [Theory, MemberData(nameof(All))]
    public async Task Counts_are_those_counted_by_hand(string provider)
    {
        await using var node = await StartAsync(provider);
        var staff = new Staff(node);
        var books = new Books(node);
        var now = node.Clock.UtcNow();
        var head = await staff.UnitAsync("ستاد");
        var branch = await staff.UnitAsync("شعبه", head);
        var partner = await staff.OrganisationAsync("پخش");
        var (hr, manager) = (await staff.HumanResourcesAsync(), await staff.ManagerOfAsync(branch));
        var (a, b, c, d) = (await staff.PersonAsync("الف", head), await staff.PersonAsync("ب", branch), await staff.PersonAsync("پ", branch), await staff.PersonAsync("ت"));
        var agent = await staff.PersonAsync("ث", at: partner, audience: Audience.Agent);
        var gone = await staff.PersonAsync(new PersonName("", "ج"), branch, more: p => p.Deactivate());
        var (monthBegins, yearBegins) = (new DateTime(2026, 10, 22, 20, 30, 0, DateTimeKind.Utc), new DateTime(2026, 3, 20, 20, 30, 0, DateTimeKind.Utc));

        // a: both complete, one in the first second of the month, one in the last of the month before.
        await RequireAsync(a, now.AddDays(-1), "T01", "T02");
        await books.EnrolAsync(a, completed: monthBegins, percent: 90, minutes: 60);
        await books.EnrolAsync(a, "T02", completed: monthBegins.AddSeconds(-1), percent: 90, minutes: 45);
        // b: one overdue, one due later and started; an overdue optional one is not counted.
        await RequireAsync(b, now.AddSeconds(-1), "T01");
        await RequireAsync(b, now.AddDays(3), "T02");
        await books.EnrolAsync(b, "T02");
        await books.AssignAsync(b, now.AddDays(-9), "T03", Offer.Optional);
        // c: tested out of one in the first second of the year; the current enrolment in the other is open and overdue.
        await books.AssignAsync(c, now.AddDays(-1), "T01", Offer.TestOut);
        await books.EnrolAsync(c, completed: yearBegins, minutes: 30);
        await RequireAsync(c, now.AddDays(-1), "T02");
        await books.EnrolAsync(c, "T02", completed: yearBegins.AddSeconds(-1), percent: 80, minutes: 1000, validUntil: now.AddDays(-1));
        await books.EnrolAsync(c, "T02", number: 2);
        // d: not started, without a due date. The agent: complete. People who left are not counted.
        await books.AssignAsync(d, null);
        await RequireAsync(agent, now.AddDays(9), "T01");
        await books.EnrolAsync(agent, completed: now, percent: 90, minutes: 40);
        await RequireAsync(gone, now.AddDays(-1), "T01", "T02");
        await books.EnrolAsync(gone, completed: now, percent: 90, minutes: 500);

        var all = await ViewAsync(node, hr);
        Assert.Equal((7, 8, 4, 2, 2), (all.People, all.Required, all.Completed, all.Overdue, all.LatePeople));
        Assert.Equal((2, 60 + 45 + 30 + 40), (all.CompletionsOfMonth, all.MinutesOfYear));
        Assert.Equal(new JalaliDate(1405, 8, 30), all.Today);
        Assert.Equal(175m / 60 / 7, all.HoursPerHead);
        Assert.Equal(
            [("سازمان", 0, 7, 3, 2), ("ستاد", 1, 6, 3, 2), ("شعبه", 2, 4, 1, 2), ("پخش", 0, 1, 1, 0)],
            all.Units.Select(p => (p.Name.Fa, p.Depth, p.Required, p.Completed, p.Overdue)));

        var own = await ViewAsync(node, manager);
        Assert.Equal((3, 4, 1, 2, 2), (own.People, own.Required, own.Completed, own.Overdue, own.LatePeople));
        Assert.Equal((0, 30), (own.CompletionsOfMonth, own.MinutesOfYear));
        Assert.Equal([("شعبه", 1, 4, 1, 2)], own.Units.Select(p => (p.Name.Fa, p.Depth, p.Required, p.Completed, p.Overdue)));

        async Task RequireAsync(Guid person, DateTime due, params string[] courses)
        {
            foreach (var course in courses)
            {
                await books.AssignAsync(person, due, course);
            }
        }
    }

    /// <summary>The overview counts in its own query; the matrix computes each cell separately.</summary>
    [Theory, MemberData(nameof(All))]
    public async Task The_overview_counts_what_the_cells_of_the_matrix_show(string provider)
    {
        await using var node = await StartAsync(provider);
        var (staff, books, now) = (new Staff(node), new Books(node), node.Clock.UtcNow());
        var hr = await staff.HumanResourcesAsync();
        DateTime?[] dues = [null, now.AddDays(-2), now, now.AddDays(5)];
        foreach (var (number, due) in dues.Index())
        {
            // For each due date: not started, started, failed, passed, completed without a quiz, and started
            // again after a completion that ended; near its end, and ended.
            var people = new List<Guid>();
            for (var way = 0; way < 8; way++)
            {
                people.Add(await staff.PersonAsync($"{number} {way}"));
                await books.AssignAsync(people[way], due, offer: way % 2 == 0 ? Offer.Required : Offer.TestOut);
                await books.AssignAsync(people[way], now.AddDays(-9), "T02", Offer.Optional);
            }

            await books.EnrolAsync(people[1]);
            await books.TryAsync(people[2], await books.EnrolAsync(people[2]), (30, false));
            await books.TryAsync(people[3], await books.EnrolAsync(people[3], completed: now.AddHours(-1), percent: 90), (1, true));
            await books.EnrolAsync(people[4], completed: now.AddDays(-3));
            await books.EnrolAsync(people[5], completed: now.AddDays(-400), percent: 80, validUntil: now.AddDays(-40));
            await books.EnrolAsync(people[5], number: 2);
            await books.EnrolAsync(people[6], completed: now.AddDays(-400), percent: 80, validUntil: now.AddDays(10));
            await books.EnrolAsync(people[7], completed: now.AddDays(-400), percent: 80, validUntil: now.AddSeconds(-1));
        }

        var cells = new List<MatrixCell>();
        for (var key = KeysetCursor.Start; key is not null;)
        {
            var page = (await node.UseAsync((ViewMatrix view) => view.RunAsync(hr, MatrixFilter.All with { CourseId = "T01" }, key))).Page;
            cells.AddRange(page.Rows.Select(r => r.Cells[0]).Where(c => c.AssignedAtUtc is not null));
            key = page.After is { } after ? new(after, null) : null;
        }

        var overview = await ViewAsync(node, hr);

        Assert.Equal(32, cells.Count);
        Assert.Equal((4, 4), (overview.Expiring, overview.ExpiringPeople));
        Assert.Equal(
            (cells.Count, cells.Count(c => c.Counts), cells.Count(c => c.IsOverdue), cells.Count(c => c.Fits(CellState.Expiring))),
            (overview.Required, overview.Completed, overview.Overdue, overview.Expiring));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_person_of_several_places_counts_once_in_each_line(string provider)
    {
        await using var node = await StartAsync(provider);
        var staff = new Staff(node);
        var books = new Books(node);
        var head = await staff.UnitAsync("ستاد");
        var (one, two) = (await staff.UnitAsync("آغاز", head), await staff.UnitAsync("پایان", head));
        var partner = await staff.OrganisationAsync("پخش");
        var (hr, manager) = (await staff.HumanResourcesAsync(), await staff.ManagerOfAsync(head));
        var (person, other) = (await staff.PersonAsync("الف", one), await staff.PersonAsync("ب", two));
        await staff.AddMembershipAsync(person, two);
        await staff.AddMembershipAsync(person, two, audience: Audience.Manager);
        await staff.AddMembershipAsync(person, at: partner, audience: Audience.Agent);
        await books.AssignAsync(person, node.Clock.UtcNow().AddDays(-1));
        await books.AssignAsync(person, null, "T02");
        await books.EnrolAsync(person, "T02", completed: node.Clock.UtcNow(), percent: 90);
        await books.AssignAsync(other, null);

        var all = await ViewAsync(node, hr);
        Assert.Equal((4, 3, 1, 1, 1), (all.People, all.Required, all.Completed, all.Overdue, all.LatePeople));
        Assert.Equal(
            [("سازمان", 3, 1, 1), ("ستاد", 3, 1, 1), ("آغاز", 2, 1, 1), ("پایان", 3, 1, 1), ("پخش", 2, 1, 1)],
            all.Units.Select(p => (p.Name.Fa, p.Required, p.Completed, p.Overdue)));
        Assert.Equal(
            [("ستاد", 3, 1, 1), ("آغاز", 2, 1, 1), ("پایان", 3, 1, 1)],
            (await ViewAsync(node, manager)).Units.Select(p => (p.Name.Fa, p.Required, p.Completed, p.Overdue)));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Nobody_and_nothing_are_zero(string provider)
    {
        await using var node = await StartAsync(provider);
        var staff = new Staff(node);
        var learner = await staff.PersonAsync("الف");

        var own = await ViewAsync(node, learner);

        Assert.Equal((1, 0, 0, 0, 0, 0, 0, 0m), (own.People, own.Required, own.Completed, own.Overdue, own.LatePeople, own.CompletionsOfMonth, own.MinutesOfYear, own.HoursPerHead));
        Assert.Empty(own.Units);
    }

    private static Task<OverviewView> ViewAsync(Node node, Guid asker) => node.UseAsync((ViewOverview view) => view.RunAsync(asker));

    private Task<Node> StartAsync(string provider) => Node.StartAsync(databases, provider, null, Courses.Sample(), Courses.TestOut(), Courses.Sample("T03"));
}
