using CustomerService.Catalogue.Rules;
using CustomerService.People.Data;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Spreadsheets;
using CustomerService.Providers.Tests.People;
using CustomerService.Reports.Export;
using CustomerService.Reports.Matrix;
using CustomerService.Reports.Rules;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Providers.Tests.Reports;

public sealed class MatrixContracts(Databases databases)
{
    public static TheoryData<string> All => Databases.All;

    /// <summary>Every provider with every possible state of a person in a course.</summary>
    public static TheoryData<string, string> AllPlacements
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var provider in Databases.All)
            {
                foreach (var name in MatrixPlacements.All.Keys)
                {
                    data.Add(provider.Data, name);
                }
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(AllPlacements))]
    public async Task A_way_to_stand_in_a_course_gives_its_cell_and_its_filters_find_the_person(string provider, string placement)
    {
        await using var node = await StartAsync(provider);
        var staff = new Staff(node);
        var expected = MatrixPlacements.All[placement];
        var person = await AddMembershipAsync(node, staff, placement);
        var hr = await staff.HumanResourcesAsync();

        var (_, page) = await ViewAsync(node, hr, MatrixFilter.All);
        var cells = page.Rows.Single(r => r.PersonId == person).Cells;
        Assert.Equal(expected.Cell, Seen(cells[0]));
        Assert.Equal(CellState.NotAssigned, cells[1].State);
        foreach (var state in Enum.GetValues<CellState>())
        {
            var column = await ViewAsync(node, hr, MatrixFilter.All with { CourseId = "T01", State = state });
            Assert.Equal((state, expected.IsFoundBy(state)), (state, column.Page.Rows.Any(r => r.PersonId == person)));

            // Without a course the filter selects people with any matching cell; the other column's is "not assigned".
            var any = await ViewAsync(node, hr, MatrixFilter.All with { State = state });
            var row = any.Page.Rows.SingleOrDefault(r => r.PersonId == person);
            Assert.Equal((state, expected.IsFoundBy(state) || state == CellState.NotAssigned), (state, row is not null));
            Assert.Equal(row is null ? null : cells, row?.Cells);
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task Of_people_who_stand_in_every_way_a_filter_finds_exactly_those_whom_it_names(string provider)
    {
        await using var node = await StartAsync(provider);
        var staff = new Staff(node);
        var books = new Books(node);
        var people = new Dictionary<Guid, string>();
        foreach (var placement in MatrixPlacements.All.Keys)
        {
            people.Add(await AddMembershipAsync(node, staff, placement), placement);
        }

        // Inactive people are left out unless the filter asks for them.
        var gone = await staff.PersonAsync(new PersonName("", "رفته"), more: p => p.Deactivate());
        await books.EnrolAsync(gone, completed: node.Clock.UtcNow(), percent: 90);
        var hr = await staff.HumanResourcesAsync();
        // The state in another course is shown in that course's column.
        await books.AssignAsync(hr, node.Clock.UtcNow().AddSeconds(-1), "T02");

        var (matrix, page) = await ViewAsync(node, hr, MatrixFilter.All);
        Assert.Equal(["T01", "T02"], matrix.Courses.Select(c => c.Id));
        Assert.Equal(people.Keys.Append(hr).Order(), page.Rows.Select(r => r.PersonId).Order());
        Assert.Equal((CellState.NotAssigned, CellState.Overdue), (page.Rows.Single(r => r.PersonId == hr).Cells[0].State, page.Rows.Single(r => r.PersonId == hr).Cells[1].State));

        var left = await ViewAsync(node, hr, MatrixFilter.All with { Accounts = AccountStatusFilter.Inactive });
        Assert.Equal((gone, false, CellState.Completed), (Assert.Single(left.Page.Rows).PersonId, left.Page.Rows[0].IsActive, left.Page.Rows[0].Cells[0].State));
        var whole = await ViewAsync(node, hr, MatrixFilter.All with { Accounts = AccountStatusFilter.All });
        Assert.Equal(people.Keys.Append(hr).Append(gone).Order(), whole.Page.Rows.Select(r => r.PersonId).Order());

        foreach (var state in Enum.GetValues<CellState>())
        {
            var column = await ViewAsync(node, hr, MatrixFilter.All with { CourseId = "T01", State = state });
            var wanted = people.Where(p => MatrixPlacements.All[p.Value].IsFoundBy(state)).Select(p => p.Key).Concat(state == CellState.NotAssigned ? [hr] : []);
            Assert.Equal((state, Names(wanted)), (state, Names(column.Page.Rows.Select(r => r.PersonId))));

            var any = await ViewAsync(node, hr, MatrixFilter.All with { State = state });
            var fitting = page.Rows.Where(r => r.Cells.Any(c => c.Fits(state)));
            Assert.Equal((state, Names(fitting.Select(r => r.PersonId))), (state, Names(any.Page.Rows.Select(r => r.PersonId))));
        }

        string Names(IEnumerable<Guid> ids) => string.Join(", ", ids.Select(id => people.GetValueOrDefault(id, "human resources")).Order(StringComparer.Ordinal));
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
        await staff.AddMembershipAsync(both, at: partner, audience: Audience.Agent);

        var own = await ViewAsync(node, manager, MatrixFilter.All);
        Assert.Equal([agent, both, manager], own.Page.Rows.Select(r => r.PersonId));
        // For a person who also works at the employer, the partner's manager sees only the partner's membership.
        Assert.Equal(["پخش"], own.Page.Rows[1].Memberships.Select(p => p.Name.Fa));
        Assert.Equal(["Organisation", "پخش"], (await ViewAsync(node, hr, MatrixFilter.All with { Search = "بهار" })).Page.Rows[0].Memberships.Select(p => p.Organisation.En).Order(StringComparer.Ordinal));

        var agents = await ViewAsync(node, hr, MatrixFilter.All with { Audience = Audience.Agent });
        Assert.Equal(["T01", "T03"], agents.Matrix.Courses.Select(c => c.Id));
        Assert.Equal([agent, both, manager], agents.Page.Rows.Select(r => r.PersonId));
        Assert.Equal(["T02"], (await ViewAsync(node, hr, MatrixFilter.All with { Audience = Audience.Agent, CourseId = "T02" })).Matrix.Courses.Select(c => c.Id));
        Assert.Empty((await ViewAsync(node, manager, MatrixFilter.All with { Audience = Audience.Frontline })).Page.Rows);
        Assert.Empty((await ViewAsync(node, manager, MatrixFilter.All with { OrganisationId = node.Employer })).Page.Rows);
    }

    [Theory, MemberData(nameof(All))]
    public async Task An_export_streams_every_line_once_in_order_and_is_audited(string provider)
    {
        await using var node = await StartAsync(provider);
        var staff = new Staff(node);
        var books = new Books(node);
        var hr = await staff.HumanResourcesAsync();
        // More than two batches, with a batch boundary within one name.
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
            await foreach (var line in (await export.RunAsync(hr, MatrixFilter.All, "csv")).Value!)
            {
                lines.Add(line);
                first = lines.Count == 1 ? node.CommandsSinceLastAsked() : first;
            }

            return 0;
        });

        // The first line was available before the rest was read.
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
            await CsvExport.WriteAsync(file, ExportColumns.For(LocalizedFormatter.For(Language.English)), (await export.RunAsync(hr, filter, "csv")).Value!, TestContext.Current.CancellationToken);
            return 0;
        });
        var rows = System.Text.Encoding.UTF8.GetString(file.ToArray()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, rows.Length);
        Assert.All(rows.Skip(1), r => Assert.Contains(",T02,", r, StringComparison.Ordinal));
    }

    private static ExpectedCell Seen(MatrixCell cell) => new(
        cell.State, cell.IsOverdue, cell.Attempts, cell.NeedsRelease, cell.RetakeFromUtc, cell.Percent, cell.Minutes, cell.CompletedAtUtc, cell.DueAtUtc, cell.Validity, cell.IsExempt);

    /// <summary>All pages as one.</summary>
    private static async Task<(MatrixContext Matrix, MatrixPageRows Page)> ViewAsync(Node node, Guid asker, MatrixFilter filter)
    {
        var rows = new List<MatrixRow>();
        for (var key = KeysetCursor.Start; ; )
        {
            var (matrix, page) = await node.UseAsync((ViewMatrix view) => view.RunAsync(asker, filter, key));
            rows.AddRange(page.Rows);
            if (page.After is not { } after)
            {
                return (matrix, page with { Rows = rows });
            }

            key = new(after, null);
        }
    }

    private Task<Node> StartAsync(string provider) => Node.StartAsync(databases, provider, null, Courses.Sample(), Courses.TestOut());

    private static async Task<Guid> AddMembershipAsync(Node node, Staff staff, string placement)
    {
        var books = new Books(node);
        var person = await staff.PersonAsync("آزمون");
        foreach (var due in MatrixPlacements.All[placement].Due)
        {
            await books.AssignAsync(person, due);
        }

        await MatrixPlacements.All[placement].PutOnRecordAsync(books, person);
        return person;
    }
}
