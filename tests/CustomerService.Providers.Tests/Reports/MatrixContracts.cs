using CustomerService.Catalogue.Rules;
using CustomerService.People.Data;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Text;
using CustomerService.Providers.Tests.People;
using CustomerService.Reports;
using CustomerService.Reports.Data;
using CustomerService.Reports.Export;
using CustomerService.Reports.Rules;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Providers.Tests.Reports;

public sealed class MatrixContracts(Databases databases)
{
    public static TheoryData<string> All => Databases.All;

    [Theory, MemberData(nameof(All))]
    public async Task Every_way_to_stand_in_a_course_gives_its_cell_and_its_filter_finds_exactly_these_people(string provider)
    {
        await using var node = await StartAsync(provider);
        var staff = new Staff(node);
        var books = new Books(node);
        var now = node.Clock.UtcNow();
        var (ahead, late) = (now.AddDays(5), now.AddSeconds(-1));
        var expected = new Dictionary<Guid, Expected>();

        // Nothing, and assigned without having begun. The last second still counts.
        await AddAsync("هیچ", new(CellState.NotAssigned));
        await AddAsync("آینده", new(CellState.NotStarted), due: [ahead]);
        await AddAsync("بی‌تاریخ", new(CellState.NotStarted), due: [null]);
        await AddAsync("اکنون", new(CellState.NotStarted), due: [now]);
        await AddAsync("دیر", new(CellState.Overdue, Overdue: true), due: [late]);

        // Begun.
        await books.EnrolAsync(await AddAsync("آزاد", new(CellState.InProgress)));
        await books.EnrolAsync(await AddAsync("درراه", new(CellState.InProgress), due: [ahead]));
        await books.EnrolAsync(await AddAsync("درراه‌دیر", new(CellState.Overdue, Overdue: true), due: [late]));

        // Failed: waiting 23 hours, late as well, out of attempts, released again, waited enough; an open or a passed attempt is no failure.
        await TryAsync(await AddAsync("مردود", new(CellState.Failed, Attempts: 1, Retake: now.AddHours(23)), due: [ahead]), 0, (1, false));
        await TryAsync(await AddAsync("مردوددیر", new(CellState.Failed, Overdue: true, Attempts: 1), due: [late]), 0, (25, false));
        await TryAsync(await AddAsync("تمام", new(CellState.Failed, Attempts: 3, NeedsRelease: true)), 0, (90, false), (60, false), (1, false));
        await TryAsync(await AddAsync("آزادشده", new(CellState.Failed, Attempts: 3, Retake: now.AddHours(23)), due: [ahead]), 1, (90, false), (60, false), (1, false));
        await TryAsync(await AddAsync("باز", new(CellState.InProgress, Attempts: 2), due: [ahead]), 0, (30, false), (null, false));
        await TryAsync(await AddAsync("قبول‌ناتمام", new(CellState.InProgress, Attempts: 2), due: [ahead]), 0, (30, false), (1, true));
        await TryAsync(await AddAsync("قبول‌دیر", new(CellState.Overdue, Overdue: true, Attempts: 1), due: [late]), 0, (1, true));

        // Complete, also when it was late; of several times the present one counts.
        var done = await AddAsync("کامل", new(CellState.Completed, Percent: 93, Minutes: 40, Attempts: 2, Completed: now.AddHours(-1)), due: [late]);
        await books.TryAsync(done, await books.EnrolAsync(done, completed: now.AddHours(-1), percent: 93), (30, false), (1, true));
        await books.EnrolAsync(await AddAsync("معاف", new(CellState.Completed, Percent: null, Minutes: 25, Completed: now.AddDays(-2))), completed: now.AddDays(-2), minutes: 25);
        var renewing = await AddAsync("تمدید", new(CellState.InProgress), due: [ahead]);
        await books.EnrolAsync(renewing, completed: now.AddDays(-400), percent: 80);
        await books.EnrolAsync(renewing, number: 2);
        var renewingLate = await AddAsync("تمدیددیر", new(CellState.Failed, Overdue: true, Attempts: 1), due: [late]);
        await books.EnrolAsync(renewingLate, completed: now.AddDays(-400), percent: 80);
        await books.TryAsync(renewingLate, await books.EnrolAsync(renewingLate, number: 2), (30, false));
        var renewed = await AddAsync("تازه", new(CellState.Completed, Percent: 95, Minutes: 40, Completed: now.AddDays(-1)));
        var before = await books.EnrolAsync(renewed, completed: now.AddDays(-400), percent: 80);
        await books.TryAsync(renewed, before, (9000, false));
        await books.EnrolAsync(renewed, number: 2, completed: now.AddDays(-1), percent: 95);

        // Somebody inactive is left out unless the filter asks for such accounts.
        var gone = await staff.PersonAsync(new PersonName("", "رفته"), more: p => p.Deactivate());
        await books.EnrolAsync(gone, completed: now, percent: 90);
        var hr = await staff.HumanResourcesAsync();
        expected[hr] = new(CellState.NotAssigned);
        // What stands in another column is told by that column.
        await books.AssignAsync(hr, late, "T02");

        var (frame, slice) = await ViewAsync(node, hr, MatrixFilter.All);
        Assert.Equal(["T01", "T02"], frame.Courses.Select(c => c.Id));
        Assert.Equal(expected.Keys.Order(), slice.Rows.Select(r => r.PersonId).Order());
        foreach (var row in slice.Rows)
        {
            Assert.Equal((row.Name.FamilyName, expected[row.PersonId]), (row.Name.FamilyName, Seen(row.Cells[0])));
            Assert.Equal(row.PersonId == hr ? CellState.Overdue : CellState.NotAssigned, row.Cells[1].State);
        }

        var left = await ViewAsync(node, hr, MatrixFilter.All with { Accounts = Accounts.Inactive });
        Assert.Equal((gone, false, CellState.Completed), (Assert.Single(left.Slice.Rows).PersonId, left.Slice.Rows[0].IsActive, left.Slice.Rows[0].Cells[0].State));
        Assert.Equal(expected.Keys.Append(gone).Order(), (await ViewAsync(node, hr, MatrixFilter.All with { Accounts = Accounts.All })).Slice.Rows.Select(r => r.PersonId).Order());

        foreach (var state in Enum.GetValues<CellState>())
        {
            var wanted = expected.Where(e => e.Value.State == state || (state == CellState.Overdue && e.Value.Overdue)).Select(e => e.Key).Order().ToList();
            var column = await ViewAsync(node, hr, MatrixFilter.All with { CourseId = "T01", State = state });
            Assert.Equal((state, Names(wanted)), (state, Names(column.Slice.Rows.Select(r => r.PersonId).Order())));

            // Without a course the filter keeps people with any cell that fits.
            var any = await ViewAsync(node, hr, MatrixFilter.All with { State = state });
            var fitting = slice.Rows.Where(r => r.Cells.Any(c => c.Fits(state))).Select(r => r.PersonId).Order();
            Assert.Equal((state, Names(fitting)), (state, Names(any.Slice.Rows.Select(r => r.PersonId).Order())));
            Assert.All(any.Slice.Rows, r => Assert.Equal(slice.Rows.Single(whole => whole.PersonId == r.PersonId).Cells, r.Cells));
        }

        async Task<Guid> AddAsync(string family, Expected cell, params DateTime?[] due)
        {
            var id = await staff.PersonAsync(family);
            expected.Add(id, cell with { Due = due.FirstOrDefault() });
            foreach (var one in due)
            {
                await books.AssignAsync(id, one);
            }

            return id;
        }

        async Task TryAsync(Guid person, int released, params (double? HoursAgo, bool Passed)[] attempts) =>
            await books.TryAsync(person, await books.EnrolAsync(person, released: released), attempts);

        string Names(IEnumerable<Guid> ids) => string.Join(' ', ids.Select(id => slice.Rows.Single(r => r.PersonId == id).Name.FamilyName));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Columns_and_people_follow_the_filter_within_the_scope(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, null, Courses.Sample(), Courses.TestOut(), Courses.Sample("T03") with
        {
            Offers = new Dictionary<Audience, Offer> { [Audience.Agent] = Offer.Required },
        });
        var staff = new Staff(node);
        var partner = await staff.OrganisationAsync("پخش");
        var (manager, hr) = (await staff.ManagerOfAsync(partner), await staff.HumanResourcesAsync());
        var (agent, both) = (await staff.PersonAsync("آذر", at: partner, audience: Audience.Agent), await staff.PersonAsync("بهار"));
        await staff.PlaceAsync(both, at: partner, audience: Audience.Agent);

        var own = await ViewAsync(node, manager, MatrixFilter.All);
        Assert.Equal([agent, both, manager], own.Slice.Rows.Select(r => r.PersonId));
        // Of the one who also works at the employer, the partner's manager learns the partner's place alone.
        Assert.Equal(["پخش"], own.Slice.Rows[1].Places.Select(p => p.Name.Fa));
        Assert.Equal(["Organisation", "پخش"], (await ViewAsync(node, hr, MatrixFilter.All with { Search = "بهار" })).Slice.Rows[0].Places.Select(p => p.Organisation.En).Order(StringComparer.Ordinal));

        var agents = await ViewAsync(node, hr, MatrixFilter.All with { Audience = Audience.Agent });
        Assert.Equal(["T01", "T03"], agents.Frame.Courses.Select(c => c.Id));
        Assert.Equal([agent, both, manager], agents.Slice.Rows.Select(r => r.PersonId));
        Assert.Equal(["T02"], (await ViewAsync(node, hr, MatrixFilter.All with { Audience = Audience.Agent, CourseId = "T02" })).Frame.Courses.Select(c => c.Id));
        Assert.Empty((await ViewAsync(node, manager, MatrixFilter.All with { Audience = Audience.Frontline })).Slice.Rows);
        Assert.Empty((await ViewAsync(node, manager, MatrixFilter.All with { OrganisationId = node.Employer })).Slice.Rows);
    }

