using CustomerService.Catalogue.Rules;
using CustomerService.Certificates.Rules;
using CustomerService.Learning.Completions;
using CustomerService.Learning.Courses;
using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Providers.Tests.Learning;

public sealed class RenewalContracts(Databases databases)
{
    private static readonly Course Yearly = Courses.Sample() with { CertificateValidMonths = 12 };

    public static TheoryData<string> All => Databases.All;

    [Theory, MemberData(nameof(All))]
    public async Task A_course_is_renewed_three_times_and_nothing_of_before_changes(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, null, Yearly);
        var learner = await Learner.JoinAsync(node);
        Assert.Equal(new NotFound(), (await RenewAsync(learner)).Refusal);
        await learner.ReadAllAsync();
        Assert.IsType<NothingToRenew>((await RenewAsync(learner)).Refusal);
        await CompleteAsync(learner);

        // Completed on 30 Aban 1405, on 30 Aban 1406, and 40 days late in 1407: 30 Aban, 30 Azar, 10 Dey.
        foreach (var (number, day) in new[] { (2, new JalaliDate(1406, 8, 30)), (3, new JalaliDate(1407, 8, 30)), (4, new JalaliDate(1408, 10, 10)) })
        {
            var end = CivilCalendar.Tehran.DeadlineUtc(day.ToDateOnly());
            var opens = CivilCalendar.Tehran.StartOfUtc(day.ToDateOnly().AddDays(-60));
            node.Clock.SetUtcNow(new DateTimeOffset(opens.AddSeconds(-1)));
            Assert.Equal(new RenewalNotOpen(opens), (await RenewAsync(learner)).Refusal);
            Assert.Equal((ValidityState.Current, end, false), await StateAsync(learner));
            node.Clock.SetUtcNow(new DateTimeOffset(opens));
            Assert.Equal((ValidityState.Expiring, end, true), await StateAsync(learner));
            if (number == 3)
            {
                // One cycle is renewed only after its end.
                node.Clock.SetUtcNow(new DateTimeOffset(end.AddDays(40)));
                Assert.Equal((ValidityState.Expired, end, true), await StateAsync(learner));
                var late = Assert.Single((await MineAsync(learner)).ToDo);
                Assert.Equal((CourseState.Completed, DueKind.Overdue, end), (late.State, late.Due.Kind, late.Due.DueAtUtc));
            }

            var begun = await RenewAsync(learner);
            Assert.Equal("L1", begun.Value!.Next!.Id);
            Assert.True((await RenewAsync(learner)).Succeeded);
            var course = await learner.CourseAsync();
            Assert.Equal((CourseState.InProgress, true, 0m, number - 1, 0), (course.State, course.IsRenewal, course.ProgressShare, course.Cycles.Count, course.Attempts.Count));
            Assert.IsType<LessonsFirst>((await learner.TryStartAsync()).Refusal);
            var mine = await MineAsync(learner);
            Assert.Equal((CourseState.InProgress, end), (Assert.Single(mine.ToDo).State, mine.ToDo[0].Due.DueAtUtc));
            Assert.Equal(end, Assert.Single(mine.Done).ValidUntilUtc);

            node.Clock.SetUtcNow(new DateTimeOffset(number == 3 ? node.Clock.UtcNow() : end));
            await learner.ReadAllAsync();
            await CompleteAsync(learner);
            Assert.Equal(number, (await learner.CourseAsync()).Cycles.Count);
        }

