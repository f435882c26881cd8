using CustomerService.Catalogue.Publishing;
using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Assignments;
using CustomerService.Learning.Courses;
using CustomerService.Learning.Data;
using CustomerService.Learning.Rules;
using CustomerService.People.Access;
using CustomerService.People.Administration;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Outbox;
using CustomerService.Providers.Tests.People;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Providers.Tests.Learning;

/// <summary>What rules assign, to whom, until when, and that it ends when its cause does.</summary>
public sealed class AssignmentRuleContracts(Databases databases)
{
    /// <summary>Required of nobody.</summary>
    private static readonly Course Free = Courses.Sample("T05") with { Offers = new Dictionary<Audience, Offer> { [Audience.Frontline] = Offer.Optional } };

    public static TheoryData<string> All => Databases.All;

    [Theory, MemberData(nameof(All))]
    public async Task A_rule_assigns_once_to_whom_every_condition_fits(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, null, Free);
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        var (top, other) = (await staff.UnitAsync("شعبه"), await staff.UnitAsync("انبار"));
        var below = await staff.UnitAsync("باجه", top);
        var (here, deeper) = (await staff.PersonAsync("احمدی", top), await staff.PersonAsync("کاظمی", below));
        await staff.PersonAsync("رضایی", other);
        await staff.PersonAsync("کریمی", top, audience: Audience.Manager);
        // Each condition by another membership: none fits both.
        var split = await staff.PersonAsync("مرادی", other);
        await staff.AddMembershipAsync(split, top, audience: Audience.Manager);
        await staff.PersonAsync(new PersonName("", "غایب"), top, more: p => p.Deactivate());

        var rule = await SaveAsync(node, hr, Terms() with { Who = RuleConditions.None with { UnitId = top.Id, Audience = Audience.Frontline } });

        Assert.Equal([here, deeper], await HaveAsync(node, "T05"));
        Assert.Equal(0, await node.UseAsync((ApplyRules apply) => apply.RunAsync(rule)));
        Assert.Equal(0, await node.UseAsync((ApplyRules apply) => apply.MatchAsync(here)));
        Assert.Equal(2, await node.ReadAsync(db => db.Set<AssignmentCause>().CountAsync(c => c.RuleId == rule && c.EndedAtUtc == null)));
        Assert.NotNull(await node.ReadAsync(db => db.Set<AssignmentRule>().Where(r => r.Id == rule).Select(r => r.AppliedAtUtc).SingleAsync()));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_draft_assigns_nothing_and_only_human_resources_of_the_academy_save_and_end(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, null, Free);
        var staff = new Staff(node);
        var (hr, learner) = (await staff.HumanResourcesAsync(), await staff.PersonAsync("احمدی"));
        var manager = await staff.ManagerOfAsync(await staff.UnitAsync("شعبه"));

        Assert.IsType<NotAllowed>((await node.UseAsync((SaveRule save) => save.RunAsync(manager, null, Terms(), activate: true))).Refusal);
        var draft = (await node.UseAsync((SaveRule save) => save.RunAsync(hr, null, Terms(), activate: false))).Value;
        await DeliverAsync(node);
        Assert.Empty(await HaveAsync(node, "T05"));
        Assert.IsType<NotAllowed>((await node.UseAsync((EndRule end) => end.RunAsync(learner, draft))).Refusal);
        Assert.IsType<NotFound>((await node.UseAsync((EndRule end) => end.RunAsync(hr, Guid.NewGuid()))).Refusal);
        Assert.IsType<RuleRefersToNothing>((await node.UseAsync((SaveRule save) => save.RunAsync(hr, null, Terms() with { CourseId = "NONE" }, activate: true))).Refusal);

        await SaveAsync(node, hr, Terms(), draft);
        Assert.Contains(learner, await HaveAsync(node, "T05"));
        Assert.True((await node.UseAsync((EndRule end) => end.RunAsync(hr, draft))).Succeeded);
        Assert.IsType<RuleHasEnded>((await node.UseAsync((SaveRule save) => save.RunAsync(hr, draft, Terms(), activate: true))).Refusal);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Joiners_get_what_rules_assign_leavers_are_released_and_who_comes_back_has_it_again(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, null, Free);
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        var rule = await SaveAsync(node, hr, Terms() with { When = RuleTiming.AtOnce with { Due = RuleDue.WorkingDays, DueDays = 3 } });

        var joined = await node.JoinAsync();
        await DeliverAsync(node);
        Assert.Equal([joined], await HaveAsync(node, "T05"));

        await MoveAsync(node, hr, joined, Audience.Manager);
        Assert.Empty(await HaveAsync(node, "T05"));
        // It stays readable, and is not asked for.
        Assert.True((await node.UseAsync((OpenCourse open) => open.RunAsync(joined, "T05"))).Value is { Due.DueAtUtc: null });

        node.Clock.Advance(TimeSpan.FromDays(2));
        await MoveAsync(node, hr, joined, Audience.Frontline);
        Assert.Equal([joined], await HaveAsync(node, "T05"));

