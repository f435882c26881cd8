using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.TestKit;

namespace CustomerService.Rules.Tests.Learning;

public sealed class CoursePlanTests
{
    private static readonly Course Course = Courses.Sample();

    [Fact]
    public void Nothing_begun_starts_with_the_first_lesson()
    {
        var plan = Plan("", "", null, AllowanceState.LessonsFirst);

        // 10 + 20 + 10 for the scenario (what is left of 40): the length that is promised and credited. The quiz has its own time.
        Assert.Equal((0m, 40), (plan.ProgressShare, plan.MinutesLeft));
        Assert.Equal((StepKind.Lesson, "L1"), (plan.Next!.Kind, plan.Next.Id));
        Assert.Equal([StepState.NotStarted, StepState.NotStarted, StepState.NotStarted, StepState.Locked], plan.Steps.Select(s => s.State));
    }

    [Fact]
    public void Continue_returns_to_the_lesson_and_heading_last_read()
    {
        var plan = CoursePlan.Of(Course, Facts("", "", null), new HashSet<string> { "L1", "L2" }, false, AllowanceState.LessonsFirst, false, "L2", "the-idea");

        Assert.Equal(("L2", "the-idea"), (plan.Resume!.Id, plan.Resume.Anchor));
        Assert.Equal(StepState.Started, plan.Steps[1].State);
    }

    [Fact]
    public void A_lesson_merely_looked_into_does_not_push_aside_the_ones_before_it()
    {
        var plan = CoursePlan.Of(Course, Facts("", "", null), new HashSet<string> { "L1", "L2" }, false, AllowanceState.LessonsFirst, false, "L2", "the-idea");

        Assert.Equal(("L1", null), (plan.Next!.Id, plan.Next.Anchor));
    }

    [Fact]
    public void A_finished_position_gives_way_to_the_first_thing_undone()
    {
        var plan = CoursePlan.Of(Course, Facts("L2", "", null), new HashSet<string> { "L1", "L2" }, false, AllowanceState.LessonsFirst, false, "L2", "the-idea");

        Assert.Equal(("L1", null), (plan.Resume!.Id, plan.Resume.Anchor));
        Assert.Equal((0.25m, 20), (plan.ProgressShare, plan.MinutesLeft));
    }

    [Fact]
    public void After_lessons_and_scenarios_comes_the_quiz()
    {
        var plan = Plan("L1 L2", "S1", null, AllowanceState.Allowed);

        Assert.Equal((StepKind.Quiz, 0, 0.75m), (plan.Next!.Kind, plan.MinutesLeft, plan.ProgressShare));
    }

    [Theory]
    [InlineData(AllowanceState.Wait)]
    [InlineData(AllowanceState.NeedsRelease)]
    public void While_a_retake_must_wait_nothing_is_next(AllowanceState quiz)
    {
        Assert.Null(Plan("L1 L2", "S1", null, quiz).Next);
        Assert.Equal("S1", Plan("L1 L2", "", null, quiz).Next!.Id);
    }

    [Fact]
    public void A_complete_course_has_nothing_left()
    {
        var plan = CoursePlan.Of(Course, Facts("L1", "", 90), new HashSet<string>(), true, AllowanceState.Passed, isComplete: true);

        Assert.Equal((1m, 0), (plan.ProgressShare, plan.MinutesLeft));
        Assert.Null(plan.Next);
    }

    [Theory]
    [InlineData(40, 10)]
    [InlineData(30, 3)]
    [InlineData(0, 3)]
    public void A_scenario_takes_what_the_card_promises_beyond_the_lessons(int courseMinutes, int scenarioMinutes) =>
        Assert.Equal(scenarioMinutes, CoursePlan.ScenarioMinutes(Course with { Minutes = courseMinutes }, 0));

    [Theory]
    [InlineData(40), InlineData(41), InlineData(47), InlineData(80)]
    public void All_steps_together_take_the_courses_one_length(int minutes)
    {
        var course = Course with { Minutes = minutes, Scenarios = [Course.Scenarios[0], Course.Scenarios[0] with { Id = "S2" }, Course.Scenarios[0] with { Id = "S3" }] };
        var plan = CoursePlan.Of(course, Facts("", "", null), new HashSet<string>(), false, AllowanceState.LessonsFirst, false);

        Assert.Equal(minutes, plan.MinutesLeft);
        Assert.Equal(minutes, plan.Steps.Where(s => s.Kind != StepKind.Quiz).Sum(s => s.Minutes));
    }

    [Fact]
    public void Practice_that_was_passed_over_calls_back_only_when_the_way_is_gone()
    {
        var course = Course with { Completion = new(PracticeTried: true, ScenariosPassed: true) };
        CoursePlan After(string lessons, string scenarios, string practice, string passed, AllowanceState quiz) => CoursePlan.Of(
            course, new(Set(lessons), Set(scenarios), null, false, Set(practice), Set(passed)), new HashSet<string>(), false, quiz, false);

        Assert.Equal("L2", After("L1", "", "", "", AllowanceState.LessonsFirst).Next!.Id);
        Assert.Equal((StepKind.Scenario, "S1"), After("L1 L2", "S1", "", "", AllowanceState.Wait).Next is { } again ? (again.Kind, again.Id) : default);
        var last = After("L1 L2", "S1", "", "S1", AllowanceState.Wait);
        Assert.Equal("L1", last.Next!.Id);
        Assert.True(last.ProgressShare < 1);
        Assert.Null(After("L1 L2", "S1", string.Join(' ', course.Lessons.SelectMany(l => l.Practice).Select(p => p.Id)), "S1", AllowanceState.Wait).Next);
    }

    [Fact]
    public void The_strongest_offer_counts()
    {
        Assert.Equal(Offer.Required, Offers.Strongest(Course, [Audience.Manager, Audience.Frontline]));
        Assert.Equal(Offer.TestOut, Offers.Strongest(Courses.TestOut(), [Audience.Manager, Audience.Customer]));
        Assert.Equal(Offer.Optional, Offers.Strongest(Course, [Audience.Agent]));
        Assert.Null(Offers.Strongest(Course, [Audience.Customer]));
    }

    private static CoursePlan Plan(string lessons, string scenarios, int? percent, AllowanceState quiz) =>
        CoursePlan.Of(Course, Facts(lessons, scenarios, percent), new HashSet<string>(), false, quiz, false);

    private static CompletionFacts Facts(string lessons, string scenarios, int? percent) => new(Set(lessons), Set(scenarios), percent, false, Set(""), Set(scenarios));

    private static HashSet<string> Set(string ids) => [.. ids.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
