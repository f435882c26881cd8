using CustomerService.Catalogue.Content;
using CustomerService.Catalogue.Rules;

namespace CustomerService.Catalogue.Checking;

/// <summary>Every path through a scenario reaches an end in three to six decisions, and every node is reachable.</summary>
internal sealed class ScenarioRule : ICourseRule
{
    private const int ShortestPath = 3;
    private const int LongestPath = 6;

    public void Check(CourseSource source, ContentFolder content, ProblemLog problems)
    {
        foreach (var scenario in source.Course.Scenarios)
        {
            new Graph(scenario, source.Map, problems).Check();
        }
    }

    private sealed class Graph(Scenario scenario, SourceMap map, ProblemLog problems)
    {
        private readonly Dictionary<string, ScenarioNode> _nodes = scenario.Nodes.GroupBy(n => n.Id).ToDictionary(g => g.Key, g => g.First());
        private readonly HashSet<string> _ends = [.. scenario.Ends.Select(e => e.Id)];
        private readonly HashSet<string> _reached = [];
        private readonly HashSet<string> _leadingToEnd = [];
        private readonly HashSet<string> _reportedLoops = [];
        private List<string>? _shortest;
        private List<string>? _longest;

        public void Check()
        {
            foreach (var node in scenario.Nodes)
            {
                CheckChoices(node);
            }

            if (!_nodes.ContainsKey(scenario.StartNode))
            {
                problems.Add(map.Of(scenario), Problems.UnknownNode, scenario.StartNode);
                return;
            }

            Walk(scenario.StartNode, []);
            foreach (var (part, id) in scenario.Nodes.Select(n => ((object)n, n.Id)).Concat(scenario.Ends.Select(e => ((object)e, e.Id))).Where(p => !_reached.Contains(p.Id)))
            {
                problems.Add(map.Of(part), Problems.UnreachableNode, id);
            }

            foreach (var node in scenario.Nodes.Where(n => _reached.Contains(n.Id) && !_leadingToEnd.Contains(n.Id)))
            {
                problems.Add(map.Of(node), Problems.NoWayToEnd, node.Id);
            }

            CheckBestPath();
            CheckLength(_shortest, tooShort: true);
            CheckLength(_longest, tooShort: false);
        }

        /// <summary>Who always chooses best must not end where a play does not count.</summary>
        private void CheckBestPath()
        {
            var seen = new HashSet<string>();
            var at = scenario.StartNode;
            while (_nodes.TryGetValue(at, out var node) && seen.Add(at))
            {
                at = node.Choices.FirstOrDefault(c => c.Best)?.Next ?? "";
            }

            if (scenario.Ends.FirstOrDefault(e => e.Id == at) is { Passes: false } end)
            {
                problems.Add(map.Of(end), Problems.BestPathFails, scenario.Id, end.Id);
            }
        }

        private void CheckChoices(ScenarioNode node)
        {
            if (node.Choices.Count is < 2 or > 4)
            {
                problems.Add(map.Of(node), Problems.NumberOfChoices, node.Id, node.Choices.Count);
            }

            if (node.Choices.Count(c => c.Best) is not 1 and var best)
            {
                problems.Add(map.Of(node), Problems.OneBestChoice, best, node.Id);
            }

            foreach (var choice in node.Choices.Where(c => c.Next.Length > 0 && !_nodes.ContainsKey(c.Next) && !_ends.Contains(c.Next)))
            {
                problems.Add(map.Of(choice), Problems.UnknownNode, choice.Next);
            }
        }

        private void CheckLength(List<string>? path, bool tooShort)
        {
            if (path is not null && (tooShort ? path.Count < ShortestPath : path.Count > LongestPath))
            {
                problems.Add(map.Of(scenario), Problems.PathLength, path.Count, string.Join(" → ", path));
            }
        }

        /// <summary>Walks every path; a node already on the path is a cycle. Paths are cut off two decisions beyond the maximum.</summary>
        private bool Walk(string id, List<string> path)
        {
            _reached.Add(id);
            if (_ends.Contains(id))
            {
                _shortest = _shortest is null || path.Count < _shortest.Count ? [.. path] : _shortest;
                _longest = _longest is null || path.Count > _longest.Count ? [.. path] : _longest;
                return true;
            }

            if (!_nodes.TryGetValue(id, out var node))
            {
                return false;
            }

            if (path.Contains(id))
            {
                if (_reportedLoops.Add(id))
                {
                    problems.Add(map.Of(node), Problems.ScenarioLoop, id);
                }

                return false;
            }

            path.Add(id);
            var found = false;
            foreach (var next in node.Choices.Select(c => c.Next).Distinct())
            {
                found |= path.Count <= LongestPath + 2 ? Walk(next, path) : _leadingToEnd.Contains(next) || _ends.Contains(next);
            }

            path.RemoveAt(path.Count - 1);
            if (found)
            {
                _leadingToEnd.Add(id);
            }

            return found;
        }
    }
}
