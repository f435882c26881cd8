using CustomerService.Catalogue.Publishing;
using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Courses;
using CustomerService.Learning.Items;
using CustomerService.Learning.Lessons;
using CustomerService.Learning.Quizzes;
using CustomerService.Learning.Rules;
using CustomerService.Learning.Scenarios;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Web.Demo;

/// <summary>Simulates the demonstration's learners through the use cases that real learners use, at instants of the past months:
/// some finished, some in progress, some failed once, some not started. People who have already started are left unchanged.</summary>
internal sealed class DemoProgress(IServiceProvider services, DemoClock clock, DateTime nowUtc, Random random)
{
    public async Task FillAsync(IReadOnlyList<DemoMember> people, CancellationToken cancellationToken)
    {
        var writer = services.GetRequiredService<AnswerWriter>();
        await writer.StartAsync(cancellationToken);
        var catalogue = services.GetRequiredService<CourseCatalogue>();
        var begun = await BegunAsync(cancellationToken);
        foreach (var member in people.Where(m => !begun.Contains(m.Id)))
        {
            var offered = await catalogue.ForAsync([member.Person.Audience], cancellationToken);
            var required = offered.Where(c => c.Course.Offers[member.Person.Audience] != Offer.Optional).Select(c => c.Course).ToList();
            var isVeteran = member.JoinedAtUtc < nowUtc.AddDays(-300);
            var diligence = member.Person.UserName == "sara" ? 1.0 : random.NextDouble();
            var dayUtc = member.JoinedAtUtc.AddDays(random.Next(1, 9));
            for (var i = 0; i < required.Count && dayUtc < nowUtc.AddDays(-1); i++)
            {
                // Sara stops in the middle of her third course, so that her account has something to continue.
                var reach = member.Person.UserName == "sara" ? (i < 2 ? 1.0 : i == 2 ? 0.5 : 0.0)
                    : isVeteran ? 1.0 : diligence + (random.NextDouble() * 0.6) - (0.12 * i);
                if (reach < 0.45 && i > 0)
                {
                    break;
                }

                dayUtc = await LearnAsync(member, required[i], reach, dayUtc, cancellationToken);
                if (reach < 0.75)
                {
                    break;
                }
            }
        }

        await RenewAsync(people, cancellationToken);
        await writer.StopAsync(cancellationToken);
    }

