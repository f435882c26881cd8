using CustomerService.Catalogue.Content;
using CustomerService.Catalogue.Rules;

namespace CustomerService.Catalogue.Checking;

/// <summary>Outcomes and lessons referenced by lessons, items, scenarios and the blueprint exist, and every outcome is taught.</summary>
internal sealed class ReferenceRule : ICourseRule
{
    public void Check(CourseSource source, ContentFolder content, ProblemLog problems)
    {
        var (course, map) = (source.Course, source.Map);
        var outcomes = course.Outcomes.Select(o => o.Id).ToHashSet();
        var lessons = course.Lessons.Select(l => l.Id).ToHashSet();
        var known = string.Join(", ", outcomes);
        foreach (var (part, outcome) in course.Lessons.Select(l => ((object)l, l.OutcomeId))
            .Concat(course.Scenarios.Select(s => ((object)s, s.OutcomeId)))
            .Concat(course.Quiz.Blueprint.Select(c => ((object)c, c.OutcomeId)))
            .Concat(Items(course).Select(i => ((object)i, i.OutcomeId))))
        {
            if (outcome.Length > 0 && !outcomes.Contains(outcome))
            {
                problems.Add(map.Of(part), Problems.UnknownOutcome, outcome, known);
            }
        }

        foreach (var item in Items(course).Where(i => i.LessonId.Length > 0 && !lessons.Contains(i.LessonId)))
        {
            problems.Add(map.Of(item), Problems.UnknownLesson, item.LessonId);
        }

        foreach (var outcome in course.Outcomes.Where(o => course.Lessons.All(l => l.OutcomeId != o.Id)))
        {
            problems.Add(map.Of(outcome), Problems.OutcomeWithoutLesson, outcome.Id);
        }
    }

    private static IEnumerable<Item> Items(Course course) => course.Bank.Concat(course.Lessons.SelectMany(l => l.Practice));
}
