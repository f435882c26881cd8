using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Courses;
using CustomerService.Learning.Lessons;
using CustomerService.Learning.Rules;
using CustomerService.Learning.Scenarios;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Providers.Tests.Learning;

public sealed class LessonContracts(Databases databases)
{
    private static readonly Course ForCustomers = Courses.Sample("T09") with { Offers = new Dictionary<Audience, Offer> { [Audience.Customer] = Offer.Required } };

    public static TheoryData<string> All => Databases.All;

    [Theory, MemberData(nameof(All))]
    public async Task Reading_a_lesson_of_a_course_not_begun_writes_nothing(string provider)
    {
        await using var node = await StartAsync(provider);
        var learner = await Learner.JoinAsync(node);

        var lesson = await ReadAsync(learner, "L1");
        var practice = await PracticeAsync(learner, "L1-P1", ("L1-P1.answer", "b"));

        Assert.Equal((null, null, null, "L2"), (lesson.EnrolmentId, lesson.Anchor, lesson.FinishedAtUtc, lesson.Next!.Id));
        Assert.All(lesson.Lessons, l => Assert.Equal(StepState.NotStarted, l.State));
        Assert.True(practice.Value!.Score.IsCorrect);
        Assert.Equal(0, await node.ReadAsync(db => db.Set<Enrolment>().CountAsync()));
        Assert.Equal(0, await node.ReadAsync(db => db.Set<LessonProgress>().CountAsync()));
        Assert.Equal(CourseState.NotStarted, (await learner.CourseAsync()).State);
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_first_step_in_a_lesson_enrols(string provider)
    {
        await using var node = await StartAsync(provider);
        var learner = await Learner.JoinAsync(node);
        await ReadAsync(learner, "L1");

        await learner.FinishAsync("L1");

        Assert.NotNull((await ReadAsync(learner, "L1")).FinishedAtUtc);
        Assert.Equal(1, await node.ReadAsync(db => db.Set<Enrolment>().CountAsync()));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Starting_enrols_in_the_current_revision_and_the_first_opening_is_recorded(string provider)
    {
        await using var node = await StartAsync(provider);
        var revision = await node.PublishAsync(Courses.Sample());
        var learner = await Learner.JoinAsync(node);

        var lesson = await OpenAsync(learner, "L2");

        Assert.Equal((revision, 2, "L1", null), (lesson.RevisionId, lesson.Number, lesson.Previous!.Id, lesson.Next));
        Assert.Equal([StepState.NotStarted, StepState.Started], lesson.Lessons.Select(l => l.State));
        Assert.Equal(1, await node.ReadAsync(db => db.Set<LessonProgress>().CountAsync(p => p.EnrolmentId == lesson.EnrolmentId && p.LessonId == "L2")));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Reading_a_lesson_again_is_one_query_and_writes_nothing(string provider)
    {
        await using var node = await StartAsync(provider);
        var learner = await Learner.JoinAsync(node);
        var first = await OpenAsync(learner, "L1");
        var before = await EnrolmentAsync(node, first.EnrolmentId!.Value);
        node.Clock.Advance(TimeSpan.FromMinutes(5));
        node.CommandsSinceLastAsked();

        await ReadAsync(learner, "L1");

        Assert.Equal(1, node.CommandsSinceLastAsked());
        Assert.Equal(before.LastSeenAtUtc, (await EnrolmentAsync(node, first.EnrolmentId!.Value)).LastSeenAtUtc);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Two_tabs_that_open_a_course_at_once_enrol_once(string provider)
    {
        await using var node = await StartAsync(provider);
        var learner = await Learner.JoinAsync(node);

        var tabs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OpenAsync(learner, "L1")));

        Assert.Single(tabs.Select(t => t.EnrolmentId).Distinct());
        Assert.Equal(1, await node.ReadAsync(db => db.Set<Enrolment>().CountAsync()));
        Assert.Equal(1, await node.ReadAsync(db => db.Set<LessonProgress>().CountAsync()));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Continue_returns_to_the_heading_last_reached(string provider)
    {
        await using var node = await StartAsync(provider);
        var learner = await Learner.JoinAsync(node);
        await OpenAsync(learner, "L2");

        Assert.True((await KeepAsync(learner, "L2", "the-idea")).Succeeded);
        node.CommandsSinceLastAsked();
        await KeepAsync(learner, "L2", "#the-idea");

        Assert.Equal(1, node.CommandsSinceLastAsked()); // unchanged: read, not written
        Assert.Equal("the-idea", (await OpenAsync(learner, "L2")).Anchor);
        Assert.Equal((StepKind.Lesson, "L2", "the-idea"), await ResumeAsync(learner));

        await OpenAsync(learner, "L1");
        Assert.Equal((StepKind.Lesson, "L1", null), await ResumeAsync(learner));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_position_needs_an_enrolment_and_a_lesson(string provider)
    {
        await using var node = await StartAsync(provider);
        var learner = await Learner.JoinAsync(node);

        Assert.Equal(new NotFound(), (await KeepAsync(learner, "L1", "x")).Refusal);
        await OpenAsync(learner, "L1");
        Assert.Equal(new NotFound(), (await KeepAsync(learner, "L7", "x")).Refusal);
        Assert.Equal(new NotFound(), (await KeepAsync(learner, "L1", new string('x', 121))).Refusal);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_finished_lesson_keeps_its_first_date_and_the_learners_own_plan(string provider)
    {
        await using var node = await StartAsync(provider);
        var learner = await Learner.JoinAsync(node);

        var step = await learner.FinishAsync("L1", " وقتی مشتری صبر کرد، تشکر می‌کنم. ");
        var finishedAt = node.Clock.UtcNow();
        node.Clock.AdvanceDays(1);
        await learner.FinishAsync("L1");
        var lesson = await OpenAsync(learner, "L1");

        Assert.Equal(("L2", false), (step.Value!.Next!.Id, step.Value.CourseCompleted));
        Assert.Equal((finishedAt, "وقتی مشتری صبر کرد، تشکر می‌کنم."), (lesson.FinishedAtUtc, lesson.AtWorkPlan));
        Assert.Equal(StepState.Done, lesson.Lessons[0].State);
        await learner.FinishAsync("L1", " ");
        Assert.Null((await OpenAsync(learner, "L1")).AtWorkPlan);
        Assert.Equal(new PlanTooLong(1000), (await learner.FinishAsync("L1", new string('x', 1001))).Refusal);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Practice_is_judged_and_nothing_is_stored(string provider)
    {
        await using var node = await StartAsync(provider);
        var learner = await Learner.JoinAsync(node);
        await OpenAsync(learner, "L1");
        node.CommandsSinceLastAsked();

        var feedback = await PracticeAsync(learner, "L1-P1", ("L1-P1.answer", "b"));

        Assert.Equal(1, node.CommandsSinceLastAsked());
        Assert.True(feedback.Value!.Score.IsCorrect);
        Assert.Equal(new NothingAnswered(), (await PracticeAsync(learner, "L1-P1", ("L1-P1.shown", "1"))).Refusal);
        Assert.Equal(new NotFound(), (await PracticeAsync(learner, "L9-P9", ("L9-P9.answer", "b"))).Refusal);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_scenario_is_played_from_its_path_and_recorded_at_its_end_once(string provider)
    {
        await using var node = await StartAsync(provider);
        var learner = await Learner.JoinAsync(node);

        var middle = await learner.PlayAsync("b");
        var end = await learner.PlayAsync("b.a");
        await learner.PlayAsync("b.a");
        await learner.PlayAsync("a.a");
        var again = await node.UseAsync((OpenScenario open) => open.RunAsync(learner.Id, "T01", "S1", ""));

        Assert.Equal(("n2", 0), (middle.Value!.State.Node!.Id, middle.Value.TimesPlayed));
        Assert.Equal(("e1", 1, 0.5m), (end.Value!.State.End!.Id, end.Value.TimesPlayed, end.Value.BestShareSoFar));
        Assert.Equal((2, 1m), (again.Value!.TimesPlayed, again.Value.BestShareSoFar));
        Assert.Equal(new NoSuchPath(), (await learner.PlayAsync("a.z")).Refusal);
        Assert.Equal(new ScenarioNotFinished(), (await node.UseAsync((FinishScenario f) => f.RunAsync(learner.Id, "T01", "S1", "a"))).Refusal);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_learner_keeps_the_revision_they_began_with(string provider)
    {
        await using var node = await StartAsync(provider);
        var learner = await Learner.JoinAsync(node);
        var pinned = (await OpenAsync(learner, "L1")).RevisionId;

        var newer = await node.PublishAsync(Courses.Sample() with { Lessons = [.. Courses.Sample().Lessons.Take(1)] });

        Assert.Equal(pinned, (await OpenAsync(learner, "L2")).RevisionId);
        Assert.Equal(newer, (await OpenAsync(await Learner.JoinAsync(node), "L1")).RevisionId);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_course_for_another_audience_does_not_exist_for_a_person(string provider)
    {
        await using var node = await StartAsync(provider, ForCustomers);
        var learner = await Learner.JoinAsync(node, "T09");

        Assert.Equal(new NotFound(), (await node.UseAsync((OpenCourse u) => u.RunAsync(learner.Id, "T09"))).Refusal);
        Assert.Equal(new NotFound(), (await node.UseAsync((StartCourse u) => u.RunAsync(learner.Id, "T09"))).Refusal);
        Assert.Equal(new NotFound(), (await node.UseAsync((OpenLesson u) => u.RunAsync(learner.Id, "T09", "L1"))).Refusal);
        Assert.Equal(new NotFound(), (await learner.FinishAsync("L1")).Refusal);
        Assert.Equal(new NotFound(), (await PracticeAsync(learner, "L1-P1", ("L1-P1.answer", "b"))).Refusal);
        Assert.Equal(new NotFound(), (await learner.PlayAsync()).Refusal);
        Assert.Equal(new NotFound(), (await learner.TryStartAsync()).Refusal);
        Assert.Equal(new NotFound(), (await node.UseAsync((OpenLesson u) => u.RunAsync(learner.Id, "T77", "L1"))).Refusal);
        Assert.Equal(0, await node.ReadAsync(db => db.Set<Enrolment>().CountAsync()));
        Assert.DoesNotContain("T09", Ids(await node.UseAsync((MyLearning u) => u.RunAsync(learner.Id))));
    }

    [Theory, MemberData(nameof(All))]
    public async Task An_assignment_opens_a_course_and_an_enrolment_keeps_it_open(string provider)
    {
        await using var node = await StartAsync(provider, ForCustomers);
        var learner = await Learner.JoinAsync(node, "T09");
        await node.DoAsync(db => db.Add(new Assignment(Guid.CreateVersion7(), learner.Id, "T09", Offer.Required, AssignmentReason.Person, node.Clock.UtcNow(), null)));

        await OpenAsync(learner, "L1");
        await node.ReadAsync(db => db.Set<Assignment>().Where(a => a.CourseId == "T09").ExecuteDeleteAsync());

        Assert.Equal(CourseState.InProgress, (await learner.CourseAsync()).State);
    }

    [Theory, MemberData(nameof(All))]
    public async Task After_leaving_only_what_was_begun_stays_open(string provider)
    {
        await using var node = await StartAsync(provider, Courses.Sample("T05"));
        var learner = await Learner.JoinAsync(node);
        await OpenAsync(learner, "L1");
        await node.ReadAsync(db => db.Set<Assignment>().ExecuteDeleteAsync());
        await node.ReadAsync(db => db.Set<Membership>().ExecuteUpdateAsync(s => s.SetProperty(m => m.EndedAtUtc, node.Clock.UtcNow())));

        Assert.Equal(["T01"], Ids(await node.UseAsync((MyLearning u) => u.RunAsync(learner.Id))));
        Assert.True((await node.UseAsync((OpenLesson u) => u.RunAsync(learner.Id, "T01", "L2"))).Succeeded);
        Assert.False((await node.UseAsync((OpenLesson u) => u.RunAsync(learner.Id, "T05", "L1"))).Succeeded);
    }

    [Theory, MemberData(nameof(All))]
    public async Task My_learning_shows_what_is_due_why_and_what_remains(string provider)
    {
        var optional = Courses.Sample("T05") with { Offers = new Dictionary<Audience, Offer> { [Audience.Frontline] = Offer.Optional } };
        await using var node = await StartAsync(provider, optional);
        var learner = await Learner.JoinAsync(node);
        await learner.FinishAsync("L1");
        node.Clock.AdvanceDays(50);

        var mine = await node.UseAsync((MyLearning u) => u.RunAsync(learner.Id));

        var card = Assert.Single(mine.ToDo);
        Assert.Equal(("T01", Offer.Required, AssignmentReason.Audience, CourseState.InProgress), (card.CourseId, card.Offer, card.Reason, card.State));
        Assert.Equal((DueKind.Ahead, 10), (card.Due.Kind, card.Due.Days));
        Assert.Equal((0.25m, 30, "L2"), (card.ProgressShare, card.MinutesLeft, card.Next!.Id));
        Assert.Equal("T01", mine.ContinueWith!.CourseId);
        Assert.Equal("T05", Assert.Single(mine.Offered).CourseId);
        Assert.Empty(mine.Done);
    }

    private Task<Node> StartAsync(string provider, params Course[] more) => Node.StartAsync(databases, provider, null, [Courses.Sample(), .. more]);

    /// <summary>Starts the course if not started, and opens a lesson.</summary>
    private static async Task<LessonView> OpenAsync(Learner learner, string lessonId)
    {
        await learner.Node.UseAsync((StartCourse start) => start.RunAsync(learner.Id, learner.CourseId));
        return await ReadAsync(learner, lessonId);
    }

    private static async Task<LessonView> ReadAsync(Learner learner, string lessonId)
    {
        var lesson = await learner.Node.UseAsync((OpenLesson open) => open.RunAsync(learner.Id, learner.CourseId, lessonId));
        Assert.True(lesson.Succeeded, lesson.Refusal?.ToString());
        return lesson.Value;
    }

    private static Task<Result> KeepAsync(Learner learner, string lessonId, string anchor) =>
        learner.Node.UseAsync((KeepPosition keep) => keep.RunAsync(learner.Id, learner.CourseId, lessonId, anchor));

    private static Task<Result<PracticeFeedback>> PracticeAsync(Learner learner, string itemId, params (string Key, string Value)[] fields) =>
        learner.Node.UseAsync((CheckPractice check) => check.RunAsync(learner.Id, learner.CourseId, "L1", itemId, fields.Select(f => KeyValuePair.Create(f.Key, f.Value))));

    private static async Task<(StepKind, string, string?)> ResumeAsync(Learner learner)
    {
        var next = (await learner.Node.UseAsync((MyLearning u) => u.RunAsync(learner.Id))).ContinueWith!.Next!;
        return (next.Kind, next.Id, next.Anchor);
    }

    private static IEnumerable<string> Ids(MyLearningView view) => view.ToDo.Concat(view.Offered).Concat(view.Done).Select(c => c.CourseId);

    private static Task<Enrolment> EnrolmentAsync(Node node, Guid id) => node.ReadAsync(db => db.Set<Enrolment>().AsNoTracking().SingleAsync(e => e.Id == id));
}
