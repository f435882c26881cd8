using CustomerService.Learning.Rules;
using CustomerService.Platform.Persistence;
using CustomerService.TestKit;

namespace CustomerService.App.Tests.Learning;

/// <summary>The short form of what the named tier <c>Chaos</c> does in numbers, and the rule by which both judge.</summary>
public sealed class InterruptedQuizTests(ITestOutputHelper output)
{
    private static readonly Guid Page = new("0199a000-0000-7000-8000-000000000001");

    [Fact]
    public async Task Three_kills_and_a_lossy_network_lose_no_answer_and_count_none_twice()
    {
        var wrong = await InterruptedQuizzes.RunAsync(InterruptedQuizzes.Plan.Short(DatabaseProvider.Sqlite), output.WriteLine);
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    [Fact]
    public void The_answer_last_acknowledged_or_a_later_one_must_stand()
    {
        var notes = new AnswerNotes(Page);
        notes.Give("Q1", "first");
        notes.Acknowledge("Q1", notes.Give("Q1", "second"));
        notes.Give("Q1", "third");

        Assert.Empty(notes.Compare([Row("Q1", 2, "second")]));
        Assert.Empty(notes.Compare([Row("Q1", 3, "third")]));
        Assert.Equal(["Q1: answer 2 was called saved, and no row stands."], notes.Compare([]));
        Assert.Equal(["Q1: answer 2 was called saved, and answer 1 stands."], notes.Compare([Row("Q1", 1, "first")]));
        Assert.Equal(["Q1 holds third; answer 2 was second."], notes.Compare([Row("Q1", 2, "third")]));
        Assert.Equal(["Q1 has 2 rows."], notes.Compare([Row("Q1", 2, "second"), Row("Q1", 3, "third")]));
    }

    [Fact]
    public void An_answer_never_acknowledged_may_stand_or_not_but_nothing_is_made_up()
    {
        var notes = new AnswerNotes(Page);
        notes.Give("Q1", "first");

        Assert.Empty(notes.Compare([]));
        Assert.Empty(notes.Compare([Row("Q1", 1, "first")]));
        Assert.Single(notes.Compare([Row("Q1", 2, "first")]));
        Assert.Single(notes.Compare([Row("Q2", 1, "first")]));
        Assert.Single(notes.Compare([new AttemptAnswer(Guid.Empty, "Q1", "first", default, new AnswerOrder(Guid.Empty, 1))]));
    }

    private static AttemptAnswer Row(string item, int order, string response) => new(Guid.Empty, item, response, default, new AnswerOrder(Page, order));
}
