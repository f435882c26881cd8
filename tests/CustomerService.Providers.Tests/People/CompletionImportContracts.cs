using System.Text;
using CustomerService.Certificates.Rules;
using CustomerService.Learning.Completions;
using CustomerService.Learning.Courses;
using CustomerService.Learning.Rules;
using CustomerService.People.Import;
using CustomerService.People.Rules;
using CustomerService.People.Rules.Imports;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Outbox;
using CustomerService.Providers.Tests.Learning;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Providers.Tests.People;

/// <summary>Completions of another system come in by file, and go back.</summary>
public sealed class CompletionImportContracts(Databases databases)
{
    public static TheoryData<string> All => Databases.All;

    [Theory, MemberData(nameof(All))]
    public async Task Past_completions_count_say_where_they_come_from_and_are_taken_back_exactly(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, null, Courses.Sample());
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        var own = await (await Learner.JoinAsync(node)).ReadAllAsync();
        await own.PlayAsync();
        var learner = await Learner.JoinAsync(node);
        await NumberAsync(node, own.Id, "0012");
        await NumberAsync(node, learner.Id, "0013");
        await NumberAsync(node, hr, "0014");
        var file = "شماره پرسنلی,دوره,تاریخ,نمره,شماره گواهی,مرجع\n"
            + "0013,T01,1404/02/03,92,A-7,انستیتو\n"
            + "0013,T01,1402/02/03,80,,\n"
            + "0013,T01,2025-04-23,92,,\n" // the first again, in the other calendar
            + "0099,T01,1404/02/03,,,\n"
            + "0014,T01,1404/02/03,,,\n"
            + "0012,T01,1404/02/03,,,\n";

        var id = await SendAsync(node, hr, file);
        var rows = await RowsAsync(node, hr, id);
        Assert.Equal([RowAction.Create, RowAction.Create, RowAction.Error, RowAction.Error, RowAction.Error, RowAction.Create], rows.Select(r => r.Action));
        Assert.Equal(["import.repeated", "import.nobody-found", "import.own-completion"], rows.SelectMany(r => r.Errors).Select(e => e.Code));
        Assert.Empty(await learner.CompletionsAsync());

        await node.UseAsync((ConfirmImport use) => use.RunAsync(hr, id));
        await WorkAsync(node);
        var completions = (await learner.CompletionsAsync()).OrderBy(c => c.CompletedAtUtc).ToList();
        Assert.Equal([80, 92], completions.Select(c => c.Percent));
        Assert.All(completions, c => Assert.Equal(0, c.Minutes));
        var outside = CompletionExplanation.FromJson(completions[1].Explanation).Outside!;
        Assert.Equal((id, hr, "A-7", "انستیتو", "past.csv"), (outside.ImportId, outside.ConfirmedById, outside.Number, outside.Reference, outside.FileName));
        Assert.Equal(0, await node.ReadAsync(db => db.Set<Certificate>().CountAsync()));
        var course = (await node.UseAsync((OpenCourse open) => open.RunAsync(learner.Id, "T01"))).Value!;
        Assert.Equal((completions[1].Id, outside), (course.CompletionId, course.Explanation.Outside));
        Assert.All((await node.UseAsync((MyRecord record) => record.RunAsync(learner.Id))).Years.SelectMany(y => y.Entries), e => Assert.True(e.IsOutside));
        // Who is learning the course goes on with it.
        Assert.Null((await node.UseAsync((OpenCourse open) => open.RunAsync(own.Id, "T01"))).Value!.CompletionId);
        Assert.Equal(3, await node.ReadAsync(db => db.Set<AuditEntry>().CountAsync(a => a.Action == "learning.completion-recorded" && a.ActorId == hr)));
        // The same file again records nothing.
        Assert.Equal(3, (await RowsAsync(node, hr, await SendAsync(node, hr, file))).Count(r => r.Action == RowAction.Unchanged));

        await node.UseAsync((UndoImport use) => use.RunAsync(hr, id));
        await WorkAsync(node);
        Assert.Empty(await learner.CompletionsAsync());
        Assert.Equal(1, await node.ReadAsync(db => db.Set<Enrolment>().CountAsync()));
        Assert.True((await own.SitAsync()).CourseCompleted);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Nobody_but_human_resources_records_completions(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, null, Courses.Sample());
        var staff = new Staff(node);
        var manager = await staff.ManagerOfAsync(await staff.OrganisationAsync("آریا"));
        await using var file = new MemoryStream(Encoding.UTF8.GetBytes("شماره پرسنلی,دوره,تاریخ\n1,T01,1404/02/03\n"));
        Assert.Equal(new Platform.NotAllowed(), (await node.UseAsync((ReceiveImport use) => use.RunAsync(manager, ImportKind.Completions, "past.csv", file))).Refusal);
    }

    private static Task NumberAsync(Node node, Guid personId, string number) => node.DoAsync(db =>
    {
        var place = db.Set<Membership>().AsTracking().Single(m => m.PersonId == personId && m.EndedAtUtc == null);
        place.End(node.Clock.GetUtcNow().UtcDateTime);
        db.Add(new Membership(Guid.CreateVersion7(), personId, place.OrganisationId, place.UnitId, place.Audience, null, number, place.StartedAtUtc));
    });

    private static async Task<Guid> SendAsync(Node node, Guid actor, string csv)
    {
        await using var file = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var received = await node.UseAsync((ReceiveImport use) => use.RunAsync(actor, ImportKind.Completions, "past.csv", file));
        Assert.True(received.Succeeded, received.Refusal?.Code);
        var planned = await node.UseAsync((PlanImport use) => use.RunAsync(actor, received.Value));
        Assert.True(planned.Succeeded, planned.Refusal?.Code);
        return received.Value;
    }

    private static Task<IReadOnlyList<ImportRowView>> RowsAsync(Node node, Guid actor, Guid id) => node.UseAsync((ReadImport use) => use.RowsAsync(actor, id, new(), null, null, 500));

    private static async Task WorkAsync(Node node)
    {
        var dispatcher = node.Services.GetRequiredService<OutboxDispatcher>();
        while (await dispatcher.DeliverNextAsync(TestContext.Current.CancellationToken))
        {
        }
    }
}
