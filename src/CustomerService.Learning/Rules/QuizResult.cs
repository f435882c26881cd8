using System.Text.Json;
using CustomerService.Catalogue.Rules;

namespace CustomerService.Learning.Rules;

/// <param name="Points">0–1.</param>
/// <param name="Response">Null: not answered.</param>
public sealed record ItemResult(string ItemId, string OutcomeId, decimal Points, bool IsCorrect, Response? Response);

/// <summary>The result for one outcome.</summary>
/// <param name="Percent">Rounded half up.</param>
/// <param name="Critical">It must reach the critical share on its own.</param>
/// <param name="Sufficient">Not critical, or reached.</param>
public sealed record OutcomeResult(string OutcomeId, decimal Points, decimal MaxPoints, int Percent, bool Critical, bool Sufficient);

/// <summary>A lesson to review, and how many points its items lost.</summary>
public sealed record ReviewLesson(string LessonId, decimal LostPoints);

/// <summary>A graded attempt: the permanently stored result.</summary>
/// <param name="Items">In the order of the quiz.</param>
/// <param name="Outcomes">Those the quiz asked about, in the course's order.</param>
/// <param name="Percent">Points as a percentage of those possible, rounded half up.</param>
/// <param name="Review">Lessons that lost points, most points first.</param>
public sealed record QuizResult(
    IReadOnlyList<ItemResult> Items, IReadOnlyList<OutcomeResult> Outcomes, decimal Points, decimal MaxPoints, int Percent, bool Passed,
    IReadOnlyList<ReviewLesson> Review)
{
    /// <summary>Grades a drawn quiz. Passed: the total reaches the pass mark, and each critical outcome its own.</summary>
    public static QuizResult Of(Course course, DrawnQuiz form, IReadOnlyDictionary<string, Response> responses)
    {
        List<(Item Item, ItemResult Result)> graded = [.. form.Items.Select(drawn =>
        {
            var response = responses.GetValueOrDefault(drawn.Id);
            var score = Grading.Grade(drawn.Item, response);
            return (drawn.Item, new ItemResult(drawn.Id, drawn.Item.OutcomeId, score.Points, score.IsCorrect, response is BlankResponse ? null : response));
        })];
        List<OutcomeResult> outcomes = [.. course.Outcomes
            .Select(outcome => (outcome, items: graded.Where(g => g.Item.OutcomeId == outcome.Id).ToList()))
            .Where(o => o.items.Count > 0)
            .Select(o =>
            {
                var reached = Sum(o.items.Select(i => i.Result.Points));
                var percent = PercentOf(reached, o.items.Count);
                return new OutcomeResult(o.outcome.Id, reached, o.items.Count, percent, o.outcome.Critical, !o.outcome.Critical || percent >= course.Quiz.CriticalOutcomePercent);
            })];
        var points = Sum(graded.Select(g => g.Result.Points));
        var total = PercentOf(points, graded.Count);
        List<ReviewLesson> review = [.. graded
            .GroupBy(g => g.Item.LessonId)
            .Select(lesson => new ReviewLesson(lesson.Key, Sum(lesson.Select(g => 1 - g.Result.Points))))
            .Where(lesson => lesson.LostPoints > 0)
            .OrderByDescending(lesson => lesson.LostPoints)
            .ThenBy(lesson => PlaceOf(course, lesson.LessonId))];
        return new([.. graded.Select(g => g.Result)], outcomes, points, graded.Count, total,
            total >= course.Quiz.PassPercent && outcomes.TrueForAll(o => o.Sufficient), review);
    }

    /// <summary>A whole percentage, rounded half up; 0 where no points were possible.</summary>
    public static int PercentOf(decimal points, decimal maxPoints) =>
        maxPoints <= 0 ? 0 : (int)Math.Round(points * 100 / maxPoints, MidpointRounding.AwayFromZero);

    public string ToJson() => JsonSerializer.Serialize(this, ResponseJson.Options);

    public static QuizResult FromJson(string json) => JsonSerializer.Deserialize<QuizResult>(json, ResponseJson.Options)!;

    /// <summary>Removes the rounding error of thirds: three of them sum to one.</summary>
    private static decimal Sum(IEnumerable<decimal> points) => Math.Round(points.Sum(), 9);

    private static int PlaceOf(Course course, string lessonId)
    {
        var index = course.Lessons.Select(l => l.Id).ToList().IndexOf(lessonId);
        return index < 0 ? int.MaxValue : index;
    }
}
