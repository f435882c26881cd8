using CustomerService.Learning.Assignments;
using CustomerService.Learning.Completions;
using CustomerService.Learning.Courses;
using CustomerService.Learning.Data;
using CustomerService.Learning.Lessons;
using CustomerService.Learning.Rules;
using CustomerService.Messages.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Providers.Tests.People;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Providers.Tests.Learning;

/// <summary>What somebody in charge decides about one person's course, and takes back again.</summary>
public sealed class AssignmentAdjustmentContracts(Databases databases)
{
    private static readonly Grounds Why = new("دلیل", "نامهٔ ۱۲");

    public static TheoryData<string> All => Databases.All;

    [Theory, MemberData(nameof(All))]
    public async Task Who_is_exempt_is_asked_for_nothing_whatever_assigns_it_until_it_is_taken_back(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, null, Courses.Sample("T01"));
        var hr = await new Staff(node).HumanResourcesAsync();
        var (exempt, other) = (await node.JoinAsync(), await node.JoinAsync());

        Assert.True((await node.UseAsync((ExemptFromCourse act) => act.RunAsync(hr, exempt, "T01", Why))).Succeeded);
        Assert.Equal([other], await HaveAsync(node));
        Assert.IsType<NothingToAdjust>((await node.UseAsync((ExemptFromCourse act) => act.RunAsync(hr, exempt, "T01", Why))).Refusal);
        // Looked over again, assigned by a rule, published anew: nothing asks it of them.
        await node.UseAsync((RepairAssignments repair) => repair.RunAsync());
        await node.UseAsync((SaveRule save) => save.RunAsync(hr, null, Rule(exempt), activate: true));
        await node.UseAsync((ApplyRules apply) => apply.RunAllAsync());
        await node.PublishAsync(Courses.Sample("T01") with { Summary = new("تازه", "New") });
        Assert.Equal([other], await HaveAsync(node));
        var mine = await node.UseAsync((MyLearning learning) => learning.RunAsync(exempt));
        Assert.Empty(mine.ToDo);
        Assert.True(Assert.Single(mine.Offered) is { IsExempt: true, IsRequired: false, Due.DueAtUtc: null, Causes.Count: 2 });
        var stands = Assert.Single((await node.UseAsync((OpenCourse open) => open.RunAsync(exempt, "T01"))).Value!.Adjustments);
        Assert.Equal((AdjustmentKind.Exemption, "دلیل", "نامهٔ ۱۲", hr), (stands.Kind, stands.Reason, stands.Evidence, stands.ById));

        Assert.True((await node.UseAsync((EndAdjustment act) => act.RunAsync(hr, exempt, "T01", AdjustmentKind.Exemption, Why))).Succeeded);
        Assert.Equal(new[] { exempt, other }.Order(), (await HaveAsync(node)).Order());
        Assert.True(Assert.Single((await node.UseAsync((MyLearning learning) => learning.RunAsync(exempt))).ToDo).IsRequired);
        Assert.IsType<NothingToAdjust>((await node.UseAsync((EndAdjustment act) => act.RunAsync(hr, exempt, "T01", AdjustmentKind.Exemption, Why))).Refusal);
        Assert.Equal([MessageKind.Exempted, MessageKind.DueDateChanged], await ToldAsync(node, exempt));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_later_day_stands_whatever_rules_say_until_it_is_taken_back(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, null, Courses.Sample("T01"));
        var hr = await new Staff(node).HumanResourcesAsync();
        var person = await node.JoinAsync();
        var due = (await DueAsync(node, person))!.Value;
        var days = CivilCalendar.Tehran;
        var (later, latest) = (days.DayOf(due).AddDays(10), days.DayOf(due).AddDays(20));