        var completions = (await learner.CompletionsAsync()).OrderBy(c => c.CompletedAtUtc).ToList();
        Assert.Equal(4, completions.Count);
        Assert.Equal(4, completions.Select(c => c.EnrolmentId).Distinct().Count());
        var certificates = await node.ReadAsync(db => db.Set<Certificate>().AsNoTracking().Where(c => c.PersonId == learner.Id).OrderBy(c => c.IssuedAtUtc).ToListAsync());
        Assert.Equal(
            [CertificateState.Superseded, CertificateState.Superseded, CertificateState.Superseded, CertificateState.Valid],
            certificates.Select(c => c.StateAt(completions[^1].CompletedAtUtc)));
        Assert.Equal(certificates.Skip(1).Select(c => (Guid?)c.Id), certificates.SkipLast(1).Select(c => c.SupersededById));
        var record = await node.UseAsync((MyRecord mine) => mine.RunAsync(learner.Id));
        Assert.Equal((160, 4), (record.Minutes, record.Years.Sum(y => y.Entries.Count)));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_refresher_asks_for_the_quiz_alone_while_the_completion_counts_and_for_the_course_after_that(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, null, Yearly with { Renewal = Renewal.Quiz });
        var (early, late) = (await Learner.JoinAsync(node), await Learner.JoinAsync(node));
        foreach (var learner in new[] { early, late })
        {
            await learner.ReadAllAsync();
            await CompleteAsync(learner);
        }

        node.Clock.AdvanceDays(350);
        await RenewAsync(early);
        Assert.True((await early.CourseAsync()).IsRefresher);
        Assert.True((await early.SitAsync()).CourseCompleted);
        Assert.True((await early.CourseAsync()).Explanation.TestedOut);
        Assert.Equal(2, (await early.CompletionsAsync()).Count);

        node.Clock.AdvanceDays(60);
        await RenewAsync(late);
        Assert.False((await late.CourseAsync()).IsRefresher);
        Assert.IsType<LessonsFirst>((await late.TryStartAsync()).Refusal);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Two_renewals_at_the_same_moment_make_one_enrolment(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, null, Yearly);
        await using var neighbour = node.Another();
        var learners = new List<Learner>();
        for (var round = 0; round < 8; round++)
        {
            learners.Add(await Learner.JoinAsync(node));
            await node.CompleteAsync(learners[round].Id);
        }

        node.Clock.AdvanceDays(400);
        await node.PublishAsync(Yearly with { Minutes = 41 });
        foreach (var learner in learners)
        {
            var both = await Task.WhenAll(Task.Run(() => RenewAsync(learner)), Task.Run(() => RenewAsync(learner.At(neighbour))));

            Assert.All(both, b => Assert.True(b.Succeeded, b.Refusal?.ToString()));
            var enrolments = await node.ReadAsync(db => db.Set<Enrolment>().AsNoTracking().Where(e => e.PersonId == learner.Id).OrderBy(e => e.Number).ToListAsync());
            Assert.Equal([1, 2], enrolments.Select(e => e.Number));
            // The renewal is of the course as it is now.
            Assert.Equal(41, (await learner.CourseAsync()).Minutes);
            Assert.NotEqual(enrolments[0].RevisionId, enrolments[1].RevisionId);
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_counts_without_an_end_is_not_renewed(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, null, Yearly with { CertificateValidMonths = null });
        var learner = await Learner.JoinAsync(node);
        await node.CompleteAsync(learner.Id);
        node.Clock.AdvanceDays(4000);

        Assert.IsType<NothingToRenew>((await RenewAsync(learner)).Refusal);
        var done = Assert.Single((await MineAsync(learner)).Done);
        Assert.Equal((ValidityState.Current, null, false), (done.Validity, done.ValidUntilUtc, done.MayRenew));
    }

    private static Task<Result<StartedCourse>> RenewAsync(Learner learner) => learner.Node.UseAsync((StartRenewal renew) => renew.RunAsync(learner.Id, learner.CourseId));

    private static Task<MyLearningView> MineAsync(Learner learner) => learner.Node.UseAsync((MyLearning mine) => mine.RunAsync(learner.Id));

    private static async Task CompleteAsync(Learner learner)
    {
        await learner.PlayAsync();
        Assert.True((await learner.SitAsync()).CourseCompleted);
    }

    /// <summary>What the course's page says, and the page of all courses with it.</summary>
    private static async Task<(ValidityState, DateTime?, bool)> StateAsync(Learner learner)
    {
        var course = await learner.CourseAsync();
        var card = Assert.Single((await MineAsync(learner)).Done);
        Assert.Equal((card.Validity, card.ValidUntilUtc, card.MayRenew), (course.Validity, course.ValidUntilUtc, course.MayRenew));
        return (course.Validity, course.ValidUntilUtc, course.MayRenew);
    }
}
