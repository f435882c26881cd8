using System.Text.RegularExpressions;
using CustomerService.Catalogue.Content;
using CustomerService.Catalogue.Rules;

namespace CustomerService.Catalogue.Checking;

/// <summary>Ids are unique within their lookup scope and are prefixed with the ids of their owners.</summary>
internal sealed partial class IdRule : ICourseRule
{
    public void Check(CourseSource source, ContentFolder content, ProblemLog problems)
    {
        var (course, map) = (source.Course, source.Map);
        Unique(course.Outcomes, o => o.Id);
        Unique(course.Bank.Concat(course.Lessons.SelectMany(l => l.Practice)), i => i.Id);
        foreach (var other in content.Courses.Where(c => c != source && c.Course.Id == course.Id && string.CompareOrdinal(c.Folder, source.Folder) < 0))
        {
            problems.Add(map.Of(course), Problems.DuplicateId, course.Id, other.CourseFile, 1);
        }

        foreach (var item in course.Bank.Where(i => i.Id.Length > 0 && !(BankId().Match(i.Id) is { Success: true } m && m.Groups["course"].Value == course.Id && m.Groups["outcome"].Value == i.OutcomeId)))
        {
            problems.Add(map.Of(item), Problems.BadId, item.Id, $"{course.Id}-{item.OutcomeId}-01, -02, …");
        }

        foreach (var lesson in course.Lessons)
        {
            Unique(lesson.Images, i => i.Id);
            foreach (var item in lesson.Practice.Where(i => i.Id.Length > 0 && !i.Id.StartsWith(lesson.Id + "-P", StringComparison.Ordinal)))
            {
                problems.Add(map.Of(item), Problems.BadId, item.Id, $"{lesson.Id}-P1, -P2, …");
            }
        }

        foreach (var scenario in course.Scenarios)
        {
            Unique(scenario.Nodes.Cast<object>().Concat(scenario.Ends), n => n is ScenarioNode node ? node.Id : ((ScenarioEnd)n).Id);
            foreach (var node in scenario.Nodes)
            {
                Unique(node.Choices, c => c.Id);
            }
        }

        void Unique<T>(IEnumerable<T> parts, Func<T, string> id) where T : class => UniqueIds.Check(parts, id, map, problems);
    }

    [GeneratedRegex("^(?<course>[^-]+)-(?<outcome>[^-]+)-[0-9]{2,3}$", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex BankId();
}

/// <summary>Finds duplicate ids among parts of one kind.</summary>
internal static class UniqueIds
{
    public static void Check<T>(IEnumerable<T> parts, Func<T, string> id, SourceMap map, ProblemLog problems) where T : class
    {
        var seen = new Dictionary<string, SourceLocation>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in parts.Where(p => id(p).Length > 0))
        {
            var location = map.Of(part);
            if (!seen.TryAdd(id(part), location))
            {
                problems.Add(location, Problems.DuplicateId, id(part), seen[id(part)].File, seen[id(part)].Line);
            }
        }
    }
}