    /// <summary>Of what is near its end or past it every third is renewed in time, so that all states are there to see.</summary>
    private async Task RenewAsync(IReadOnlyList<DemoMember> people, CancellationToken cancellationToken)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(cancellationToken);
        var near = nowUtc.AddDays(30);
        var ending = await db.Set<Completion>().Where(c => c.ValidUntilUtc < near && !db.Set<Enrolment>().Any(e => e.PersonId == c.PersonId && e.CourseId == c.CourseId && e.Number > 1))
            .OrderBy(c => c.ValidUntilUtc).ThenBy(c => c.Id).Select(c => new { c.PersonId, c.CourseId, End = c.ValidUntilUtc!.Value }).ToListAsync(cancellationToken);
        foreach (var one in ending.Where((_, index) => index % 3 == 0))
        {
            var day = one.End.AddDays(-45);
            if (people.FirstOrDefault(m => m.Id == one.PersonId) is { } member && day < nowUtc.AddDays(-10))
            {
                await using var scope = services.CreateAsyncScope();
                await Step(Working(day), () => scope.ServiceProvider.GetRequiredService<StartRenewal>().RunAsync(one.PersonId, one.CourseId, cancellationToken));
                var course = (await services.GetRequiredService<CourseCatalogue>().CurrentAsync(one.CourseId, cancellationToken))!.Course;
                await LearnAsync(member, course, 1, day.AddDays(1), cancellationToken);
            }
        }
    }

    private async Task<IReadOnlySet<Guid>> BegunAsync(CancellationToken cancellationToken)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(cancellationToken);
        return (await db.Set<Enrolment>().Select(e => e.PersonId).ToListAsync(cancellationToken)).ToHashSet();
    }

    /// <summary>Takes one person through a course: all of it from a reach of 0.75, otherwise a part.</summary>
    /// <returns>The day after the person's last activity.</returns>
    private async Task<DateTime> LearnAsync(DemoMember member, Course course, double reach, DateTime dayUtc, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var use = scope.ServiceProvider;
        var at = Working(dayUtc);
        var lessons = reach >= 0.75 ? course.Lessons.Count : reach < 0.3 ? 0 : Math.Max(1, (int)(course.Lessons.Count * reach));
        List<(DateTime FromUtc, int Minutes)> worked = [];
        foreach (var lesson in course.Lessons.Take(lessons))
        {
            await Step(at, () => use.GetRequiredService<OpenLesson>().RunAsync(member.Id, course.Id, lesson.Id, cancellationToken));
            worked.Add((at, lesson.Minutes * 2 / 3));
            at = at.AddMinutes(lesson.Minutes + random.Next(0, 6));
            await Step(at, () => use.GetRequiredService<RecordPractice>().RunAsync(member.Id, course.Id, lesson.Id, [.. lesson.Practice.Select(p => p.Id)], cancellationToken));
            await Step(at, () => use.GetRequiredService<FinishLesson>().RunAsync(member.Id, course.Id, lesson.Id, lesson.AtWork.In(member.Language), cancellationToken: cancellationToken));
            at = random.Next(3) == 0 ? Working(at.AddDays(1)) : at.AddMinutes(2);
        }

        await WorkAsync(member.Id, course, worked, cancellationToken);
        if (lessons < course.Lessons.Count)
        {
            if (lessons > 0)
            {
                await Step(at, () => use.GetRequiredService<OpenLesson>().RunAsync(member.Id, course.Id, course.Lessons[lessons].Id, cancellationToken));
            }

            return Working(at.AddDays(1));
        }

        foreach (var scenario in course.Scenarios)
        {
            var path = PathThrough(scenario);
            await Step(at, () => use.GetRequiredService<FinishScenario>().RunAsync(member.Id, course.Id, scenario.Id, path, cancellationToken));
            at = at.AddMinutes(random.Next(4, 9));
            if (!ScenarioPlay.Replay(scenario, path).Value!.End!.Passes)
            {
                // Once more, and better.
                await Step(at, () => use.GetRequiredService<FinishScenario>().RunAsync(member.Id, course.Id, scenario.Id, BestPath(scenario), cancellationToken));
            }
        }

        at = Working(at.AddDays(random.Next(0, 3)));
        if (random.Next(5) == 0)
        {
            at = await SitAsync(use, member, course, knows: 0.45, at, cancellationToken);
            at = Working(at.AddHours(course.Quiz.GapHours + random.Next(2, 40)));
        }

        if (at < nowUtc.AddHours(-2))
        {
            at = await SitAsync(use, member, course, knows: 0.97, at, cancellationToken);
        }

        return Working(at.AddDays(random.Next(1, 12)));
    }

    private async Task<DateTime> SitAsync(IServiceProvider use, DemoMember member, Course course, double knows, DateTime at, CancellationToken cancellationToken)
    {
        clock.MoveTo(at);
        var started = await use.GetRequiredService<StartQuiz>().RunAsync(member.Id, course.Id, member.Language, cancellationToken);
        if (!started.Succeeded)
        {
            return at;
        }

        var form = (await services.GetRequiredService<AttemptSnapshotCache>().GetAsync(started.Value, cancellationToken))!.Quiz;
        clock.Advance(TimeSpan.FromMinutes(random.Next(6, 13)));
        var save = use.GetRequiredService<SaveAnswer>();
        var answers = form.Items.Select(i => (i.Id, Response: ItemTypes.SampleAnswer(i.Item, right: random.NextDouble() < knows))).ToList();
        await Task.WhenAll(answers.Select(a => save.RunAsync(member.Id, started.Value, a.Id, a.Response, cancellationToken)));
        clock.Advance(TimeSpan.FromMinutes(1));
        await use.GetRequiredService<SubmitQuiz>().RunAsync(member.Id, started.Value, cancellationToken);
        return clock.GetUtcNow().UtcDateTime;
    }

    /// <summary>The time at work that a browser would have reported: somewhat less than the lessons are reckoned to take.</summary>
    private async Task WorkAsync(Guid personId, Course course, List<(DateTime FromUtc, int Minutes)> worked, CancellationToken cancellationToken)
    {
        var calendar = services.GetRequiredService<CivilCalendar>();
        await services.GetRequiredService<UnitOfWork>().RunAsync(async db =>
        {
            var enrolment = await db.Set<Enrolment>().Where(e => e.PersonId == personId && e.CourseId == course.Id).OrderByDescending(e => e.Number).Select(e => (Guid?)e.Id).FirstOrDefaultAsync(cancellationToken);
            if (enrolment is { } id)
            {
                foreach (var lessons in worked.Where(w => w.FromUtc < nowUtc).GroupBy(w => calendar.DayOf(w.FromUtc)))
                {
                    var day = new ActiveDay(id, lessons.Key);
                    foreach (var (from, minutes) in lessons)
                    {
                        for (var i = 0; i < minutes * 60 / ActiveDay.MostOfPost; i++)
                        {
                            day.Count(ActiveDay.MostOfPost, from.AddSeconds(ActiveDay.MostOfPost * i));
                        }
                    }

                    db.Add(day);
                }
            }

            return 0;
        }, cancellationToken);
    }

    private static string BestPath(Scenario scenario)
    {
        var state = ScenarioPlay.Replay(scenario, "").Value!;
        while (state.Node is { } node)
        {
            state = ScenarioPlay.Replay(scenario, ScenarioPlay.Extend(state.Path, node.Choices.First(c => c.Best).Id)).Value!;
        }

        return state.Path;
    }

    /// <summary>A path to an ending: mostly the best choices.</summary>
    private string PathThrough(Scenario scenario)
    {
        var path = new List<string>();
        var at = scenario.StartNode;
        while (scenario.Nodes.FirstOrDefault(n => n.Id == at) is { } node)
        {
            var choice = random.Next(4) == 0 ? node.Choices[random.Next(node.Choices.Count)] : node.Choices.First(c => c.Best);
            path.Add(choice.Id);
            at = choice.Next;
        }

        return string.Join('.', path);
    }

    private async Task Step<T>(DateTime atUtc, Func<Task<T>> step) where T : Result
    {
        clock.MoveTo(atUtc < nowUtc ? atUtc : nowUtc);
        var outcome = await step();
        if (!outcome.Succeeded)
        {
            throw new InvalidOperationException($"The demonstration's learning was refused: {outcome.Refusal?.Code}");
        }
    }

    /// <summary>Tehran office hours (8:30 to 15:30), not on a Friday, and never in the future.</summary>
    private DateTime Working(DateTime utc)
    {
        var day = utc.Date.AddHours(5).AddMinutes(random.Next(0, 420));
        day = day.DayOfWeek == DayOfWeek.Friday ? day.AddDays(1) : day;
        return day < utc ? utc : day;
    }
}

/// <summary>A person of the demonstration, after being added.</summary>
internal sealed record DemoMember(Guid Id, DemoPerson Person, Language Language, DateTime JoinedAtUtc);
