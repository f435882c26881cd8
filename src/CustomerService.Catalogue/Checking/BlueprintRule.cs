using CustomerService.Catalogue.Content;

namespace CustomerService.Catalogue.Checking;

/// <summary>The bank has enough items to fill the blueprint twice, so that a retake draws different questions.</summary>
internal sealed class BlueprintRule : ICourseRule
{
    public void Check(CourseSource source, ContentFolder content, ProblemLog problems)
    {
        var (course, map) = (source.Course, source.Map);
        foreach (var cell in course.Quiz.Blueprint)
        {
            var have = course.Bank.Count(i => i.OutcomeId == cell.OutcomeId && i.Level == cell.Level);
            var wished = 2 * cell.Count;
            if (have < wished)
            {
                problems.Add(
                    map.Of(cell), have < cell.Count ? Problems.BlueprintUnfillable : Problems.BankThin,
                    cell.OutcomeId, ContentKeywords.Of(cell.Level), cell.Count, have, have < cell.Count ? cell.Count - have : wished - have, wished - have);
            }
        }

        foreach (var item in course.Bank.Where(i => course.Quiz.Blueprint.Count > 0 && course.Quiz.Blueprint.All(c => c.OutcomeId != i.OutcomeId || c.Level != i.Level)))
        {
            problems.Add(map.Of(item), Problems.ItemOutsideBlueprint, item.OutcomeId, item.Level is { } level ? ContentKeywords.Of(level) : "");
        }

        if (course.Quiz.CriticalOutcomePercent > course.Quiz.PassPercent)
        {
            problems.Add(map.Of(course.Quiz), Problems.PassMarks, course.Quiz.CriticalOutcomePercent, course.Quiz.PassPercent);
        }
    }
}