        Assert.IsType<DayNotLater>((await node.UseAsync((ExtendDueDate act) => act.RunAsync(hr, person, "T01", days.DayOf(due), Why))).Refusal);
        Assert.True((await node.UseAsync((ExtendDueDate act) => act.RunAsync(hr, person, "T01", later, Why))).Succeeded);
        Assert.True((await node.UseAsync((ExtendDueDate act) => act.RunAsync(hr, person, "T01", latest, Why))).Succeeded);
        // Another cause, with an earlier day.
        await node.UseAsync((SaveRule save) => save.RunAsync(hr, null, Rule(person) with { When = RuleTiming.AtOnce with { Due = RuleDue.WorkingDays, DueDays = 1 } }, activate: true));
        await node.UseAsync((ApplyRules apply) => apply.RunAllAsync());
        Assert.Equal(days.DeadlineUtc(latest), await DueAsync(node, person));
        Assert.Single(await node.ReadAsync(db => db.StandingAdjustmentsOf(person).ToListAsync()));
        Assert.Equal(2, await node.ReadAsync(db => db.Set<AssignmentAdjustment>().CountAsync()));

        Assert.True((await node.UseAsync((EndAdjustment act) => act.RunAsync(hr, person, "T01", AdjustmentKind.Extension, Why))).Succeeded);
        Assert.True(await DueAsync(node, person) < due);
        await node.CompleteAsync(person);
        Assert.IsType<NothingToAdjust>((await node.UseAsync((ExtendDueDate act) => act.RunAsync(hr, person, "T01", latest, Why))).Refusal);
        Assert.IsType<NothingToAdjust>((await node.UseAsync((ExemptFromCourse act) => act.RunAsync(hr, person, "T01", Why))).Refusal);
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_was_learned_elsewhere_counts_as_of_its_day_without_a_certificate_and_is_taken_back_while_nobody_went_on(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, null, Courses.Sample("T01") with { CertificateValidMonths = 12 });
        var hr = await new Staff(node).HumanResourcesAsync();
        var person = await node.JoinAsync();
        var on = CivilCalendar.Tehran.DayOf(node.Clock.UtcNow()).AddDays(-30);

        Assert.IsType<DayAhead>((await node.UseAsync((RecogniseLearning act) => act.RunAsync(hr, person, "T01", on.AddDays(60), Why))).Refusal);
        Assert.True((await node.UseAsync((RecogniseLearning act) => act.RunAsync(hr, person, "T01", on, Why))).Succeeded);
        Assert.IsType<CompletedAlready>((await node.UseAsync((RecogniseLearning act) => act.RunAsync(hr, person, "T01", on, Why))).Refusal);
        var completion = await node.ReadAsync(db => db.Set<Completion>().SingleAsync());
        var outside = CompletionExplanation.FromJson(completion.Explanation).Outside!;
        Assert.Equal((CivilCalendar.Tehran.StartOfUtc(on), 0, hr, "دلیل", "نامهٔ ۱۲"), (completion.CompletedAtUtc, completion.Minutes, outside.ConfirmedById, outside.Reference, outside.Number));
        Assert.NotNull(completion.ValidUntilUtc);
        Assert.Empty((await node.UseAsync((MyLearning learning) => learning.RunAsync(person))).ToDo);
        Assert.Equal([MessageKind.LearningRecognised], await ToldAsync(node, person));

        Assert.True((await node.UseAsync((WithdrawRecognition act) => act.RunAsync(hr, person, "T01", Why))).Succeeded);
        Assert.Single((await node.UseAsync((MyLearning learning) => learning.RunAsync(person))).ToDo);
        Assert.Equal(0, await node.ReadAsync(db => db.Set<Enrolment>().CountAsync()));
        Assert.IsType<NothingToAdjust>((await node.UseAsync((WithdrawRecognition act) => act.RunAsync(hr, person, "T01", Why))).Refusal);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Whoever_is_in_charge_decides_with_a_reason_about_others_alone_and_human_resources_recognise(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, null, Courses.Sample("T01"));
        var staff = new Staff(node);
        var (hr, unit) = (await staff.HumanResourcesAsync(), await staff.UnitAsync("شعبه"));
        var (manager, outsider) = (await staff.ManagerOfAsync(unit), await staff.ManagerOfAsync(await staff.UnitAsync("انبار")));
        var person = await staff.PersonAsync("احمدی", unit);
        await node.UseAsync((RepairAssignments repair) => repair.RunAsync());
        var on = CivilCalendar.Tehran.DayOf(node.Clock.UtcNow());

