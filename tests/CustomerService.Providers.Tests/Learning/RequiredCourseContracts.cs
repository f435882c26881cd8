using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Assignments;
using CustomerService.Learning.Data;
using CustomerService.Learning.Rules;
using CustomerService.People.Administration;
using CustomerService.People.Rules;
using CustomerService.Platform.Persistence;
using CustomerService.Providers.Tests.People;
using CustomerService.TestKit;
using CustomerService.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CustomerService.Providers.Tests.Learning;

/// <summary>Every member of an audience has its required courses, whoever came first: the person or the course.</summary>
public sealed class RequiredCourseContracts(Databases databases)
{
    public static TheoryData<string> All => Databases.All;

    public static TheoryData<string> Servers => Interleaving.Servers;

    [Theory, MemberData(nameof(Servers))]
    public async Task A_course_published_while_somebody_joins_reaches_them(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, null, Courses.Sample("T01"));

        var (person, _) = await Interleaving.RunAsync(node, one => one.JoinAsync(), two => two.PublishAsync(Courses.Sample("T02")));

        Assert.Equal(["T01", "T02"], await AssignedAsync(node, person));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Whoever_joins_while_a_course_is_being_published_gets_it(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, null, Courses.Sample("T01"));

        var (_, person) = await Interleaving.RunAsync(node, one => one.PublishAsync(Courses.Sample("T02")), two => two.JoinAsync());

        Assert.Equal(["T01", "T02"], await AssignedAsync(node, person));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Whoever_moves_into_an_audience_while_a_course_becomes_required_of_it_gets_it(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, null, Courses.Sample("T01"));
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        var (first, second) = (await staff.PersonAsync("احمدی", audience: Audience.Manager), await staff.PersonAsync("کاظمی", audience: Audience.Manager));

        await Interleaving.RunAsync(node, one => MoveAsync(one, hr, first), two => two.PublishAsync(Courses.Sample("T02")));
        await Interleaving.RunAsync(node, one => one.PublishAsync(Courses.Sample("T03")), two => MoveAsync(two, hr, second));

