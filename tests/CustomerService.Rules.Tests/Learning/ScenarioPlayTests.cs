using CustomerService.Learning.Rules;
using CustomerService.TestKit;

namespace CustomerService.Rules.Tests.Learning;

public sealed class ScenarioPlayTests
{
    [Fact]
    public void The_start_shows_the_first_situation()
    {
        var state = Play("");

        Assert.Equal(("n1", 2, 0, 0), (state.Node!.Id, state.Mood, state.Minutes, state.Cost));
        Assert.False(state.IsOver);
        Assert.Empty(state.History);
    }

    // Mood starts at 2. a: +1, 2 minutes. b at n1: −2 (not below 1), 5 minutes, 300; b at n2: −1.
    [Theory]
    [InlineData("a", 3, 2, 0, "n2", null, "1")]
    [InlineData("a.a", 4, 4, 0, null, "e1", "1")]
    [InlineData("b", 1, 5, 300, "n2", null, "0")]
    [InlineData("b.a", 2, 7, 300, null, "e1", "0.5")]
    [InlineData("b.b", 1, 10, 600, null, "e2", "0")]
    public void Choices_move_mood_time_and_cost(string path, int mood, int minutes, int cost, string? node, string? end, string bestShare)
    {
        var state = Play(path);

        Assert.Equal((mood, minutes, cost), (state.Mood, state.Minutes, state.Cost));
        Assert.Equal((node, end), (state.Node?.Id, state.End?.Id));
        Assert.Equal(decimal.Parse(bestShare, System.Globalization.CultureInfo.InvariantCulture), state.BestShare);
    }

    [Fact]
    public void The_mood_stays_between_one_and_five_step_by_step()
    {
        var scenario = Courses.Scenario() with { StartMood = 5 };

        // 5 + 1 stays 5, then −1 is 4.
        Assert.Equal(4, ScenarioPlay.Replay(scenario, "a.b").Value!.Mood);
    }

    [Fact]
    public void The_history_tells_what_the_best_choice_was()
    {
        var history = Play("b.a").History;

        Assert.Equal([false, true], history.Select(d => d.WasBest));
        Assert.Equal(["a", "a"], history.Select(d => d.Best.Id));
        Assert.Equal([1, 2], history.Select(d => d.Mood));
    }

    [Theory]
    [InlineData("c")]
    [InlineData("a.")]
    [InlineData("a.a.a")]
    [InlineData(".")]
    [InlineData("a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a")]
    public void A_path_that_leads_nowhere_is_refused(string path) =>
        Assert.Equal(new NoSuchPath(), ScenarioPlay.Replay(Courses.Scenario(), path).Refusal);

    [Fact]
    public void A_path_grows_by_a_choice()
    {
        Assert.Equal("a", ScenarioPlay.Extend(null, "a"));
        Assert.Equal("a.b", ScenarioPlay.Extend("a", "b"));
    }

    private static ScenarioState Play(string path) => ScenarioPlay.Replay(Courses.Scenario(), path).Value!;
}
