using CustomerService.Catalogue.Checking;
using CustomerService.Catalogue.Content;
using CustomerService.Catalogue.Items.ShortAnswer;
using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Items.ShortAnswer;
using CustomerService.Learning.Rules;
using CustomerService.TestKit;

namespace CustomerService.Rules.Tests.Learning;

/// <summary>The academy's own courses can be drawn, answered, graded and played.</summary>
public sealed class RealContentTests
{
    private static readonly Lazy<IReadOnlyList<Course>> Publishable = new(() =>
    {
        var content = ContentReader.Read(Repository.PathOf("content"));
        return [.. content.Courses.Where(c => ContentChecker.Check(c, content).All(p => p.Severity != Severity.Error)).Select(c => c.Course)];
    });

    [Fact]
    public void The_first_course_is_among_them() => Assert.Contains(Publishable.Value, c => c.Id == "C03");

    [Fact]
    public void Every_form_answered_by_its_keys_reaches_a_hundred_per_cent_and_answered_against_them_nothing()
    {
        foreach (var course in Publishable.Value)
        {
            for (var seed = 0L; seed < 30; seed++)
            {
                var form = QuizDraw.Draw(course, seed, []).Value!;
                Assert.Equal(course.Quiz.FormLength, form.Items.Count);
                var right = QuizResult.Of(course, form, form.Items.ToDictionary(i => i.Id, i => Answers.Right(i.Item)));
                Assert.Equal((100, true, 0), (right.Percent, right.Passed, right.Review.Count));
                var wrong = QuizResult.Of(course, form, form.Items.ToDictionary(i => i.Id, i => Answers.Wrong(i.Item)));
                Assert.Equal((0, false), (wrong.Percent, wrong.Passed));
            }
        }
    }

    [Fact]
    public void A_retake_draws_other_items_as_far_as_the_bank_reaches()
    {
        foreach (var course in Publishable.Value)
        {
            var first = QuizDraw.Draw(course, 1, []).Value!.Items.Select(i => i.Id).ToHashSet();
            var second = QuizDraw.Draw(course, 2, first).Value!.Items.Select(i => i.Item).ToList();
            foreach (var cell in course.Quiz.Blueprint)
            {
                var inBank = course.Bank.Count(i => i.OutcomeId == cell.OutcomeId && i.Level == cell.Level);
                var repeated = second.Count(i => i.OutcomeId == cell.OutcomeId && i.Level == cell.Level && first.Contains(i.Id));
                Assert.Equal(Math.Max(0, (2 * cell.Count) - inBank), repeated);
            }
        }
    }

    [Fact]
    public void Every_accepted_term_is_accepted_and_every_answer_fits_where_it_is_stored()
    {
        foreach (var item in Publishable.Value.SelectMany(c => c.Bank.Concat(c.Lessons.SelectMany(l => l.Practice))))
        {
            Assert.True(Answers.Right(item).ToJson().Length <= Response.MaxLength, item.Id);
            if (item is ShortAnswerItem text)
            {
                Assert.All(text.AcceptFa.Concat(text.AcceptEn), term => Assert.True(Grading.Grade(item, new TextResponse(term)).IsCorrect, $"{item.Id}: {term}"));
            }
        }
    }

    [Fact]
    public void Every_scenario_played_at_its_best_comes_to_an_end_with_a_pleased_counterpart()
    {
        foreach (var scenario in Publishable.Value.SelectMany(c => c.Scenarios))
        {
            var state = ScenarioPlay.Replay(scenario, "").Value!;
            while (!state.IsOver)
            {
                state = ScenarioPlay.Replay(scenario, ScenarioPlay.Extend(state.Path, state.Node!.Choices.Single(c => c.Best).Id)).Value!;
            }

            Assert.Equal(1, state.BestShare);
            Assert.True(state.Mood > scenario.StartMood, $"{scenario.Id}: mood {state.Mood} after the best choices");
        }
    }
}
