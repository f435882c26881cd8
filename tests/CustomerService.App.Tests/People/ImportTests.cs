using System.IO.Compression;
using System.Net;
using System.Text;
using CustomerService.People;
using CustomerService.People.Import;
using CustomerService.People.Rules;
using CustomerService.People.Rules.Imports;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.People;

/// <summary>Files of imports over HTTP: what the academy writes it can read.</summary>
public sealed class ImportTests(SharedAcademy shared)
{
    [Theory, InlineData("csv"), InlineData("xlsx")]
    public async Task What_the_people_list_exports_changes_nothing_when_it_is_imported_again(string format)
    {
        var academy = shared.Academy;
        var hr = await academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        var unit = await academy.AddUnitAsync("فروش / تهران " + format);
        var other = await academy.AddUnitAsync("پشتیبانی " + format);
        await academy.AddPersonAsync(Audience.Frontline, null, null, unit);
        var busy = await academy.AddPersonAsync(Audience.Frontline, null, null, unit);
        await academy.DoAsync(db => db.Add(new Membership(Guid.CreateVersion7(), busy.Id, other.OrganisationId, other.Id, Audience.Manager, null, "0077", academy.Clock.UtcNow())));
        var odd = await academy.AddPersonAsync(Audience.Frontline, null, null, unit);
        await academy.DoAsync(db =>
        {
            var person = db.Set<Person>().AsTracking().Single(p => p.Id == odd.Id);
            person.Rename(new PersonName("=1+1", "خط «اول»; دوم, سوم", "O'Hara", null));
            person.Deactivate();
        });
        var visitor = await academy.SignInAsync(hr);

        using var answer = await visitor.Client.GetAsync(new Uri($"{PeopleRoutes.PeopleExport}?unit={unit.Id:D}&format={format}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var file = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var (_, counts, rows) = await PlanAsync(hr.Id, file);

        Assert.Equal((0, 0), (counts.Changes, counts.Errors));
        Assert.Equal(3, rows.Count);
        Assert.Contains(rows, r => r.SubjectId == busy.Id);
        Assert.Contains(rows, r => r.SubjectId == odd.Id);
        Assert.True(await academy.ReadAsync(db => db.Set<AuditEntry>().AnyAsync(a => a.Action == "people.exported" && a.ActorId == hr.Id)));
        if (format == "csv")
        {
            Assert.DoesNotContain("\n=1+1", Encoding.UTF8.GetString(file), StringComparison.Ordinal);
        }
        else
        {
            using var zip = new ZipArchive(new MemoryStream(file));
            using var sheet = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
            Assert.DoesNotContain("<x:f>", await sheet.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_partners_manager_exports_the_people_of_that_partner_alone()
    {
        var academy = shared.Academy;
        var (mine, theirs) = (await academy.AddPartnerAsync("شریک من"), await academy.AddPartnerAsync("شریک دیگر"));
        var manager = await academy.AddPersonAsync(Audience.Agent, Role.PartnerManager, mine);
        var agent = await academy.AddPersonAsync(Audience.Agent, null, mine);
        var stranger = await academy.AddPersonAsync(Audience.Agent, null, theirs);
        var visitor = await academy.SignInAsync(manager);
        var text = await visitor.Client.GetStringAsync(new Uri(PeopleRoutes.PeopleExport, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains(agent.Id.ToString(), text, StringComparison.Ordinal);
        Assert.DoesNotContain(stranger.Id.ToString(), text, StringComparison.Ordinal);
    }

    [Theory, InlineData(ImportKind.Units, "csv"), InlineData(ImportKind.Units, "xlsx"), InlineData(ImportKind.Partners, "csv")]
    public async Task Units_and_partners_that_are_exported_change_nothing_when_they_are_imported_again(ImportKind kind, string format)
    {
        var academy = shared.Academy;
        var hr = await academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        var unit = await academy.AddUnitAsync($"=واحد / {kind} {format}");
        var partner = await academy.AddPartnerAsync($"همکار {kind} {format}");
        var visitor = await academy.SignInAsync(hr);
        var file = await visitor.Client.GetByteArrayAsync(new Uri(PeopleRoutes.OrganisationsFile(kind, format), UriKind.Relative), TestContext.Current.CancellationToken);
        var (_, counts, rows) = await PlanAsync(hr.Id, file, kind);
        Assert.Equal((0, 0), (counts.Changes, counts.Errors));
        Assert.Contains(rows, r => r.SubjectId == (kind == ImportKind.Units ? unit.Id : partner.Id));
        Assert.True(await academy.ReadAsync(db => db.Set<AuditEntry>().AnyAsync(a => a.Action == "organisation.exported" && a.ActorId == hr.Id)));
        using var wrong = await visitor.Client.GetAsync(new Uri(PeopleRoutes.OrganisationsFile(ImportKind.People, format), UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    [Theory, InlineData(ImportKind.Units), InlineData(ImportKind.Partners), InlineData(ImportKind.Completions)]
    public async Task A_template_of_units_or_partners_can_be_imported_as_it_stands(ImportKind kind)
    {
        var hr = await shared.Academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        var visitor = await shared.Academy.SignInAsync(hr);
        var file = await visitor.Client.GetByteArrayAsync(new Uri(PeopleRoutes.ImportTemplate("csv", kind), UriKind.Relative), TestContext.Current.CancellationToken);
        var (_, counts, _) = await PlanAsync(hr.Id, file, kind);
        // Nobody has the number of the example.
        Assert.Equal(kind == ImportKind.Completions ? (0, 1) : (1, 0), (counts.Creates, counts.Errors));
    }

    [Theory, InlineData("csv"), InlineData("xlsx")]
    public async Task A_template_can_be_imported_as_it_stands(string format)
    {
        var hr = await shared.Academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        var visitor = await shared.Academy.SignInAsync(hr);
        var file = await visitor.Client.GetByteArrayAsync(new Uri(PeopleRoutes.ImportTemplate(format), UriKind.Relative), TestContext.Current.CancellationToken);
        var (_, counts, rows) = await PlanAsync(hr.Id, file);
        Assert.Single(rows);
        Assert.Equal((1, 0), (counts.Creates, counts.Errors));
    }

    [Fact]
    public async Task Rows_with_problems_come_back_as_a_file_with_the_reason_and_can_be_sent_again()
    {
        var hr = await shared.Academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        var (id, _, _) = await PlanAsync(hr.Id, Encoding.UTF8.GetBytes("نام خانوادگی,رایانامه,دیگر\n=نو,x at y,1\nخوب,,2\n"));
        var visitor = await shared.Academy.SignInAsync(hr);
        var file = await visitor.Client.GetByteArrayAsync(new Uri(PeopleRoutes.ImportProblems(id), UriKind.Relative), TestContext.Current.CancellationToken);
        var text = Encoding.UTF8.GetString(file);
        Assert.Contains("رایانامه: این نشانی رایانامه نیست.", text, StringComparison.Ordinal);
        Assert.Contains("'=نو", text, StringComparison.Ordinal);
        Assert.DoesNotContain("خوب", text, StringComparison.Ordinal);
        var (_, _, again) = await PlanAsync(hr.Id, file);
        Assert.Equal("=نو", again.Single().Cells[0]);
    }

    private async Task<(Guid Id, ImportCounts Counts, IReadOnlyList<ImportRowView> Rows)> PlanAsync(Guid actorId, byte[] file, ImportKind kind = ImportKind.People)
    {
        await using var scope = shared.Academy.Services.CreateAsyncScope();
        using var content = new MemoryStream(file);
        var received = await scope.ServiceProvider.GetRequiredService<ReceiveImport>().RunAsync(actorId, kind, "file", content, TestContext.Current.CancellationToken);
        Assert.True(received.Succeeded, received.Refusal?.Code);
        var planned = await scope.ServiceProvider.GetRequiredService<PlanImport>().RunAsync(actorId, received.Value, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(planned.Succeeded, planned.Refusal?.Code);
        var rows = await scope.ServiceProvider.GetRequiredService<ReadImport>().RowsAsync(actorId, received.Value, new(), null, null, 5000, TestContext.Current.CancellationToken);
        return (received.Value, planned.Value, rows);
    }
}
