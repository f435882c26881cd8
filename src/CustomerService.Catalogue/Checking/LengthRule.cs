using CustomerService.Catalogue.Content;
using CustomerService.Catalogue.Items;
using CustomerService.Catalogue.Markup;
using CustomerService.Catalogue.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Catalogue.Checking;

/// <summary>Lessons are short enough to read in one sitting, and the stated minutes match the content.</summary>
internal sealed class LengthRule : ICourseRule
{
    private const int MinWords = 250;
    private const double WordsPerMinute = 150;
    private const double MinutesPerDecision = 1.5;

    /// <summary>Allowed relative difference between the course's minutes and the sum of its parts.</summary>
    private const double Tolerance = 0.15;

    public void Check(CourseSource source, ContentFolder content, ProblemLog problems)
    {
        var course = source.Course;
        foreach (var lesson in course.Lessons)
        {
            CheckLesson(lesson, source.Map, problems);
        }

        var minutes = course.Lessons.Sum(l => l.Minutes) + course.Scenarios.Sum(s => MinutesPerDecision * BestPath(s));
        if (course.Minutes > 0 && course.Lessons.Count > 0 && Math.Abs(minutes - course.Minutes) > Tolerance * course.Minutes)
        {
            problems.Add(source.Map.Of(course), Problems.CourseMinutes, course.Minutes, minutes);
        }
    }

    /// <summary>English needs more words for the same text, because it writes out articles, prepositions and pronouns.</summary>
    private static int MaxWords(Language language) => language == Language.Persian ? 550 : 700;

    private static void CheckLesson(Lesson lesson, SourceMap map, ProblemLog problems)
    {
        var questions = lesson.Practice.Sum(p => ItemFormats.Of(p).PracticeMinutes);
        var expected = new List<int>();
        foreach (var language in Languages.All.Where(l => lesson.Body.In(l).Length > 0))
        {
            var words = LessonText.Words(LessonSyntax.Parse(lesson.Body.In(language)));
            expected.Add((int)Math.Round((words / WordsPerMinute) + questions + 1, MidpointRounding.AwayFromZero));
            if (words < MinWords || words > MaxWords(language))
            {
                problems.Add(map.Of(lesson.Body, language), Problems.WordCount, words, MinWords, MaxWords(language));
            }
        }

        if (expected.Count > 0 && expected.All(e => Math.Abs(e - lesson.Minutes) > 1))
        {
            problems.Add(map.Of(lesson), Problems.LessonMinutes, lesson.Minutes, expected[0]);
        }

        if (lesson.Practice.Count is not (2 or 3))
        {
            problems.Add(map.Of(lesson), Problems.PracticeCount, lesson.Practice.Count);
        }
    }

    /// <summary>Number of decisions on the path of best choices.</summary>
    private static int BestPath(Scenario scenario)
    {
        var seen = new HashSet<string>();
        var next = scenario.StartNode;
        while (scenario.Nodes.FirstOrDefault(n => n.Id == next) is { } node && seen.Add(node.Id))
        {
            next = node.Choices.FirstOrDefault(c => c.Best)?.Next ?? "";
        }

        return seen.Count;
    }
}