        var now = node.Clock.UtcNow();
        var causes = await node.ReadAsync(db => db.Set<AssignmentCause>().Where(c => c.RuleId == rule && c.PersonId == joined).OrderBy(c => c.BeganAtUtc).ToListAsync());
        Assert.Equal([false, true], causes.Select(c => c.EndedAtUtc is null));
        var assignment = await node.ReadAsync(db => db.Set<Assignment>().SingleAsync(a => a.PersonId == joined));
        Assert.Equal((now, causes[1].DueAtUtc), (assignment.AssignedAtUtc, assignment.DueAtUtc));

        await node.UseAsync((ChangeActivity change) => change.RunAsync(hr, joined, active: false));
        await DeliverAsync(node);
        Assert.Empty(await HaveAsync(node, "T05"));
    }

    [Theory, MemberData(nameof(All))]
    public async Task An_assignment_stands_while_one_of_its_causes_does_and_a_completed_one_stays(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, null, Courses.Sample("T01"));
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        var (stays, moves, done) = (await node.JoinAsync(), await node.JoinAsync(), await node.JoinAsync());
        await node.CompleteAsync(done);
        var rule = await SaveAsync(node, hr, Terms() with { CourseId = "T01", Who = RuleConditions.None, People = [stays, moves, done], When = RuleTiming.AtOnce with { Due = RuleDue.WorkingDays, DueDays = 2 } });
        var early = await DueAsync(node, stays);

        await MoveAsync(node, hr, moves, Audience.Leader);
        Assert.Contains(moves, await HaveAsync(node, "T01"));
        await MoveAsync(node, hr, done, Audience.Leader);
        Assert.True((await node.UseAsync((EndRule end) => end.RunAsync(hr, rule))).Succeeded);
        await DeliverAsync(node);

        // The audience's requirement is left, with its own due date; nothing is left of the other; what is completed counts.
        Assert.Equal(new[] { stays, done }.Order(), (await HaveAsync(node, "T01")).Order());
        Assert.True(await DueAsync(node, stays) > early);
        Assert.Equal(0, await node.UseAsync((ApplyRules apply) => apply.RunAllAsync()));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_completion_that_counts_no_more_holds_no_assignment_whose_causes_ended(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, null, Courses.Sample("T01") with { CertificateValidMonths = 1 });
        var hr = await new Staff(node).HumanResourcesAsync();
        var done = await node.JoinAsync();
        await node.CompleteAsync(done);
        await MoveAsync(node, hr, done, Audience.Leader);
        Assert.Equal([done], await HaveAsync(node, "T01"));

        node.Clock.Advance(TimeSpan.FromDays(60));
        await node.UseAsync((RepairAssignments repair) => repair.RunAsync());

        Assert.Empty(await HaveAsync(node, "T01"));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_delay_counts_from_the_day_on_which_a_person_came_to_match_and_waits_for_a_working_day(string provider)
    {
        // The clock stands on a Saturday or later: days off are those of the week in which the delay ends.
        await using var node = await Node.StartAsync(databases, provider, null, Free);
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        var joined = await staff.PersonAsync("احمدی");
        await SaveAsync(node, hr, Terms() with { When = new RuleTiming(5, false, RuleDue.FixedDay, CivilCalendar.Tehran.DayOf(node.Clock.UtcNow()).AddDays(20), null) });
        Assert.Empty(await HaveAsync(node, "T05"));

        node.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Equal(0, await node.UseAsync((ApplyRules apply) => apply.RunAllAsync()));
        node.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await node.UseAsync((ApplyRules apply) => apply.RunAllAsync()));

        Assert.Equal([joined], await HaveAsync(node, "T05"));
        var day = CivilCalendar.Tehran.DayOf(node.Clock.UtcNow()).AddDays(15);
        Assert.Equal(CivilCalendar.Tehran.DeadlineUtc(day), await DueAsync(node, joined));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_path_assigns_its_courses_and_a_condition_may_be_a_role_or_a_completed_course(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, null, Free, Free with { Id = "T06" }, Free with { Id = "T07" });
        node.Services.GetRequiredService<AcademyReference>().Use(AcademyContent.Empty with
        {
            Paths = [new("start", new("آغاز", "Start"), LocalText.Empty, Audience.Frontline, ["T05", "T06"], LocalText.Empty, null, null, [])],
        });
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        var leader = await staff.PersonAsync("احمدی");
        await SaveAsync(node, hr, Terms() with { CourseId = null, PathId = "start", Who = RuleConditions.None with { Role = Role.Leader } });
        await SaveAsync(node, hr, Terms() with { CourseId = "T07", Who = RuleConditions.None with { CompletedCourseId = "T06" } });

        var administrator = await staff.PersonAsync("کاظمی");
        await node.GrantAsync(administrator, Role.Administrator);
        await node.UseAsync((GrantRole grant) => grant.RunAsync(administrator, leader, Role.Leader, null, null));
        await DeliverAsync(node);
        Assert.Equal([leader], await HaveAsync(node, "T05"));
        Assert.Equal([leader], await HaveAsync(node, "T06"));
        Assert.Equal(["start"], await node.ReadAsync(db => db.Set<AssignmentCause>().Where(c => c.PersonId == leader && c.RuleId != null).Select(c => c.PathId).Distinct().ToListAsync()));
        Assert.Empty(await HaveAsync(node, "T07"));

        await node.CompleteAsync(leader, "T06");
        await DeliverAsync(node);
        Assert.Equal([leader], await HaveAsync(node, "T07"));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Who_leaves_an_audience_is_released_of_its_courses_and_so_is_it_when_they_are_required_no_more(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, null, Courses.Sample("T01"));
        var hr = await new Staff(node).HumanResourcesAsync();
        var (moves, stays) = (await node.JoinAsync(), await node.JoinAsync());

        await MoveAsync(node, hr, moves, Audience.Manager);
        Assert.Equal([stays], await HaveAsync(node, "T01"));
        await MoveAsync(node, hr, moves, Audience.Frontline);
        Assert.Equal(2, (await HaveAsync(node, "T01")).Count);

        await node.PublishAsync(Courses.Sample("T01") with { Offers = new Dictionary<Audience, Offer> { [Audience.Frontline] = Offer.Optional } });
        Assert.Empty(await HaveAsync(node, "T01"));
        await node.PublishAsync(Courses.Sample("T01"));
        Assert.Equal(2, (await HaveAsync(node, "T01")).Count);
        Assert.Equal(2, await node.ReadAsync(db => db.Set<Assignment>().CountAsync()));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Assignments_of_a_version_without_causes_get_them_as_of_their_day(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, null, Courses.Sample("T01"));
        var person = await new Staff(node).PersonAsync("احمدی");
        var (at, due) = (node.Clock.UtcNow().AddDays(-30), node.Clock.UtcNow().AddDays(30));
        await node.DoAsync(db => db.Add(new Assignment(Guid.CreateVersion7(), person, "T01", Offer.Required, AssignmentReason.Audience, at, due)));

        await node.UseAsync((RepairAssignments repair) => repair.RunAsync());

        var cause = await node.ReadAsync(db => db.Set<AssignmentCause>().SingleAsync(c => c.PersonId == person));
        Assert.Equal((AssignmentReason.Audience, Audience.Frontline, at, due), (cause.Kind, cause.Audience!.Value, cause.BeganAtUtc, cause.DueAtUtc!.Value));
        Assert.Equal((at, due), await node.ReadAsync(db => db.Set<Assignment>().Where(a => a.PersonId == person).Select(a => new ValueTuple<DateTime, DateTime>(a.AssignedAtUtc, a.DueAtUtc!.Value)).SingleAsync()));
    }

    private static RuleTerms Terms() => new(new("قاعده", "Rule"), RuleConditions.None with { Audience = Audience.Frontline }, null, "T05", null, RuleTiming.AtOnce);

    private static async Task<Guid> SaveAsync(Node node, Guid actor, RuleTerms terms, Guid? id = null)
    {
        var saved = await node.UseAsync((SaveRule save) => save.RunAsync(actor, id, terms, activate: true));
        Assert.Null(saved.Refusal);
        await DeliverAsync(node);
        return saved.Value;
    }

    private static async Task DeliverAsync(Node node)
    {
        var dispatcher = node.Services.GetRequiredService<OutboxDispatcher>();
        for (var delivered = 0; await dispatcher.DeliverNextAsync(default); delivered++)
        {
            Assert.True(delivered < 200, "The outbox does not end.");
        }

        Assert.Equal(0, await node.ReadAsync(db => db.Set<OutboxMessage>().CountAsync(m => m.LastError != null && (m.Kind == nameof(RuleToApply) || m.Kind == nameof(PersonToMatch)))));
    }

    private static async Task MoveAsync(Node node, Guid actor, Guid person, Audience audience)
    {
        var from = await node.ReadAsync(db => db.Set<Membership>().Where(m => m.PersonId == person && m.EndedAtUtc == null).Select(m => m.Id).SingleAsync());
        Assert.Null((await node.UseAsync((MovePerson move) => move.RunAsync(actor, person, from, new NewMembership(node.Employer, null, audience, null, null)))).Refusal);
        await DeliverAsync(node);
    }

    /// <summary>The people whose assignment of the course stands, in the order in which they came.</summary>
    private static Task<List<Guid>> HaveAsync(Node node, string course) => node.ReadAsync(async db =>
    {
        var have = await db.StandingAssignments().Where(a => a.CourseId == course).Select(a => a.PersonId).ToListAsync();
        return have.Order().ToList();
    });

    private static Task<DateTime?> DueAsync(Node node, Guid person) =>
        node.ReadAsync(db => db.StandingAssignments().Where(a => a.PersonId == person).Select(a => a.DueAtUtc).SingleAsync());
}