        foreach (var stranger in new[] { outsider, person })
        {
            Assert.IsType<NotFound>((await node.UseAsync((ExemptFromCourse act) => act.RunAsync(stranger, person, "T01", Why))).Refusal);
            Assert.IsType<NotFound>((await node.UseAsync((ExtendDueDate act) => act.RunAsync(stranger, person, "T01", on.AddDays(200), Why))).Refusal);
            Assert.IsType<NotFound>((await node.UseAsync((EndAdjustment act) => act.RunAsync(stranger, person, "T01", AdjustmentKind.Exemption, Why))).Refusal);
            Assert.IsType<NotFound>((await node.UseAsync((RecogniseLearning act) => act.RunAsync(stranger, person, "T01", on, Why))).Refusal);
            Assert.IsType<NotFound>((await node.UseAsync((WithdrawRecognition act) => act.RunAsync(stranger, person, "T01", Why))).Refusal);
        }

        Assert.IsType<NotAllowed>((await node.UseAsync((RecogniseLearning act) => act.RunAsync(manager, person, "T01", on, Why))).Refusal);
        Assert.IsType<NotFound>((await node.UseAsync((RecogniseLearning act) => act.RunAsync(hr, person, "NONE", on, Why))).Refusal);
        foreach (var grounds in new[] { Why with { Reason = " " }, Why with { Reason = new string('x', 501) }, Why with { Evidence = new string('x', 201) } })
        {
            Assert.IsType<GroundsRefused>((await node.UseAsync((ExemptFromCourse act) => act.RunAsync(hr, person, "T01", grounds))).Refusal);
        }

        Assert.True((await node.UseAsync((ExtendDueDate act) => act.RunAsync(manager, person, "T01", on.AddDays(200), Why))).Succeeded);
        Assert.True((await node.UseAsync((ExemptFromCourse act) => act.RunAsync(manager, person, "T01", Why))).Succeeded);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_recognition_in_which_somebody_went_on_stays(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, null, Courses.Sample("T01"));
        var hr = await new Staff(node).HumanResourcesAsync();
        var person = await node.JoinAsync();
        await node.UseAsync((RecogniseLearning act) => act.RunAsync(hr, person, "T01", CivilCalendar.Tehran.DayOf(node.Clock.UtcNow()), Why));
        await node.UseAsync((OpenLesson open) => open.RunAsync(person, "T01", Courses.Sample("T01").Lessons[0].Id));

        Assert.IsType<RecognitionInUse>((await node.UseAsync((WithdrawRecognition act) => act.RunAsync(hr, person, "T01", Why))).Refusal);

        Assert.Equal(1, await node.ReadAsync(db => db.Set<Completion>().CountAsync()));
    }

    private static RuleTerms Rule(Guid person) => new(new("قاعده", "Rule"), RuleConditions.None, [person], "T01", null, RuleTiming.AtOnce);

    private static Task<List<Guid>> HaveAsync(Node node) => node.ReadAsync(db => db.StandingAssignments().Where(a => a.CourseId == "T01").Select(a => a.PersonId).ToListAsync());

    private static Task<DateTime?> DueAsync(Node node, Guid person) => node.ReadAsync(db => db.StandingAssignments().Where(a => a.PersonId == person).Select(a => a.DueAtUtc).SingleAsync());

    private static Task<List<MessageKind>> ToldAsync(Node node, Guid person) =>
        node.ReadAsync(db => db.Set<Message>().Where(m => m.PersonId == person && m.Kind != MessageKind.CourseAssigned).OrderBy(m => m.CreatedAtUtc).ThenBy(m => m.Id).Select(m => m.Kind).ToListAsync());
}
