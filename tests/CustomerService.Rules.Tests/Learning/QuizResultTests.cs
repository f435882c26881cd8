using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Items.Choices;
using CustomerService.Learning.Items.Matching;
using CustomerService.Learning.Items.Numeric;
using CustomerService.Learning.Items.Ordering;
using CustomerService.Learning.Rules;
using CustomerService.TestKit;

namespace CustomerService.Rules.Tests.Learning;

public sealed class QuizResultTests
{
    private static readonly Course Course = Courses.Sample();

    // O1: single and numeric from L1; O2 (critical, 60 %): ordering of 4, matching of 4 and single from L2.
    private static readonly DrawnQuiz Form = new([.. new[] { "T01-O1-01", "T01-O1-06", "T01-O2-01", "T01-O2-03", "T01-O2-04" }.Select(id => new DrawnItem(Course.Item(id)!, []))]);

    [Fact]
    public void Points_outcomes_per_cent_and_review_by_hand()
    {
        var result = Grade(
            ("T01-O1-01", Choice("b")), // 1
            ("T01-O1-06", new NumberResponse("20")), // 0
            ("T01-O2-01", new OrderingResponse(["s2", "s3", "s4", "s1"])), // 2/3
            ("T01-O2-03", new MatchingResponse(new Dictionary<string, string> { ["p1"] = "p1", ["p2"] = "p2", ["p3"] = "p3" })), // 3/4
            ("T01-O2-04", Choice("b"))); // 1

        Assert.Equal(3.416666667m, result.Points);
        Assert.Equal(5, result.MaxPoints);
        Assert.Equal(68, result.Percent); // 68.33
        Assert.False(result.Passed);
        Assert.Equal([new("O1", 1, 2, 50, false, true), new OutcomeResult("O2", 2.416666667m, 3, 81, true, true)], result.Outcomes);
        Assert.Equal([new("L1", 1), new ReviewLesson("L2", 0.583333333m)], result.Review);
    }

    [Fact]
    public void Everything_right_is_a_hundred_per_cent_with_nothing_to_review()
    {
        var result = Grade(AllRight);

        Assert.Equal((5m, 100, true), (result.Points, result.Percent, result.Passed));
        Assert.Empty(result.Review);
        Assert.All(result.Items, i => Assert.True(i.IsCorrect));
    }

    [Fact]
    public void The_pass_mark_itself_passes()
    {
        // 4 of 5 = 80 %, O2 complete.
        var result = Grade([.. AllRight.Where(a => a.Item != "T01-O1-06")]);

        Assert.Equal((80, true), (result.Percent, result.Passed));
    }

    [Fact]
    public void A_critical_outcome_below_its_share_fails_the_whole()
    {
        var lenient = Course with { Quiz = Course.Quiz with { PassPercent = 50 } };

        // 3 of 5 = 60 %, but O2 only 1 of 3 = 33 %.
        var result = QuizResult.Of(lenient, Form, Answers([.. AllRight.Where(a => a.Item is not ("T01-O2-01" or "T01-O2-03"))]));

        Assert.Equal((60, false), (result.Percent, result.Passed));
        Assert.False(result.Outcomes.Single(o => o.OutcomeId == "O2").Sufficient);
    }

    [Fact]
    public void The_same_share_of_an_outcome_that_is_not_critical_does_no_harm()
    {
        var lenient = Course with { Quiz = Course.Quiz with { PassPercent = 50 }, Outcomes = [.. Course.Outcomes.Select(o => o with { Critical = false })] };

        Assert.True(QuizResult.Of(lenient, Form, Answers([.. AllRight.Where(a => a.Item is not ("T01-O2-01" or "T01-O2-03"))])).Passed);
    }

    [Theory]
    [InlineData("11.925", 15, 80)] // 79.5
    [InlineData("11.924", 15, 79)]
    [InlineData("1", 3, 33)]
    [InlineData("2", 3, 67)]
    [InlineData("0.5", 100, 1)]
    [InlineData("0", 0, 0)]
    public void Per_cent_is_rounded_half_up(string points, int of, int percent) =>
        Assert.Equal(percent, QuizResult.PercentOf(decimal.Parse(points, System.Globalization.CultureInfo.InvariantCulture), of));

    [Fact]
    public void Three_thirds_are_one()
    {
        var steps = Enumerable.Range(1, 3).Select(n => Items.Ordering($"o{n}", steps: 4)).ToList();
        var course = Course with { Bank = [.. steps], Quiz = Course.Quiz with { PassPercent = 33 } };
        var form = new DrawnQuiz([.. steps.Select(s => new DrawnItem(s, []))]);

        var result = QuizResult.Of(course, form, steps.ToDictionary(s => s.Id, Response (_) => new OrderingResponse(["s1", "s2", "s4", "s3"])));

        Assert.Equal((1m, 33), (result.Points, result.Percent));
        Assert.Equal(2m, result.Review.Single().LostPoints);
    }

    [Fact]
    public void An_answer_taken_back_is_no_answer()
    {
        var result = Grade(("T01-O1-01", new BlankResponse()));

        Assert.All(result.Items, i => Assert.Null(i.Response));
        Assert.Equal(0, result.Percent);
    }

    [Fact]
    public void A_result_survives_storage()
    {
        var result = Grade(AllRight);

        Assert.Equal(result.ToJson(), QuizResult.FromJson(result.ToJson()).ToJson());
        Assert.IsType<OrderingResponse>(QuizResult.FromJson(result.ToJson()).Items[2].Response);
    }

    private static (string Item, Response Response)[] AllRight =>
    [
        ("T01-O1-01", Choice("b")), ("T01-O1-06", new NumberResponse("۱۲٫۵")), ("T01-O2-01", new OrderingResponse(["s1", "s2", "s3", "s4"])),
        ("T01-O2-03", new MatchingResponse(Enumerable.Range(1, 4).ToDictionary(n => $"p{n}", n => $"p{n}"))), ("T01-O2-04", Choice("b")),
    ];

    private static ChoiceResponse Choice(string id) => new([id]);

    private static Dictionary<string, Response> Answers(params (string Item, Response Response)[] answers) => answers.ToDictionary(a => a.Item, a => a.Response);

    private static QuizResult Grade(params (string, Response)[] answers) => QuizResult.Of(Course, Form, Answers(answers));
}
