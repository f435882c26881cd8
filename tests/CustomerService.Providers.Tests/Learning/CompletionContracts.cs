using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Completions;
using CustomerService.Learning.Courses;
using CustomerService.Learning.Items;
using CustomerService.Learning.Lessons;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Events;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Providers.Tests.Learning;

public sealed class CompletionContracts(Databases databases)
{
    public static TheoryData<string> All => Databases.All;

    [Theory, MemberData(nameof(All))]
    public async Task Due_days_and_training_years_are_those_of_the_academys_time_zone(string provider)
    {
        var kolkata = new CivilCalendar(TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata"));
        await using var node = await Node.StartAsync(databases, provider, s => s.AddSingleton(kolkata), Courses.Sample());
        // 00:30 on 1 Farvardin 1406 in Kolkata, the evening before in Tehran.
        node.Clock.SetUtcNow(new DateTimeOffset(2027, 3, 20, 19, 0, 0, TimeSpan.Zero));
        var learner = await Learner.JoinAsync(node);

        var due = (await node.ReadAsync(db => db.Set<Assignment>().Where(a => a.PersonId == learner.Id).Select(a => a.DueAtUtc).SingleAsync()))!.Value;
        Assert.Equal(kolkata.DeadlineUtc(kolkata.DayOf(due)), due);
        // In Tehran the day lasts two more hours.
        node.Clock.SetUtcNow(due);
        Assert.Equal(DueKind.Today, (await node.UseAsync((OpenCourse open) => open.RunAsync(learner.Id, "T01"))).Value!.Due.Kind);
        Assert.Equal(DueKind.Today, (await node.UseAsync((MyLearning mine) => mine.RunAsync(learner.Id))).ToDo.Single().Due.Kind);
        node.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(DueKind.Overdue, (await node.UseAsync((OpenCourse open) => open.RunAsync(learner.Id, "T01"))).Value!.Due.Kind);
        Assert.Equal(DueKind.Overdue, (await node.UseAsync((MyLearning mine) => mine.RunAsync(learner.Id))).ToDo.Single().Due.Kind);

        await node.CompleteAsync(learner.Id, atUtc: new DateTime(2027, 3, 20, 19, 0, 0, DateTimeKind.Utc));
        Assert.Equal(1406, Assert.Single((await node.UseAsync((MyRecord record) => record.RunAsync(learner.Id))).Years).JalaliYear);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Passing_the_quiz_last_completes_the_course_in_the_same_instant(string provider)
    {
        await using var node = await StartAsync(provider);
        var learner = await (await Learner.JoinAsync(node)).ReadAllAsync();
        await learner.PlayAsync();

        var submitted = await learner.SitAsync();

        Assert.True(submitted.CourseCompleted);
        var completion = Assert.Single(await learner.CompletionsAsync());
        Assert.Equal((100, 40, node.Clock.UtcNow()), (completion.Percent, completion.Minutes, completion.CompletedAtUtc));
        Assert.All(CompletionExplanation.FromJson(completion.Explanation).Rules, r => Assert.True(r.Met));
        Assert.Equal(1, await FactsAsync(node));
        var course = await learner.CourseAsync();
        Assert.Equal((CourseState.Completed, 1m, 0, completion.Id), (course.State, course.ProgressShare, course.MinutesLeft, course.CompletionId));
        Assert.Null(course.Next);
        var done = Assert.Single((await node.UseAsync((MyLearning mine) => mine.RunAsync(learner.Id))).Done);
        Assert.Equal((100, DueKind.None), (done.Percent, done.Due.Kind));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_course_may_wait_for_practice_and_for_an_ending_that_counts_and_practice_may_be_the_last_of_it(string provider)
    {
        var sample = Courses.Sample();
        var asking = sample with
        {
            Completion = new(PracticeTried: true, ScenariosPassed: true),
            Scenarios = [sample.Scenarios[0] with { Ends = [.. sample.Scenarios[0].Ends.Select(e => e with { Passes = e.Id == "e1" })] }],
        };
        await using var node = await Node.StartAsync(databases, provider, null, asking);
        var learner = await (await Learner.JoinAsync(node)).ReadAllAsync();

        Assert.True((await learner.PlayAsync("a.b")).Value!.MustPlayAgain);
        Assert.False((await learner.SitAsync()).CourseCompleted);
        var open = await learner.CourseAsync();
        Assert.Equal([CompletionRule.Practice, CompletionRule.Scenarios], open.Explanation.Rules.Where(r => !r.Met).Select(r => r.Rule));
        Assert.Equal("S1", open.Next!.Id);
        Assert.False((await learner.PlayAsync()).Value!.MustPlayAgain);
        var waiting = await learner.CourseAsync();
        Assert.Equal([CompletionRule.Practice], waiting.Explanation.Rules.Where(r => !r.Met).Select(r => r.Rule));
        Assert.Equal(waiting.Explanation.Rules.Single(r => !r.Met).Missing[0], waiting.Next!.Id);

        foreach (var (lesson, item) in asking.Lessons.SelectMany(l => l.Practice.Select(p => (l, p))))
        {
            Assert.Empty(await learner.CompletionsAsync());
            var drawn = QuizDraw.ForPractice(item, QuizDraw.PracticeArrangement((await node.ReadAsync(db => db.Set<Enrolment>().Where(e => e.PersonId == learner.Id).Select(e => e.Id).SingleAsync()))));
            var fields = ItemTypes.Of(item).Write(drawn, ItemTypes.SampleAnswer(item, right: false)).ToList();
            // A wrong answer is a try as well; the same one again changes nothing.
            Assert.True((await node.UseAsync((CheckPractice check) => check.RunAsync(learner.Id, "T01", lesson.Id, item.Id, fields))).Succeeded);
            Assert.True((await node.UseAsync((CheckPractice check) => check.RunAsync(learner.Id, "T01", lesson.Id, item.Id, fields))).Succeeded);
        }

        Assert.Equal(40, Assert.Single(await learner.CompletionsAsync()).Minutes);
        Assert.True((await learner.CourseAsync()).Explanation.IsComplete);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Time_at_work_is_counted_once_a_day_and_shown_beside_the_credited_time(string provider)
    {
        await using var node = await StartAsync(provider);
        var learner = await Learner.JoinAsync(node);
        Task<Result> Count(int seconds, string course = "T01") => node.UseAsync((CountActivity count) => count.RunAsync(learner.Id, course, seconds));

        Assert.Equal(new NotFound(), (await Count(30)).Refusal);
        await learner.ReadAllAsync();
        for (var i = 0; i < 8; i++)
        {
            // Two pages report each half minute: it counts once.
            Assert.True((await Count(30)).Succeeded);
            Assert.True((await Count(30)).Succeeded);
            node.Clock.Advance(TimeSpan.FromSeconds(30));
        }

        node.Clock.AdvanceDays(1);
        Assert.True((await Count(30)).Succeeded);
        Assert.True((await Count(0)).Succeeded);
        Assert.Equal(new NotFound(), (await Count(30, "T99")).Refusal);
        await learner.PlayAsync();
        await learner.SitAsync();

        Assert.Equal([240, 30], await node.ReadAsync(db => db.Set<ActiveDay>().OrderBy(d => d.Day).Select(d => d.Seconds).ToListAsync()));
        var record = await node.UseAsync((MyRecord mine) => mine.RunAsync(learner.Id));
        Assert.Equal((40, 4), (record.Minutes, record.ActiveMinutes));
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_last_lesson_or_scenario_completes_it_as_well(string provider)
    {
        await using var node = await StartAsync(provider, Courses.TestOut());
        var learner = await (await Learner.JoinAsync(node)).ReadAllAsync();
        Assert.False((await learner.SitAsync()).CourseCompleted);
        Assert.Equal(CompletionRule.Scenarios, Assert.Single((await learner.CourseAsync()).Explanation.Rules, r => !r.Met).Rule);

        await learner.PlayAsync("b.b");

        Assert.Single(await learner.CompletionsAsync());
        Assert.Equal(1, await FactsAsync(node));
    }

    [Theory, MemberData(nameof(All))]
    public async Task One_who_tests_out_completes_by_the_quiz_alone(string provider)
    {
        await using var node = await StartAsync(provider, Courses.TestOut());
        var manager = await Learner.JoinAsync(node, "T02", Audience.Manager);

        var submitted = await manager.SitAsync();

        Assert.True(submitted.CourseCompleted);
        var completion = Assert.Single(await manager.CompletionsAsync());
        Assert.Equal(0, completion.Minutes);
        Assert.True((await manager.CourseAsync()).Explanation.TestedOut);
        Assert.IsType<LessonsFirst>((await (await Learner.JoinAsync(node, "T02")).TryStartAsync()).Refusal);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_failing_reaction_takes_the_whole_submission_back(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, s => s.AddEventHandler<CourseCompleted, Broken>(), Courses.Sample());
        var learner = await (await Learner.JoinAsync(node)).ReadAllAsync();
        await learner.PlayAsync();
        var attempt = await learner.StartAsync();
        await learner.AnswerAsync(attempt);

        await Assert.ThrowsAsync<InvalidOperationException>(() => learner.SubmitAsync(attempt));

        var row = await learner.AttemptRowAsync(attempt);
        Assert.Equal((AttemptState.Open, null, null), (row.State, row.Percent, row.SubmittedAtUtc));
        Assert.Empty(await learner.CompletionsAsync());
        Assert.Equal(0, await FactsAsync(node));
        Assert.Equal(7, (await learner.OpenAsync(attempt)).Answered);

        await using var repaired = node.Another();
        Assert.True((await learner.At(repaired).SubmitAsync(attempt)).Value!.CourseCompleted);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_reaction_commits_with_the_completion(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, s => s.AddEventHandler<CourseCompleted, Praise>(), Courses.Sample());
        var learner = await (await Learner.JoinAsync(node)).ReadAllAsync();
        await learner.PlayAsync();

        await learner.SitAsync();

        Assert.Equal(1, await node.ReadAsync(db => db.Set<Assignment>().CountAsync(a => a.PersonId == learner.Id && a.CourseId == "NEXT")));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Two_last_steps_at_the_same_moment_complete_once(string provider)
    {
        await using var node = await StartAsync(provider);
        await using var neighbour = node.Another();
        for (var round = 0; round < 12; round++)
        {
            var learner = await (await Learner.JoinAsync(node)).ReadAllAsync();
            var attempt = await learner.StartAsync();
            await learner.AnswerAsync(attempt);

            await Task.WhenAll(Task.Run(() => learner.SubmitAsync(attempt)), Task.Run(() => learner.At(neighbour).PlayAsync()));

            Assert.Single(await learner.CompletionsAsync());
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_completion_stands_whatever_is_done_or_published_later(string provider)
    {
        await using var node = await StartAsync(provider);
        var learner = await (await Learner.JoinAsync(node)).ReadAllAsync();
        await learner.PlayAsync();
        await learner.SitAsync();
        var completion = Assert.Single(await learner.CompletionsAsync());
        node.Clock.AdvanceDays(3);

        await node.PublishAsync(Courses.Sample() with { Quiz = Courses.Sample().Quiz with { PassPercent = 100 } });
        await learner.FinishAsync("L1");
        await learner.PlayAsync("b.b");

        Assert.Equal(completion.CompletedAtUtc, Assert.Single(await learner.CompletionsAsync()).CompletedAtUtc);
        Assert.Equal(1, await FactsAsync(node));
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_record_adds_up_minutes_by_jalali_year(string provider)
    {
        await using var node = await StartAsync(provider, Courses.Sample("T05"), Courses.Sample("T06"));
        var learner = await Learner.JoinAsync(node);
        await CompleteAsync(learner);
        await CompleteAsync(learner.In("T05"));
        node.Clock.SetUtcNow(CivilCalendar.Tehran.JalaliYear(1406).FromUtc); // the first instant of 1406
        await CompleteAsync(learner.In("T06"));

        var record = await node.UseAsync((MyRecord mine) => mine.RunAsync(learner.Id));

        Assert.Equal(120, record.Minutes);
        Assert.Equal([(1406, 40, 1), (1405, 80, 2)], record.Years.Select(y => (y.JalaliYear, y.Minutes, y.Entries.Count)));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Required_courses_are_assigned_to_those_who_join(string provider)
    {
        await using var node = await StartAsync(provider, Courses.TestOut());

        var frontline = await Learner.JoinAsync(node);
        var manager = await Learner.JoinAsync(node, audience: Audience.Manager);
        var agent = await Learner.JoinAsync(node, audience: Audience.Agent);

        // 30 Aban 1405 and 60 days: the end of 30 Dey in Tehran
        var due = CivilCalendar.Tehran.DeadlineUtc(new JalaliDate(1405, 10, 30).ToDateOnly());
        Assert.Equal([("T01", Offer.Required, due), ("T02", Offer.Required, due)], await AssignmentsAsync(frontline));
        Assert.Equal([("T02", Offer.TestOut, due)], await AssignmentsAsync(manager));
        Assert.Empty(await AssignmentsAsync(agent));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_published_course_is_assigned_once_to_those_it_is_required_of(string provider)
    {
        await using var node = await StartAsync(provider);
        var (frontline, agent) = (await Learner.JoinAsync(node), await Learner.JoinAsync(node, audience: Audience.Agent));

        await node.PublishAsync(Courses.Sample("T05"));
        node.Clock.AdvanceDays(10);
        await node.PublishAsync(Courses.Sample("T05"));

        Assert.Equal(["T01", "T05"], (await AssignmentsAsync(frontline)).Select(a => a.CourseId));
        Assert.Empty(await AssignmentsAsync(agent));
    }

    private Task<Node> StartAsync(string provider, params Course[] more) => Node.StartAsync(databases, provider, null, [Courses.Sample(), .. more]);

    private static async Task CompleteAsync(Learner learner)
    {
        await learner.ReadAllAsync();
        await learner.PlayAsync();
        Assert.True((await learner.SitAsync()).CourseCompleted);
    }

    private static Task<int> FactsAsync(Node node) => node.ReadAsync(db => db.Set<DomainEventRecord>().CountAsync(f => f.Name == nameof(CourseCompleted)));

    private static async Task<List<(string CourseId, Offer, DateTime?)>> AssignmentsAsync(Learner learner) =>
        (await learner.Node.ReadAsync(db => db.Set<Assignment>().AsNoTracking().Where(a => a.PersonId == learner.Id).ToListAsync()))
            .OrderBy(a => a.CourseId, StringComparer.Ordinal).Select(a => (a.CourseId, a.Offer, a.DueAtUtc)).ToList();

    private sealed class Broken : IDomainEventHandler<CourseCompleted>
    {
        public Task HandleAsync(CourseCompleted domainEvent, AppDbContext db, CancellationToken cancellationToken) => throw new InvalidOperationException("The reaction is broken.");
    }

    private sealed class Praise : IDomainEventHandler<CourseCompleted>
    {
        public Task HandleAsync(CourseCompleted domainEvent, AppDbContext db, CancellationToken cancellationToken)
        {
            db.Add(new Assignment(Guid.CreateVersion7(), domainEvent.PersonId, "NEXT", Offer.Optional, AssignmentReason.Person, domainEvent.AtUtc, null));
            return Task.CompletedTask;
        }
    }
}
