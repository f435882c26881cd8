using CustomerService.Catalogue.Publishing;
using CustomerService.Catalogue.Rules;
using CustomerService.Certificates.Rules;
using CustomerService.Learning.Items;
using CustomerService.Learning.Lessons;
using CustomerService.Learning.Quizzes;
using CustomerService.Learning.Rules;
using CustomerService.Learning.Scenarios;
using CustomerService.People.Accounts;
using CustomerService.People.Registration;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.TestKit;
using CustomerService.Web.Demo;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Academy = CustomerService.TestKit.Academy;

namespace CustomerService.EndToEnd.Tests;

/// <summary>Somebody who joined the demonstration's employer for one test.</summary>
public sealed record Learner(Guid Id, string UserName);

/// <summary>Adds people to the running academy and lets them learn through the use cases, so that a test begins where its
/// story begins.</summary>
public sealed class Learners(IServiceProvider services)
{
    private readonly HashSet<string> _added = new(StringComparer.Ordinal);

    public string PasswordOf(string userName) => _added.Contains(userName) ? Academy.Password : DemoPeople.Password;

    /// <summary>Adds a colleague of Sara's at the contact centre.</summary>
    public async Task<Learner> JoinAsync(string userName, PersonName name, Language language = Language.Persian)
    {
        await using var scope = services.CreateAsyncScope();
        var create = scope.ServiceProvider.GetRequiredService<CreatePerson>();
        var made = await services.GetRequiredService<UnitOfWork>().RunAsync(async db =>
        {
            var sara = await (from account in db.Set<Account>()
                              join membership in db.Set<Membership>() on account.Id equals membership.PersonId
                              where account.UserName == "sara"
                              select membership).FirstAsync();
            return await create.RunAsync(db, new NewPerson(
                name, $"{userName}@example.org", null, language, userName, Academy.Password, sara.OrganisationId, sara.UnitId, Audience.Frontline, null, null), default);
        });
        _added.Add(userName);
        return new Learner(made.Value, userName);
    }

    public async Task<Guid> IdOfAsync(string userName)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        return await db.Set<Account>().Where(a => a.UserName == userName).Select(a => a.Id).FirstAsync();
    }

    /// <summary>A print of one certificate that waits.</summary>
    public async Task<Guid> OrderPrintAsync(Guid ownerId)
    {
        var print = new PrintJob(Guid.CreateVersion7(), ownerId, 1, Language.Persian, duplicate: false, services.GetRequiredService<TimeProvider>().UtcNow());
        await services.GetRequiredService<UnitOfWork>().RunAsync(db => Task.FromResult(db.Add(print)));
        return print.Id;
    }

    /// <summary>Reads from the running academy's database.</summary>
    public async Task<T> ReadDbAsync<T>(Func<AppDbContext, Task<T>> read)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        return await read(db);
    }

    public async Task<Course> CourseAsync(string courseId) =>
        (await services.GetRequiredService<CourseCatalogue>().CurrentAsync(courseId))!.Course;

    /// <summary>Reads all lessons but the last few.</summary>
    public async Task ReadAsync(Guid personId, string courseId, int leaving = 0)
    {
        await using var scope = services.CreateAsyncScope();
        foreach (var lesson in (await CourseAsync(courseId)).Lessons.SkipLast(leaving))
        {
            Expect(await scope.ServiceProvider.GetRequiredService<OpenLesson>().RunAsync(personId, courseId, lesson.Id));
            Expect(await scope.ServiceProvider.GetRequiredService<RecordPractice>().RunAsync(personId, courseId, lesson.Id, [.. lesson.Practice.Select(p => p.Id)]));
            Expect(await scope.ServiceProvider.GetRequiredService<FinishLesson>().RunAsync(personId, courseId, lesson.Id, lesson.AtWork.Fa));
        }
    }

    /// <summary>Tries every practice question of a lesson.</summary>
    public async Task PractiseAsync(Guid personId, string courseId, Lesson lesson)
    {
        await using var scope = services.CreateAsyncScope();
        Expect(await scope.ServiceProvider.GetRequiredService<RecordPractice>().RunAsync(personId, courseId, lesson.Id, [.. lesson.Practice.Select(p => p.Id)]));
    }

    /// <summary>Plays all scenarios by their best choices.</summary>
    public async Task PlayAsync(Guid personId, string courseId)
    {
        await using var scope = services.CreateAsyncScope();
        foreach (var scenario in (await CourseAsync(courseId)).Scenarios)
        {
            Expect(await scope.ServiceProvider.GetRequiredService<FinishScenario>().RunAsync(personId, courseId, scenario.Id, BestPath.Of(scenario)));
        }
    }

    /// <summary>Starts the quiz and answers the first few questions.</summary>
    public async Task<Guid> SitAsync(Guid personId, string courseId, Language language, int answers = int.MaxValue, bool right = true)
    {
        await using var scope = services.CreateAsyncScope();
        var started = await scope.ServiceProvider.GetRequiredService<StartQuiz>().RunAsync(personId, courseId, language);
        Expect(started);
        foreach (var item in (await FormAsync(started.Value)).Items.Take(answers))
        {
            Expect(await scope.ServiceProvider.GetRequiredService<SaveAnswer>().RunAsync(personId, started.Value, item.Id, ItemTypes.SampleAnswer(item.Item, right)));
        }

        return started.Value;
    }

    public async Task HandInAsync(Guid personId, Guid attemptId)
    {
        await using var scope = services.CreateAsyncScope();
        Expect(await scope.ServiceProvider.GetRequiredService<SubmitQuiz>().RunAsync(personId, attemptId));
    }

    public async Task<DrawnQuiz> FormAsync(Guid attemptId) => (await services.GetRequiredService<AttemptSnapshotCache>().GetAsync(attemptId))!.Quiz;

    /// <summary>The right answer to a drawn item as the fields of a page carry it.</summary>
    public static IEnumerable<(string Field, string Value)> Fields(DrawnItem drawn, bool right = true) =>
        ItemTypes.Of(drawn.Item).Write(drawn, ItemTypes.SampleAnswer(drawn.Item, right)).Select(f => (f.Key, f.Value));

    public async Task<Certificate> NewestCertificateAsync(Guid personId, string? courseId = null)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        return await db.Set<Certificate>().AsNoTracking().Where(c => c.PersonId == personId && (courseId == null || c.SubjectId == courseId))
            .OrderByDescending(c => c.IssuedAtUtc).FirstAsync();
    }

    public async Task<Guid> UnitOfAsync(Guid personId)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        return await db.Set<Membership>().Where(m => m.PersonId == personId && m.UnitId != null).Select(m => m.UnitId!.Value).FirstAsync();
    }

    private static void Expect(Result outcome)
    {
        if (!outcome.Succeeded)
        {
            throw new InvalidOperationException($"Refused: {outcome.Refusal?.Code}");
        }
    }
}
