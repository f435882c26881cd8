using CustomerService.Learning.Completions;
using CustomerService.Learning.Courses;
using CustomerService.Learning.Lessons;
using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Scenarios;

/// <summary>Records a finished play, and completes the course where this was the last step.
/// The same path is not recorded twice.</summary>
public sealed class FinishScenario(
    UnitOfWork work, StartCourse start, OpenCourse open, RecordCompletion completion, TimeProvider clock)
{
    /// <returns><see cref="NotFound"/>, <see cref="NoSuchPath"/>, or <see cref="ScenarioNotFinished"/>.</returns>
    public async Task<Result<FinishedStep>> RunAsync(Guid personId, string courseId, string scenarioId, string path, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(FinishScenario));
        var found = await start.EnrolAsync(personId, courseId, cancellationToken);
        if (found?.Course.Scenario(scenarioId) is not { } scenario)
        {
            return new NotFound();
        }

        var state = ScenarioPlay.Replay(scenario, path);
        if (!state.Succeeded)
        {
            return state.Refusal!;
        }

        if (!state.Value.IsOver)
        {
            return new ScenarioNotFinished();
        }

        var completed = await work.RunAsync(async db =>
        {
            var now = clock.UtcNow();
            var enrolment = await RecordCompletion.LockAsync(db, found.Enrolment!.Id, now, cancellationToken);
            if (!await db.Set<ScenarioRun>().AnyAsync(r => r.EnrolmentId == enrolment.Id && r.ScenarioId == scenarioId && r.Path == state.Value.Path, cancellationToken))
            {
                db.Add(new ScenarioRun(Guid.CreateVersion7(), enrolment.Id, scenarioId, state.Value.Path, state.Value.BestShare, state.Value.End!.Passes, now));
            }

            return await completion.RunAsync(db, enrolment, found.Course, cancellationToken);
        }, cancellationToken);

        var course = await open.RunAsync(personId, courseId, cancellationToken);
        return course.Succeeded ? new FinishedStep(course.Value.Next, completed) : course.Refusal!;
    }
}
