namespace CustomerService.Benchmarks;

/// <summary>Quiz answers, each durable before it is confirmed, compared with bare commits of one row.</summary>
internal static class QuizAnswers
{
    public static async Task MeasureAsync(Bench bench)
    {
        var sittings = await Sittings.PrepareAsync(bench.Academy, bench.Address, Bench.Clients);
        await Load.WarmUpAsync(Bench.Clients, sittings.AnswerAsync);

        Measured bare;
        using (var database = new BareCommits(Bench.Clients))
        {
            await Load.RunAsync(Bench.Clients, 5, (client, _) => database.CommitAsync(client));
            bare = await Load.RunAsync(Bench.Clients, Bench.Seconds, (client, _) => database.CommitAsync(client));
        }

        Report.Row("bare single-row SQLite commits, 32 connections", bare);
        var answers = await Load.RunAsync(Bench.Clients, Bench.Seconds, sittings.AnswerAsync);
        Report.Row("quiz answers saved over HTTP, 32 clients", answers, Report.Share(answers, bare));
        Report.Row("…of these lost or refused", $"{await sittings.LostAsync(bench.Academy) + answers.Errors}");
    }
}