        Assert.Equal(["T01", "T02", "T03"], await AssignedAsync(node, first));
        Assert.Equal(["T01", "T02", "T03"], await AssignedAsync(node, second));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_membership_that_ends_meanwhile_leaves_no_course_behind(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        var person = await staff.PersonAsync("احمدی", audience: Audience.Manager);
        var second = await staff.AddMembershipAsync(person, await staff.UnitAsync("شعبه"));

        var (ended, _) = await Interleaving.RunAsync(
            node,
            one => one.UseAsync((EndMembership end) => end.RunAsync(hr, person, second)),
            two => two.PublishAsync(Courses.Sample("T01")));

        // Whichever was first: nothing requires the course of one who left.
        Assert.True(ended.Succeeded);
        Assert.Empty(await AssignedAsync(node, person));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Several_courses_published_by_two_nodes_at_once_reach_everybody_once(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var before = await node.JoinAsync();

        var (during, _) = await Interleaving.RunAsync(
            node,
            one => one.JoinAsync(),
            two => Task.WhenAll(
                Enumerable.Range(1, 6).Select(n => two.PublishAsync(Courses.Sample($"T{(n + 1) / 2:00}") with { Minutes = 40 + n }))));

        Assert.Equal(["T01", "T02", "T03"], await AssignedAsync(node, before));
        Assert.Equal(["T01", "T02", "T03"], await AssignedAsync(node, during));
        var numbers = await node.ReadAsync(db => db.Set<CourseRevision>().OrderBy(r => r.CourseId).ThenBy(r => r.Number).Select(r => r.CourseId + "/" + r.Number).ToListAsync());
        Assert.Equal(["T01/1", "T01/2", "T02/1", "T02/2", "T03/1", "T03/2"], numbers);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Publishing_assigns_by_the_strongest_offer_and_only_what_is_missing(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var (frontline, manager, both, agent) = (
            await node.JoinAsync(), await node.JoinAsync(Audience.Manager), await node.JoinAsync(Audience.Manager), await node.JoinAsync(Audience.Agent));
        await staff.AddMembershipAsync(both, await staff.UnitAsync("شعبه"));
        var left = await staff.PersonAsync("احمدی");
        await node.DoAsync(db => db.Set<Membership>().AsTracking().Single(m => m.PersonId == left).End(node.Clock.GetUtcNow().UtcDateTime));
        await node.DoAsync(db => db.Add(new Assignment(Guid.CreateVersion7(), frontline, "T02", Offer.Optional, AssignmentReason.Person, node.Clock.GetUtcNow().UtcDateTime, null)));

        await node.PublishAsync(Courses.TestOut());

        var all = await node.ReadAsync(db => db.Set<Assignment>().AsNoTracking().ToListAsync());
        Assert.Equal(
            [(both, Offer.Required, AssignmentReason.Audience), (frontline, Offer.Optional, AssignmentReason.Person), (manager, Offer.TestOut, AssignmentReason.Audience)],
            all.Select(a => (a.PersonId, a.Offer, a.Reason)).OrderBy(a => a.Offer != Offer.Required).ThenBy(a => a.Offer));
        Assert.DoesNotContain(all, a => a.PersonId == agent || a.PersonId == left);
        Assert.Equal(3, all.Select(a => a.Id).Distinct().Count());
        // 14 days later, at the end of the day in Tehran, as for somebody who joins.
        var joined = await node.JoinAsync();
        var (made, own) = (all.Single(a => a.PersonId == both), await node.ReadAsync(db => db.Set<Assignment>().SingleAsync(a => a.PersonId == joined)));
        Assert.Equal((own.AssignedAtUtc, own.DueAtUtc), (made.AssignedAtUtc, made.DueAtUtc));
        Assert.Equal(made.PersonId, await node.ReadAsync(db => db.Set<Assignment>().Where(a => a.Id == made.Id).Select(a => a.PersonId).SingleAsync()));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_revision_that_requires_the_course_of_nobody_new_assigns_nothing(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, null, Courses.Sample());
        var staff = new Staff(node);
        // Without their events: who is found by the next publication that looks for members.
        var (frontline, agent) = (await staff.PersonAsync("احمدی"), await staff.PersonAsync("کاظمی", audience: Audience.Agent));

        await node.PublishAsync(Courses.Sample() with { Minutes = 41 });
        Assert.Empty(await AssignedAsync(node, frontline));

        var course = Courses.Sample();
        await node.PublishAsync(course with { Offers = new Dictionary<Audience, Offer>(course.Offers) { [Audience.Agent] = Offer.Required } });
        Assert.Equal(["T01"], await AssignedAsync(node, frontline));
        Assert.Equal(["T01"], await AssignedAsync(node, agent));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_repair_assigns_what_was_missed_and_takes_customers_their_dates_once(string provider)
    {
        var everybody = Courses.Sample("T02");
        await using var node = await Node.StartAsync(
            databases, provider, null, Courses.Sample("T01"), everybody with { Offers = new Dictionary<Audience, Offer>(everybody.Offers) { [Audience.Customer] = Offer.Required } });
        var staff = new Staff(node);
        var due = node.Clock.GetUtcNow().UtcDateTime.AddDays(3);
        var had = await node.JoinAsync();
        // Without their events: as if they had joined while another node published.
        var (missed, left, customer, both) = (await staff.PersonAsync("احمدی"), await staff.PersonAsync("کاظمی"), await staff.PersonAsync("رضایی", audience: Audience.Customer), await staff.PersonAsync("کریمی", audience: Audience.Customer));
        await node.DoAsync(db => db.Set<Membership>().AsTracking().Single(m => m.PersonId == left).End(node.Clock.GetUtcNow().UtcDateTime));
        await staff.AddMembershipAsync(both, await staff.UnitAsync("شعبه"));
        await node.DoAsync(db => db.AddRange(
            new Assignment(Guid.CreateVersion7(), customer, "T01", Offer.Optional, AssignmentReason.Person, due, due),
            new Assignment(Guid.CreateVersion7(), customer, "T02", Offer.Required, AssignmentReason.Audience, due, due),
            new Assignment(Guid.CreateVersion7(), both, "T02", Offer.Required, AssignmentReason.Audience, due, due)));
        var before = await AllAsync(node);

        Assert.Equal(new RepairedAssignments(3, 1, 0), await node.UseAsync((RepairAssignments repair) => repair.RunAsync()));

        var after = await AllAsync(node);
        Assert.Equal(["T01", "T02"], await AssignedAsync(node, missed));
        Assert.Equal(["T01", "T02"], await AssignedAsync(node, both));
        Assert.Empty(await AssignedAsync(node, left));
        // As for one who joins now.
        Assert.Equal(after.Single(a => a.PersonId == had && a.CourseId == "T01").DueAtUtc, after.Single(a => a.PersonId == missed && a.CourseId == "T01").DueAtUtc);
        Assert.Equal([due, null], after.Where(a => a.PersonId == customer).Select(a => a.DueAtUtc));
        Assert.Equal(due, after.Single(a => a.PersonId == both && a.CourseId == "T02").DueAtUtc);
        Assert.Equal(before.Where(a => a.PersonId == had).Select(a => a.Id), after.Where(a => a.PersonId == had).Select(a => a.Id));
        // Nothing is wrong any more: it only reads.
        Assert.Equal(new RepairedAssignments(0, 0, 0), await node.UseAsync((RepairAssignments repair) => repair.RunAsync()));
        Assert.Equal(after.Select(a => (a.Id, a.DueAtUtc)), (await AllAsync(node)).Select(a => (a.Id, a.DueAtUtc)));

        static Task<List<Assignment>> AllAsync(Node node) =>
            node.ReadAsync(db => db.Set<Assignment>().AsNoTracking().OrderBy(a => a.PersonId).ThenBy(a => a.CourseId).ToListAsync());
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_node_repairs_by_itself_soon_after_its_start(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, null, Courses.Sample("T01"));
        var missed = await new Staff(node).PersonAsync("احمدی");
        var service = node.Services.GetServices<IHostedService>().Single(s => s.GetType().Name == "AssignmentRepairService");

        await service.StartAsync(default);
        for (var looked = 0; looked < 600 && (await AssignedAsync(node, missed)).Count == 0; looked++)
        {
            node.Clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(50);
        }

        await service.StopAsync(default);
        Assert.Equal(["T01"], await AssignedAsync(node, missed));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Whoever_joins_during_a_repair_has_every_course_once(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, null, Courses.Sample("T01"), Courses.Sample("T02"));
        var missed = await new Staff(node).PersonAsync("احمدی");

        var (repaired, joined) = await Interleaving.RunAsync(node, one => one.UseAsync((RepairAssignments repair) => repair.RunAsync()), two => two.JoinAsync());

        Assert.Equal(new RepairedAssignments(2, 0, 0), repaired);
        Assert.Equal(["T01", "T02"], await AssignedAsync(node, missed));
        Assert.Equal(["T01", "T02"], await AssignedAsync(node, joined));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_name_is_locked_in_a_transaction_only(string provider)
    {
        await using var node = await Node.NewAsync(databases, provider);

        await Assert.ThrowsAsync<InvalidOperationException>(() => node.ReadAsync(async db =>
        {
            await db.LockNameAsync("anything");
            return 0;
        }));
    }

    private static Task<Result> MoveAsync(Node node, Guid actor, Guid person) => node.UseAsync(async (MovePerson move) =>
    {
        var from = await node.ReadAsync(db => db.Set<Membership>().Where(m => m.PersonId == person).Select(m => m.Id).SingleAsync());
        return await move.RunAsync(actor, person, from, new NewMembership(node.Employer, null, Audience.Frontline, null, null));
    });

    private static Task<List<string>> AssignedAsync(Node node, Guid person) =>
        node.ReadAsync(db => db.StandingAssignments().Where(a => a.PersonId == person).OrderBy(a => a.CourseId).Select(a => a.CourseId).ToListAsync());
}
