using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Telemetry;

namespace CustomerService.Learning.Scenarios;

/// <summary>Makes the next decision of a scenario; the last one also records the play (<see cref="FinishScenario"/>).</summary>
public sealed class ChooseInScenario(OpenScenario open, FinishScenario finish)
{
    /// <param name="path">The choices before this one.</param>
    /// <returns>The play after the choice: redirect to its <see cref="ScenarioState.Path"/>. <see cref="NotFound"/>, or <see cref="NoSuchPath"/>.</returns>
    public async Task<Result<ScenarioView>> RunAsync(
        Guid personId, string courseId, string scenarioId, string? path, string choiceId, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ChooseInScenario));
        var longer = ScenarioPlay.Extend(path, choiceId);
        var view = await open.RunAsync(personId, courseId, scenarioId, longer, cancellationToken);
        if (!view.Succeeded || !view.Value.State.IsOver)
        {
            return view;
        }

        var finished = await finish.RunAsync(personId, courseId, scenarioId, longer, cancellationToken);
        return finished.Succeeded ? await open.RunAsync(personId, courseId, scenarioId, longer, cancellationToken) : finished.Refusal!;
    }
}
