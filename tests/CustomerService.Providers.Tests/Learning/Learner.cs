using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Courses;
using CustomerService.Learning.Lessons;
using CustomerService.Learning.Quizzes;
using CustomerService.Learning.Rules;
using CustomerService.Learning.Scenarios;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Providers.Tests.Learning;

/// <summary>One person learning the sample course, so that a test states only their actions.</summary>
public sealed class Learner
{
    private Learner(Node node, Guid id, string courseId)
    {
        Node = node;
        Id = id;
        CourseId = courseId;
    }

    public Node Node { get; }

    public Guid Id { get; }

    public string CourseId { get; }

    public static async Task<Learner> JoinAsync(Node node, string courseId = "T01", Audience audience = Audience.Frontline) =>
        new(node, await node.JoinAsync(audience), courseId);

    /// <summary>The same person on another node.</summary>
    public Learner At(Node node) => new(node, Id, CourseId);

    /// <summary>The same person in another course.</summary>
    public Learner In(string courseId) => new(Node, Id, courseId);

    public Task<Result<FinishedStep>> FinishAsync(string lessonId, string? plan = null) =>
        Node.UseAsync((FinishLesson finish) => finish.RunAsync(Id, CourseId, lessonId, plan));

    public async Task<Learner> ReadAllAsync()
    {
        await FinishAsync("L1");
        await FinishAsync("L2");
        return this;
    }

    public async Task<Result<ScenarioView>> PlayAsync(string path = "a.a")
    {
        var cut = path.LastIndexOf('.');
        return await Node.UseAsync((ChooseInScenario choose) => choose.RunAsync(Id, CourseId, "S1", cut < 0 ? "" : path[..cut], path[(cut + 1)..]));
    }

    public Task<Result<Guid>> TryStartAsync() => Node.UseAsync((StartQuiz start) => start.RunAsync(Id, CourseId, Language.English));

    public async Task<Guid> StartAsync()
    {
        var started = await TryStartAsync();
        Assert.True(started.Succeeded, started.Refusal?.ToString());
        return started.Value;
    }

    public async Task<AttemptView> OpenAsync(Guid attemptId)
    {
        var opened = await TryOpenAsync(attemptId);
        Assert.True(opened.Succeeded, opened.Refusal?.ToString());
        return opened.Value;
    }

    public Task<Result<AttemptView>> TryOpenAsync(Guid attemptId) => Node.UseAsync((OpenAttempt open) => open.RunAsync(Id, attemptId));

    public Task<Result<SavedAnswer>> SaveAsync(Guid attemptId, string itemId, Response response) =>
        Node.UseAsync((SaveAnswer save) => save.RunAsync(Id, attemptId, itemId, response));

    /// <summary>Answers everything right except these items.</summary>
    public async Task AnswerAsync(Guid attemptId, Func<Item, bool>? rightly = null)
    {
        foreach (var item in (await OpenAsync(attemptId)).Items.Select(i => i.Drawn.Item))
        {
            var saved = await SaveAsync(attemptId, item.Id, rightly is null || rightly(item) ? Answers.Right(item) : Answers.Wrong(item));
            Assert.True(saved.Succeeded, saved.Refusal?.ToString());
        }
    }

    public Task<Result<SubmittedQuiz>> SubmitAsync(Guid attemptId) => Node.UseAsync((SubmitQuiz submit) => submit.RunAsync(Id, attemptId));

    /// <summary>An attempt from start to submission.</summary>
    public async Task<SubmittedQuiz> SitAsync(Func<Item, bool>? rightly = null)
    {
        var attempt = await StartAsync();
        await AnswerAsync(attempt, rightly);
        var submitted = await SubmitAsync(attempt);
        Assert.True(submitted.Succeeded, submitted.Refusal?.ToString());
        return submitted.Value;
    }

    public Task<Result<ResultView>> ResultAsync(Guid attemptId) => Node.UseAsync((ViewResult view) => view.RunAsync(Id, attemptId));

    public async Task<CourseView> CourseAsync()
    {
        var course = await Node.UseAsync((OpenCourse open) => open.RunAsync(Id, CourseId));
        Assert.True(course.Succeeded, course.Refusal?.ToString());
        return course.Value;
    }

    public Task<List<Completion>> CompletionsAsync() => Node.ReadAsync(db => db.Set<Completion>().AsNoTracking().Where(c => c.PersonId == Id).ToListAsync());

    public Task<QuizAttempt> AttemptRowAsync(Guid attemptId) => Node.ReadAsync(db => db.Set<QuizAttempt>().AsNoTracking().SingleAsync(a => a.Id == attemptId));
}
