using CustomerService.Catalogue.Items.SingleChoice;
using CustomerService.Learning.Items.Choices;
using CustomerService.Learning.Quizzes;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Benchmarks;

/// <summary>Learners during a quiz, each saving answers as the quiz page's script does.</summary>
internal sealed class Sittings
{
    private readonly List<Sitting> _sittings = [];

    public static async Task<Sittings> PrepareAsync(TestKit.Academy academy, Uri address, int learners)
    {
        var load = new Sittings();
        for (var i = 0; i < learners; i++)
        {
            var person = await academy.AddPersonAsync(Audience.Customer);
            var attemptId = await academy.StartQuizAsync(person, "C13");
            var browser = await Browser.SignInAsync(address, person.UserName);
            var page = await browser.Visitor.OpenAsync($"/attempts/{attemptId}");
            var token = page.QuerySelector("form[data-attempt] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
            var form = (await academy.Services.GetRequiredService<AttemptSnapshotCache>().GetAsync(attemptId))!.Quiz;
            load._sittings.Add(new Sitting(attemptId, browser, token, [.. form.Items.Where(d => d.Item is SingleChoiceItem)]));
        }

        return load;
    }

    public async Task<bool> AnswerAsync(int client, int count)
    {
        var sitting = _sittings[client];
        var item = sitting.Items[count % sitting.Items.Count];
        var option = item.Order[count / sitting.Items.Count % item.Order.Count];
        using var content = new FormUrlEncodedContent(
        [
            new("__RequestVerificationToken", sitting.Token),
            new(ResponseFields.Shown(item.Id), "1"),
            new(ResponseFields.Answer(item.Id), option),
        ]);
        using var response = await sitting.Browser.Client.PostAsync($"/attempts/{sitting.AttemptId}/answers/{item.Id}", content);
        if (response.IsSuccessStatusCode)
        {
            sitting.Last[item.Id] = option;
        }

        return response.IsSuccessStatusCode;
    }

    /// <summary>Answers that were confirmed to a client but differ from the database.</summary>
    public async Task<long> LostAsync(TestKit.Academy academy)
    {
        long lost = 0;
        foreach (var sitting in _sittings)
        {
            var stored = await academy.ReadAsync(db => db.Set<AttemptAnswer>().Where(a => a.AttemptId == sitting.AttemptId).ToDictionaryAsync(a => a.ItemId, a => a.Response));
            lost += sitting.Last.Count(l => !stored.TryGetValue(l.Key, out var json) || !((ChoiceResponse)Response.FromJson(json)).OptionIds.SequenceEqual([l.Value]));
        }

        return lost;
    }

    private sealed record Sitting(Guid AttemptId, Browser Browser, string Token, IReadOnlyList<DrawnItem> Items)
    {
        public Dictionary<string, string> Last { get; } = new(StringComparer.Ordinal);
    }
}
