using CustomerService.Learning.Courses;
using CustomerService.Learning.Data;
using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Scenarios;

/// <summary>A scenario being played.</summary>
/// <param name="State">The play so far; contains the scenario itself.</param>
/// <param name="MustPlayAgain">The course asks for an ending worth passing, and no play has reached one.</param>
/// <param name="TimesPlayed">Finished plays so far.</param>
/// <param name="Next">The next step of the course after it; null when nothing can be done now: show the course.</param>
public sealed record ScenarioView(string CourseId, LocalText CourseTitle, ScenarioState State, int TimesPlayed, decimal? BestShareSoFar, NextStep? Next, bool MustPlayAgain);

/// <summary>Shows a scenario after the choices of a path. Nothing is stored: the path is in the URL and the form.</summary>
public sealed class OpenScenario(IDbContextFactory<AppDbContext> contexts, LearnerReads reads, OpenCourse open)
{
    /// <param name="path">Ids of the choices separated by dots; null or empty for the start.</param>
    /// <returns><see cref="NotFound"/>, or <see cref="NoSuchPath"/>.</returns>
    public async Task<Result<ScenarioView>> RunAsync(Guid personId, string courseId, string scenarioId, string? path = null, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(OpenScenario));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await reads.CourseAsync(db, personId, courseId, cancellationToken) is not { } found || found.Course.Scenario(scenarioId) is not { } scenario)
        {
            return new NotFound();
        }

        var state = ScenarioPlay.Replay(scenario, path);
        if (!state.Succeeded)
        {
            return state.Refusal!;
        }

        var enrolmentId = found.Enrolment?.Id;
        var shares = await db.Set<ScenarioRun>().Where(r => r.EnrolmentId == enrolmentId && r.ScenarioId == scenarioId).Select(r => new { r.BestShare, r.Passed }).ToListAsync(cancellationToken);
        var next = state.Value.IsOver && enrolmentId is not null ? (await open.RunAsync(personId, courseId, cancellationToken)).Value?.Next : null;
        return new ScenarioView(courseId, found.Course.Title, state.Value, shares.Count, shares.Count == 0 ? null : shares.Max(s => s.BestShare), next,
            state.Value is { End.Passes: false } && found.Course.Completion is { ScenariosPassed: true } && !shares.Exists(s => s.Passed));
    }
}
