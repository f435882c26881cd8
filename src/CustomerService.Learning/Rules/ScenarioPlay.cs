using CustomerService.Catalogue.Rules;
using CustomerService.Platform;

namespace CustomerService.Learning.Rules;

/// <summary>A decision made, with its consequence.</summary>
/// <param name="Best">What the best choice would have been.</param>
/// <param name="Mood">1–5, after the choice.</param>
public sealed record ScenarioDecision(ScenarioNode Node, ScenarioChoice Choice, ScenarioChoice Best, int Mood)
{
    public bool WasBest => Choice.Best;
}

/// <summary>The state of a play after some choices.</summary>
/// <param name="Path">The choices so far, <c>a.c.b</c>; empty at the start.</param>
/// <param name="Mood">1 (angry) to 5 (delighted).</param>
/// <param name="Cost">Thousand rials.</param>
/// <param name="Node">The decision to make; null at an end.</param>
/// <param name="End">How it ended; null while playing.</param>
/// <param name="BestShare">Share of decisions where the best choice was made, 0–1; 0 before the first.</param>
public sealed record ScenarioState(
    Scenario Scenario, string Path, int Mood, int Minutes, int Cost, ScenarioNode? Node, ScenarioEnd? End,
    IReadOnlyList<ScenarioDecision> History, decimal BestShare)
{
    public bool IsOver => End is not null;
}

/// <summary>Plays a scenario from its choices alone: the path is the only state.</summary>
public static class ScenarioPlay
{
    /// <summary>Longest path that can be stored; the content has 3–6 decisions.</summary>
    public const int MaxPathLength = 100;

    /// <param name="path">Ids of choices separated by dots, empty for the start.</param>
    /// <returns>The state, or <see cref="NoSuchPath"/>.</returns>
    public static Result<ScenarioState> Replay(Scenario scenario, string? path)
    {
        path ??= "";
        if (path.Length > MaxPathLength)
        {
            return new NoSuchPath();
        }

        var node = scenario.Nodes.FirstOrDefault(n => n.Id == scenario.StartNode);
        ScenarioEnd? end = null;
        var (mood, minutes, cost) = (scenario.StartMood, 0, 0);
        var history = new List<ScenarioDecision>();
        foreach (var id in path.Length == 0 ? [] : path.Split('.'))
        {
            if (node?.Choices.FirstOrDefault(c => c.Id == id) is not { } choice)
            {
                return new NoSuchPath();
            }

            mood = Math.Clamp(mood + choice.Mood, 1, 5);
            minutes += choice.Minutes;
            cost += choice.Cost;
            history.Add(new(node, choice, node.Choices.FirstOrDefault(c => c.Best) ?? choice, mood));
            end = scenario.Ends.FirstOrDefault(e => e.Id == choice.Next);
            node = end is null ? scenario.Nodes.FirstOrDefault(n => n.Id == choice.Next) : null;
        }

        if (node is null && end is null)
        {
            return new NoSuchPath();
        }

        var share = history.Count == 0 ? 0 : history.Count(d => d.WasBest) / (decimal)history.Count;
        return new ScenarioState(scenario, path, mood, minutes, cost, node, end, history, share);
    }

    /// <summary>The path after one more choice.</summary>
    public static string Extend(string? path, string choiceId) => string.IsNullOrEmpty(path) ? choiceId : $"{path}.{choiceId}";
}
