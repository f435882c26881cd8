using CustomerService.Catalogue.Items.Choices;
using CustomerService.Catalogue.Items.ShortAnswer;
using CustomerService.Learning.Items.Choices;
using CustomerService.Learning.Items.ShortAnswer;
using CustomerService.Learning.Quizzes;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CustomerService.Providers.Tests.Learning;

public sealed class QuizContracts(Databases databases)
{
    public static TheoryData<string> All => Databases.All;

    [Theory, MemberData(nameof(All))]
    public async Task The_quiz_comes_after_the_lessons(string provider)
    {
        await using var node = await StartAsync(provider);
        var learner = await Learner.JoinAsync(node);
        await learner.FinishAsync("L1");

        Assert.Equal(["L2"], Assert.IsType<LessonsFirst>((await learner.TryStartAsync()).Refusal).LessonIds);
        Assert.Equal(StepState.Locked, (await learner.CourseAsync()).Steps[^1].State);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Two_tabs_start_one_attempt(string provider)
    {
        await using var node = await StartAsync(provider);
        var learner = await ReadyAsync(node);

        var tabs = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => learner.StartAsync()));

        Assert.Single(tabs.Distinct());
        var row = await learner.AttemptRowAsync(tabs[0]);
        Assert.Equal((1, "en", node.Clock.UtcNow().AddMinutes(25)), (row.Number, row.Language, row.DeadlineAtUtc));
    }

    [Theory, MemberData(nameof(All))]
    public async Task An_attempt_shows_its_items_what_is_saved_and_the_time_left(string provider)
    {
        await using var node = await StartAsync(provider);
        var learner = await ReadyAsync(node);
        var attempt = await learner.StartAsync();
        var first = (await learner.OpenAsync(attempt)).Items[0].Drawn.Item;
        await learner.SaveAsync(attempt, first.Id, Answers.Right(first));
        node.Clock.Advance(TimeSpan.FromMinutes(10));

        var view = await learner.OpenAsync(attempt);

        Assert.Equal((7, 1, TimeSpan.FromMinutes(15)), (view.Items.Count, view.Answered, view.Remaining));
        Assert.Equal(Answers.Right(first).ToJson(), view.Items[0].Saved!.ToJson());
    }

    [Theory, MemberData(nameof(All))]
    public async Task An_attempt_is_read_once_and_comes_whole_from_the_cache(string provider)
    {
        await using var node = await StartAsync(provider);
        var learner = await ReadyAsync(node);
        var attempt = await learner.StartAsync();
        var row = await learner.AttemptRowAsync(attempt);
        var snapshots = node.Services.GetRequiredService<AttemptSnapshotCache>();
        node.CommandsSinceLastAsked();

        var asked = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => snapshots.GetAsync(attempt).AsTask()));

        Assert.Equal(1, node.CommandsSinceLastAsked());
        Assert.All(asked, snapshot =>
        {
            Assert.Equal(
                (row.Id, row.EnrolmentId, row.PersonId, row.Number, row.RevisionId, row.StartedAtUtc, row.DeadlineAtUtc),
                (snapshot!.AttemptId, snapshot.EnrolmentId, snapshot.PersonId, snapshot.Number, snapshot.RevisionId, snapshot.StartedAtUtc, snapshot.DeadlineAtUtc));
            var drawn = QuizDraw.Draw(snapshot.Course, row.DrawSeed, []).Value!;
            Assert.Equal(drawn.Items.Select(i => (i.Item, string.Join(' ', i.Order))), snapshot.Quiz.Items.Select(i => (i.Item, string.Join(' ', i.Order))));
        });
    }

    [Theory, MemberData(nameof(All))]
    public async Task An_id_that_is_no_attempt_is_not_remembered(string provider)
    {
        await using var node = await StartAsync(provider);
        var snapshots = node.Services.GetRequiredService<AttemptSnapshotCache>();
        var madeUp = Guid.CreateVersion7();
        node.CommandsSinceLastAsked();

        Assert.Null(await snapshots.GetAsync(madeUp));
        Assert.Null(await snapshots.GetAsync(madeUp));

        Assert.Equal(2, node.CommandsSinceLastAsked());
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_killed_server_loses_no_saved_answer_and_shows_the_same_form(string provider)
    {
        var node = await StartAsync(provider);
        await using var restarted = node.Another();
        var learner = await ReadyAsync(node);
        var attempt = await learner.StartAsync();
        var before = await learner.OpenAsync(attempt);
        await learner.AnswerAsync(attempt);

        // The node is not disposed before the other one reads: whatever is only in its memory is lost.
        var after = await learner.At(restarted).OpenAsync(attempt);

        Assert.Equal(before.Items.Select(i => (i.Drawn.Id, string.Join(',', i.Drawn.Order))), after.Items.Select(i => (i.Drawn.Id, string.Join(',', i.Drawn.Order))));
        Assert.All(after.Items, i => Assert.Equal(Answers.Right(i.Drawn.Item).ToJson(), i.Saved!.ToJson()));
        await node.DisposeAsync();
    }

    [Theory, MemberData(nameof(All))]
    public async Task Of_two_tabs_the_last_answer_to_arrive_stands(string provider)
    {
        await using var node = await StartAsync(provider);
        await using var neighbour = node.Another();
        var learner = await ReadyAsync(node);
        var attempt = await learner.StartAsync();
        var item = (await learner.OpenAsync(attempt)).Items[0].Drawn.Item;

        Assert.True((await learner.SaveAsync(attempt, item.Id, Answers.Wrong(item))).Succeeded);
        Assert.True((await learner.At(neighbour).SaveAsync(attempt, item.Id, Answers.Right(item))).Succeeded);
        Assert.Equal(Answers.Right(item).ToJson(), (await learner.OpenAsync(attempt)).Items[0].Saved!.ToJson());

        Assert.True((await learner.SaveAsync(attempt, item.Id, new BlankResponse())).Succeeded);
        Assert.False((await learner.OpenAsync(attempt)).Items[0].IsAnswered);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_page_of_answers_is_saved_with_the_bad_ones_named(string provider)
    {
        await using var node = await StartAsync(provider);
        var learner = await ReadyAsync(node);
        var attempt = await learner.StartAsync();
        var items = (await learner.OpenAsync(attempt)).Items.Select(i => i.Drawn).ToList();
        var choice = items.First(i => i.Item is ChoiceItem);
        var bad = items.First(i => i != choice);
        List<KeyValuePair<string, string>> fields =
        [
            new(ResponseFields.Answer(choice.Id), ((ChoiceItem)choice.Item).Options.First(o => o.Key).Id),
            new(ResponseFields.Answer(bad.Id), bad.Item is ChoiceItem ? "zz" : bad.Item is ShortAnswerItem ? new string('x', 999) : "?"),
            new(ResponseFields.Match(bad.Id, "p1"), "99"),
            new(ResponseFields.Rank(bad.Id, 1), "99"),
        ];

        var saved = (await node.UseAsync((SaveAnswers save) => save.RunAsync(learner.Id, attempt, fields))).Value!;

        Assert.Equal([choice.Id], saved.Saved);
        Assert.Equal([bad.Id], saved.Refused.Keys);
        Assert.Equal(1, (await learner.OpenAsync(attempt)).Answered);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Thirty_two_clients_saving_at_once_lose_nothing(string provider)
    {
        await using var node = await StartAsync(provider);
        var learners = new List<(Learner Learner, Guid Attempt, AttemptView View)>();
        for (var i = 0; i < 32; i++)
        {
            var learner = await ReadyAsync(node);
            var attempt = await learner.StartAsync();
            learners.Add((learner, attempt, await learner.OpenAsync(attempt)));
        }

        // Everybody answers every item twice, first wrong.
        await Task.WhenAll(learners.Select(async l =>
        {
            foreach (var item in l.View.Items.Select(i => i.Drawn.Item))
            {
                Assert.True((await l.Learner.SaveAsync(l.Attempt, item.Id, Answers.Wrong(item))).Succeeded);
                Assert.True((await l.Learner.SaveAsync(l.Attempt, item.Id, Answers.Right(item))).Succeeded);
            }
        }));

        foreach (var (learner, attempt, _) in learners)
        {
            Assert.Equal((100, true), ((await learner.SubmitAsync(attempt)).Value!.Percent, true));
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_bad_answer_harms_nobody_who_shares_its_commit(string provider)
    {
        await using var node = await StartAsync(provider);
        var (one, other) = (await ReadyAsync(node), await ReadyAsync(node));
        var (mine, theirs) = (await one.StartAsync(), await other.StartAsync());
        var items = (await one.OpenAsync(mine)).Items.Select(i => i.Drawn.Item).ToList();
        var late = await ReadyAsync(node);
        var submitted = await late.StartAsync();
        await late.SubmitAsync(submitted);

        var all = items.Select(i => one.SaveAsync(mine, i.Id, Answers.Right(i))).ToList();
        var foreign = one.SaveAsync(theirs, items[0].Id, Answers.Right(items[0]));
        var unknownItem = one.SaveAsync(mine, "T01-O9-99", new TextResponse("x"));
        var unknownAttempt = one.SaveAsync(Guid.NewGuid(), items[0].Id, Answers.Right(items[0]));
        var tooLate = late.SaveAsync(submitted, (await late.ResultAsync(submitted)).Value!.Items[0].Drawn.Id, new ChoiceResponse(["a"]));
        var tooLong = one.SaveAsync(mine, items[0].Id, new TextResponse(new string('x', 4000)));

        Assert.All(await Task.WhenAll(all), r => Assert.True(r.Succeeded));
        Assert.Equal(new NotFound(), (await foreign).Refusal);
        Assert.Equal(new NotFound(), (await unknownItem).Refusal);
        Assert.Equal(new NotFound(), (await unknownAttempt).Refusal);
        Assert.Equal(new AttemptAlreadySubmitted(submitted), (await tooLate).Refusal);
        Assert.Equal(new AnswerTooLong(4000), (await tooLong).Refusal);
        Assert.Equal(7, (await one.OpenAsync(mine)).Answered);
        Assert.Equal(0, (await other.OpenAsync(theirs)).Answered);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_submission_counts_exactly_the_answers_that_were_called_saved(string provider)
    {
        await using var node = await StartAsync(provider);
        await using var neighbour = node.Another();
        for (var round = 0; round < 6; round++)
        {
            var learner = await ReadyAsync(node);
            var attempt = await learner.StartAsync();
            var items = (await learner.OpenAsync(attempt)).Items.Select(i => i.Drawn.Item).ToList();

            // The other tab saves through another node, while this one submits.
            var saving = items.Select((item, i) => Task.Run(async () => (item.Id, Saved: await learner.At(i % 2 == 0 ? node : neighbour).SaveAsync(attempt, item.Id, Answers.Right(item))))).ToList();
            await Task.Delay(round * 3, TestContext.Current.CancellationToken);
            var submitted = await learner.SubmitAsync(attempt);
            var answers = await Task.WhenAll(saving);

            Assert.True(submitted.Succeeded);
            Assert.All(answers.Where(a => !a.Saved.Succeeded), a => Assert.IsType<AttemptAlreadySubmitted>(a.Saved.Refusal));
            var counted = (await learner.ResultAsync(attempt)).Value!.Items.Where(i => i.Score.IsCorrect).Select(i => i.Drawn.Id);
            Assert.Equal(answers.Where(a => a.Saved.Succeeded).Select(a => a.Id).Order(), counted.Order());
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task Only_one_of_two_submissions_counts(string provider)
    {
        await using var node = await StartAsync(provider);
        await using var neighbour = node.Another();
        var learner = await ReadyAsync(node);
        await learner.PlayAsync();
        var attempt = await learner.StartAsync();
        await learner.AnswerAsync(attempt);

        var results = await Task.WhenAll(learner.SubmitAsync(attempt), learner.At(neighbour).SubmitAsync(attempt), learner.SubmitAsync(attempt));

        Assert.Single(results, r => r.Succeeded);
        Assert.All(results.Where(r => !r.Succeeded), r => Assert.Equal(new AttemptAlreadySubmitted(attempt), r.Refusal));
        Assert.Single(await learner.CompletionsAsync());
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_deadline_is_the_servers_with_two_seconds_for_the_way(string provider)
    {
        await using var node = await StartAsync(provider);
        var learner = await ReadyAsync(node);
        var attempt = await learner.StartAsync();
        var items = (await learner.OpenAsync(attempt)).Items.Select(i => i.Drawn.Item).ToList();
        var deadline = (await learner.AttemptRowAsync(attempt)).DeadlineAtUtc;

        node.Clock.SetUtcNow(deadline.AddSeconds(2));
        Assert.True((await learner.SaveAsync(attempt, items[0].Id, Answers.Right(items[0]))).Succeeded);
        node.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(new DeadlinePassed(), (await learner.SaveAsync(attempt, items[1].Id, Answers.Right(items[1]))).Refusal);
        Assert.Equal(TimeSpan.Zero, (await learner.OpenAsync(attempt)).Remaining);
    }

    [Theory, MemberData(nameof(All))]
    public async Task An_attempt_past_its_deadline_is_handed_in_by_whoever_opens_it(string provider)
    {
        await using var node = await StartAsync(provider);
        var learner = await ReadyAsync(node);
        var attempt = await learner.StartAsync();
        await learner.AnswerAsync(attempt);
        var deadline = (await learner.AttemptRowAsync(attempt)).DeadlineAtUtc;
        node.Clock.AdvanceDays(2);

        Assert.Equal(new AttemptAlreadySubmitted(attempt), (await learner.TryOpenAsync(attempt)).Refusal);
        var result = (await learner.ResultAsync(attempt)).Value!;

        Assert.Equal((100, true, true, deadline), (result.Percent, result.Passed, result.AtDeadline, result.SubmittedAtUtc));
    }

    [Theory, MemberData(nameof(All))]
    public async Task An_attempt_that_nobody_opens_is_handed_in_by_the_sweep_once_on_several_nodes(string provider)
    {
        await using var node = await StartAsync(provider);
        await using var neighbour = node.Another();
        var learner = await ReadyAsync(node);
        await learner.PlayAsync();
        var attempt = await learner.StartAsync();
        await learner.AnswerAsync(attempt);

        Assert.Equal(0, await SubmitExpiredAsync(node));
        node.Clock.Advance(TimeSpan.FromMinutes(25.1));
        var handedIn = await Task.WhenAll(SubmitExpiredAsync(node), SubmitExpiredAsync(neighbour));

        Assert.Equal(1, handedIn.Sum());
        Assert.Equal((AttemptState.Submitted, 100), ((await learner.AttemptRowAsync(attempt)).State, (await learner.AttemptRowAsync(attempt)).Percent));
        Assert.Single(await learner.CompletionsAsync());
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_sweep_looks_every_thirty_seconds(string provider)
    {
        await using var node = await StartAsync(provider);
        var learner = await ReadyAsync(node);
        var attempt = await learner.StartAsync();
        var sweep = node.Services.GetServices<IHostedService>().Single(s => s.GetType().Name == "ExpiredAttemptService");
        await sweep.StartAsync(TestContext.Current.CancellationToken);

        node.Clock.Advance(TimeSpan.FromMinutes(26));
        for (var i = 0; i < 100 && (await learner.AttemptRowAsync(attempt)).State == AttemptState.Open; i++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            node.Clock.Advance(TimeSpan.FromSeconds(30));
        }

        await sweep.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal((AttemptState.Submitted, 0), ((await learner.AttemptRowAsync(attempt)).State, (await learner.AttemptRowAsync(attempt)).Percent));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Retakes_wait_draw_anew_and_end_until_released(string provider)
    {
        await using var node = await StartAsync(provider);
        var learner = await ReadyAsync(node);
        var manager = await Learner.JoinAsync(node, audience: Audience.Manager);
        await node.GrantAsync(manager.Id, Role.HumanResources);

        var first = await learner.SitAsync(_ => false);
        Assert.Equal(new WaitBeforeRetake(node.Clock.UtcNow().AddHours(24)), (await learner.TryStartAsync()).Refusal);
        node.Clock.Advance(TimeSpan.FromHours(24));
        var second = await learner.SitAsync(_ => false);
        var (one, two) = ((await learner.ResultAsync(first.AttemptId)).Value!, (await learner.ResultAsync(second.AttemptId)).Value!);
        Assert.Empty(one.Items.Select(i => i.Drawn.Id).Intersect(two.Items.Select(i => i.Drawn.Id)));
        Assert.Equal((0, false, AllowanceState.Wait), (two.Percent, two.Passed, two.Next.State));

        node.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(new NothingToRelease(), (await ReleaseAsync(manager, learner)).Refusal);
        await learner.SitAsync(_ => false);
        node.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(new AttemptsUsedUp(3), (await learner.TryStartAsync()).Refusal);

        Assert.Equal(new NotFound(), (await ReleaseAsync(learner, learner)).Refusal);
        Assert.Equal(new NotFound(), (await ReleaseAsync(await Learner.JoinAsync(node), learner)).Refusal);
        Assert.True((await ReleaseAsync(manager, learner)).Succeeded);
        Assert.Equal(1, await node.ReadAsync(db => db.Set<AuditEntry>().CountAsync(a => a.Action == "quiz.attempt-released" && a.ActorId == manager.Id)));
        var last = await learner.SitAsync();

        Assert.True(last.Passed);
        Assert.Equal(new AlreadyPassed(), (await learner.TryStartAsync()).Refusal);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_result_is_shown_after_submission_only_with_feedback_on_every_item(string provider)
    {
        await using var node = await StartAsync(provider);
        var learner = await ReadyAsync(node);
        var attempt = await learner.StartAsync();
        await learner.AnswerAsync(attempt, rightly: item => item.OutcomeId == "O1");
        Assert.Equal(new AttemptStillOpen(attempt), (await learner.ResultAsync(attempt)).Refusal);
        await learner.SubmitAsync(attempt);

        await using var later = node.Another();
        var result = (await learner.At(later).ResultAsync(attempt)).Value!;

        // 4 of 7 is 57.14 %; the critical outcome O2 is at 0.
        Assert.Equal((57, 4m, 7m, false), (result.Percent, result.Points, result.MaxPoints, result.Passed));
        Assert.Equal([("O1", 100, true), ("O2", 0, false)], result.Outcomes.Select(o => (o.Outcome.Id, o.Percent, o.Sufficient)));
        Assert.Equal([("L2", 3m)], result.Review.Select(r => (r.LessonId, r.LostPoints)));
        Assert.All(result.Items, i => Assert.Equal(i.Drawn.Item.OutcomeId == "O1", i.Score.IsCorrect));
        Assert.All(result.Items, i => Assert.NotNull(i.Response));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Somebody_elses_attempt_does_not_exist(string provider)
    {
        await using var node = await StartAsync(provider);
        var (owner, other) = (await ReadyAsync(node), await ReadyAsync(node));
        var attempt = await owner.StartAsync();
        var item = (await owner.OpenAsync(attempt)).Items[0].Drawn.Item;

        Assert.Equal(new NotFound(), (await other.TryOpenAsync(attempt)).Refusal);
        Assert.Equal(new NotFound(), (await other.SaveAsync(attempt, item.Id, Answers.Right(item))).Refusal);
        Assert.Equal(new NotFound(), (await node.UseAsync((SaveAnswer s) => s.RunAsync(other.Id, attempt, item.Id, [new($"{item.Id}.answer", "a")]))).Refusal);
        Assert.Equal(new NotFound(), (await node.UseAsync((SaveAnswers s) => s.RunAsync(other.Id, attempt, [new($"{item.Id}.answer", "a")]))).Refusal);
        Assert.Equal(new NotFound(), (await other.SubmitAsync(attempt)).Refusal);
        Assert.Equal(new NotFound(), (await other.ResultAsync(attempt)).Refusal);
        Assert.Equal(AttemptState.Open, (await owner.AttemptRowAsync(attempt)).State);
        Assert.Equal(new NotFound(), (await owner.ResultAsync(Guid.NewGuid())).Refusal);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_stopping_server_writes_what_it_took_and_takes_no_more(string provider)
    {
        var node = await StartAsync(provider);
        await using var restarted = node.Another();
        var learner = await ReadyAsync(node);
        var attempt = await learner.StartAsync();
        var items = (await learner.OpenAsync(attempt)).Items.Select(i => i.Drawn.Item).ToList();

        var saving = Enumerable.Range(0, 20).SelectMany(_ => items).Select(i => learner.SaveAsync(attempt, i.Id, Answers.Right(i))).ToList();
        await node.DisposeAsync();

        Assert.All(await Task.WhenAll(saving), r => Assert.True(r.Succeeded || r.Refusal is TryAgain));
        Assert.Equal(7, (await learner.At(restarted).OpenAsync(attempt)).Answered);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Of_two_answers_of_one_page_the_later_is_kept_whichever_arrives_last(string provider)
    {
        await using var node = await StartAsync(provider);
        var learner = await ReadyAsync(node);
        var attempt = await learner.StartAsync();
        var item = (await learner.OpenAsync(attempt)).Items.Select(i => i.Drawn.Item).OfType<ChoiceItem>().First();
        var (one, other) = (item.Options[0].Id, item.Options[1].Id);
        Task<Result<SavedAnswer>> Save(string option, string? page = null, string? order = null) => node.UseAsync((SaveAnswer save) => save.RunAsync(
            learner.Id, attempt, item.Id, [new(ResponseFields.Answer(item.Id), option), new("page", page ?? ""), new("order", order ?? "")]));
        async Task<string> KeptAsync() => Assert.Single(((ChoiceResponse)(await learner.OpenAsync(attempt)).Items.First(i => i.Drawn.Id == item.Id).Saved!).OptionIds);
        const string page = "5e1b3e675a624b5e8a392d6a5a1f7a10";

        Assert.True((await Save(other, page, "2")).Succeeded);
        Assert.True((await Save(one, page, "1")).Succeeded);
        Assert.Equal(other, await KeptAsync());

        // Another page, or one without script, has its own order: the last to arrive is kept.
        Assert.True((await Save(one, "6e1b3e675a624b5e8a392d6a5a1f7a10", "1")).Succeeded);
        Assert.Equal(one, await KeptAsync());
        Assert.True((await Save(other)).Succeeded);
        Assert.Equal(other, await KeptAsync());
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_flush_of_a_stopping_server_waits_for_the_answers_it_took(string provider)
    {
        await using var node = await StartAsync(provider);
        var learner = await ReadyAsync(node);
        var attempt = await learner.StartAsync();
        var items = (await learner.OpenAsync(attempt)).Items.Select(i => i.Drawn.Item).ToList();
        var writer = node.Services.GetRequiredService<AnswerWriter>();

        var saving = Enumerable.Range(0, 20).SelectMany(_ => items.Select(i => (i.Id, Saved: learner.SaveAsync(attempt, i.Id, Answers.Right(i))))).ToList();
        var stopping = writer.StopAsync(default);
        await writer.FlushAsync();
        var written = await node.ReadAsync(db => db.Set<AttemptAnswer>().Where(a => a.AttemptId == attempt).Select(a => a.ItemId).ToListAsync());

        await stopping;
        var taken = new HashSet<string>();
        foreach (var (id, saved) in saving)
        {
            if ((await saved).Succeeded)
            {
                taken.Add(id);
            }
        }

        Assert.Equal(taken.Order(), written.Order());
    }

    private Task<Node> StartAsync(string provider) => Node.StartAsync(databases, provider, null, Courses.Sample());

    private static async Task<Learner> ReadyAsync(Node node) => await (await Learner.JoinAsync(node)).ReadAllAsync();

    private static Task<int> SubmitExpiredAsync(Node node) => node.UseAsync((SubmitExpiredAttempts sweep) => sweep.RunAsync());

    private static Task<Result> ReleaseAsync(Learner actor, Learner learner) =>
        actor.Node.UseAsync((ReleaseAttempt release) => release.RunAsync(actor.Id, learner.Id, learner.CourseId, "coached"));
}
