using CustomerService.Platform.Persistence;
using CustomerService.TestKit;

namespace CustomerService.Chaos.Tests;

/// <summary>10,000 answers of 200 learners, under kills of the academy, restarts of its database and losses of both networks.</summary>
public sealed class QuizTests(ITestOutputHelper output)
{
    [Fact]
    public Task On_SQLite_no_answer_of_ten_thousand_is_lost_and_nothing_counts_twice() => RunAsync(DatabaseProvider.Sqlite);

    [Fact]
    public Task On_PostgreSQL_no_answer_of_ten_thousand_is_lost_and_nothing_counts_twice()
    {
        Assert.SkipUnless(LocalPostgreSql.IsInstalled, "No PostgreSQL here.");
        return RunAsync(DatabaseProvider.PostgreSql);
    }

    private async Task RunAsync(string provider)
    {
        var wrong = await InterruptedQuizzes.RunAsync(InterruptedQuizzes.Plan.Full(provider), output.WriteLine);
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }
}
