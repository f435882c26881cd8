using CustomerService.Catalogue.Rules;

namespace CustomerService.TestKit;

/// <summary>The path through a scenario by the choices marked best.</summary>
public static class BestPath
{
    public static IEnumerable<ScenarioChoice> Choices(Scenario scenario)
    {
        var at = scenario.StartNode;
        while (scenario.Nodes.FirstOrDefault(n => n.Id == at) is { } node)
        {
            var best = node.Choices.First(c => c.Best);
            yield return best;
            at = best.Next;
        }
    }

    /// <summary>As written in URLs and records.</summary>
    public static string Of(Scenario scenario) => string.Join('.', Choices(scenario).Select(c => c.Id));
}