    [Theory, MemberData(nameof(All))]
    public async Task An_export_streams_every_line_once_in_order_and_is_audited(string provider)
    {
        await using var node = await StartAsync(provider);
        var staff = new Staff(node);
        var books = new Books(node);
        var hr = await staff.HumanResourcesAsync();
        // More than two batches, and a border within one name.
        var crowd = await staff.CrowdAsync(Enumerable.Range(0, 450).Select(n => new PersonName("نام", n is > 150 and < 260 ? "جمشیدی" : $"احمدی{n:000}")));
        foreach (var id in crowd.Take(3))
        {
            await books.AssignAsync(id, null);
            await books.EnrolAsync(id, "T02", completed: node.Clock.UtcNow(), percent: 90);
        }

        node.CommandsSinceLastAsked();
        var lines = new List<ExportLine>();
        var first = 0;
        await node.UseAsync(async (ExportMatrix export) =>
        {
            await foreach (var line in await export.RunAsync(hr, MatrixFilter.All, "csv"))
            {
                lines.Add(line);
                first = lines.Count == 1 ? node.CommandsSinceLastAsked() : first;
            }

            return 0;
        });

        // The first line was there before the rest was read.
        Assert.True(node.CommandsSinceLastAsked() > 1);
        Assert.Equal(454, lines.Count);
        Assert.Equal(451, lines.Select(l => l.Row.PersonId).Distinct().Count());
        Assert.Equal(crowd.Take(3).SelectMany(id => new[] { (id, "T01"), (id, "T02") }), lines.Take(6).Select(l => (l.Row.PersonId, l.Course!.Id)));
        Assert.All(lines.Skip(6), l => Assert.Null(l.Course));
        var names = lines.Select(l => l.Row.Name.FamilyName).ToList();
        Assert.Equal(names.Order(PersianOrder.Instance), names);
        var entry = await node.ReadAsync(db => db.Set<AuditEntry>().SingleAsync(a => a.Action == "matrix.exported"));
        Assert.Equal((hr, node.Clock.UtcNow()), (entry.ActorId!.Value, entry.AtUtc));

        using var file = new MemoryStream();
        await node.UseAsync(async (ExportMatrix export) =>
        {
            var filter = MatrixFilter.All with { State = CellState.Completed };
            await CsvExport.WriteAsync(file, ExportColumns.For(Reader.For(Language.English)), await export.RunAsync(hr, filter, "csv"), TestContext.Current.CancellationToken);
            return 0;
        });
        var rows = System.Text.Encoding.UTF8.GetString(file.ToArray()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, rows.Length);
        Assert.All(rows.Skip(1), r => Assert.Contains(",T02,", r, StringComparison.Ordinal));
    }

    private static Expected Seen(MatrixCell cell) => new(
        cell.State, cell.IsOverdue, cell.Attempts, cell.NeedsRelease, cell.RetakeFromUtc, cell.Percent, cell.Minutes, cell.CompletedAtUtc, cell.DueAtUtc);

    private static Task<(MatrixFrame Frame, MatrixSlice Slice)> ViewAsync(Node node, Guid asker, MatrixFilter filter) =>
        node.UseAsync((ViewMatrix view) => view.RunAsync(asker, filter, SliceKey.Start));

    private Task<Node> StartAsync(string provider) => Node.StartAsync(databases, provider, null, Courses.Sample(), Courses.TestOut());

    private sealed record Expected(
        CellState State, bool Overdue = false, int Attempts = 0, bool NeedsRelease = false, DateTime? Retake = null, int? Percent = null, int Minutes = 0,
        DateTime? Completed = null, DateTime? Due = null);
}
