using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.TestKit;

namespace CustomerService.Rules.Tests.Learning;

public sealed class CompletionRulesTests
{
    private static readonly Course Course = Courses.Sample();

    [Fact]
    public void Complete_is_every_lesson_every_scenario_and_the_quiz()
    {
        var explanation = CompletionRules.Explain(Course, Facts("L1 L2", "S1", 85));

        Assert.True(explanation.IsComplete);
        Assert.False(explanation.TestedOut);
        Assert.All(explanation.Rules, r => Assert.True(r.Met));
        Assert.Equal(85, explanation.Rules.Single(r => r.Rule == CompletionRule.Quiz).Percent);
    }

    [Theory]
    [InlineData("L1", "S1", 85, CompletionRule.Lessons, "L2")]
    [InlineData("L1 L2", "", 85, CompletionRule.Scenarios, "S1")]
    [InlineData("L1 L2", "S1", null, CompletionRule.Quiz, "")]
    public void What_is_missing_is_named(string lessons, string scenarios, int? percent, CompletionRule unmet, string missing)
    {
        var explanation = CompletionRules.Explain(Course, Facts(lessons, scenarios, percent));

        Assert.False(explanation.IsComplete);
        var rule = Assert.Single(explanation.Rules, r => !r.Met);
        Assert.Equal(unmet, rule.Rule);
        Assert.Equal(missing, string.Join(' ', rule.Missing));
    }

    [Fact]
    public void Lessons_of_an_older_revision_do_not_count_for_new_ones() =>
        Assert.Equal(1, CompletionRules.Explain(Course, Facts("L1 L9 L8", "S1", 85)).Rules[0].Done);

    [Fact]
    public void One_who_may_test_out_completes_by_the_quiz_alone()
    {
        var explanation = CompletionRules.Explain(Course, Facts("L1", "", 90, mayTestOut: true));

        Assert.True(explanation.IsComplete);
        Assert.True(explanation.TestedOut);
        Assert.True(explanation.Rules[0].Waived);
        Assert.Equal(["L2"], explanation.Rules[0].Missing);
    }

    [Fact]
    public void Without_passing_nothing_is_waived()
    {
        var explanation = CompletionRules.Explain(Course, Facts("L1", "", null, mayTestOut: true));

        Assert.False(explanation.IsComplete);
        Assert.All(explanation.Rules, r => Assert.False(r.Waived));
    }

    [Theory]
    [InlineData("", "S1", CompletionRule.Practice)]
    [InlineData("all", "", CompletionRule.Scenarios)]
    [InlineData("all", "S1", null)]
    public void A_course_may_ask_for_practice_tried_and_scenarios_passed(string practice, string passed, CompletionRule? unmet)
    {
        var asking = Course with { Completion = new(PracticeTried: true, ScenariosPassed: true) };
        var all = asking.Lessons.SelectMany(l => l.Practice).Select(p => p.Id).ToList();
        var facts = new CompletionFacts(Set("L1 L2"), Set("S1"), 85, false, practice == "all" ? all.ToHashSet() : Set(""), Set(passed));

        var explanation = CompletionRules.Explain(asking, facts);

        Assert.Equal(unmet is null, explanation.IsComplete);
        Assert.Equal(unmet, explanation.Rules.SingleOrDefault(r => !r.Met)?.Rule);
        Assert.Equal(all.Count, explanation.Rules.Single(r => r.Rule == CompletionRule.Practice).Needed);
        // The same learner is complete where the course does not ask, and where passing the quiz suffices.
        Assert.True(CompletionRules.IsComplete(Course, facts));
        Assert.True(CompletionRules.IsComplete(asking, facts with { MayTestOut = true }));
        Assert.DoesNotContain(CompletionRules.Explain(Course, facts).Rules, r => r.Rule == CompletionRule.Practice);
    }

    [Fact]
    public void A_course_without_scenarios_does_not_wait_for_one() =>
        Assert.True(CompletionRules.IsComplete(Course with { Scenarios = [] }, Facts("L1 L2", "", 85)));

    [Fact]
    public void Testing_out_is_for_the_audiences_it_is_offered_to()
    {
        var course = Courses.TestOut();

        Assert.True(CompletionRules.MayTestOut(course, [Audience.Agent, Audience.Manager]));
        Assert.False(CompletionRules.MayTestOut(course, [Audience.Frontline]));
        Assert.False(CompletionRules.MayTestOut(course with { TestOut = false }, [Audience.Manager]));
    }

    [Fact]
    public void The_record_is_credited_with_the_course_or_with_the_lessons_really_read()
    {
        Assert.Equal(40, CompletionRules.CreditedMinutes(Course, Facts("L1 L2", "S1", 85)));
        Assert.Equal(10, CompletionRules.CreditedMinutes(Course, Facts("L1", "", 85, mayTestOut: true)));
        Assert.Equal(0, CompletionRules.CreditedMinutes(Course, Facts("", "", 85, mayTestOut: true)));
    }

    [Fact]
    public void An_explanation_survives_storage()
    {
        var explanation = CompletionRules.Explain(Course, Facts("L1", "", 90, mayTestOut: true));

        Assert.Equal(explanation.ToJson(), CompletionExplanation.FromJson(explanation.ToJson()).ToJson());
        Assert.Contains("\"lessons\"", explanation.ToJson(), StringComparison.Ordinal);
    }

    private static CompletionFacts Facts(string lessons, string scenarios, int? percent, bool mayTestOut = false) =>
        new(Set(lessons), Set(scenarios), percent, mayTestOut, Set(""), Set(scenarios));

    private static HashSet<string> Set(string ids) => [.. ids.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
