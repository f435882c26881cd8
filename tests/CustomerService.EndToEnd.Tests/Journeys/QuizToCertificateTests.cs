using CustomerService.EndToEnd.Tests.Browsing;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.EndToEnd.Tests.Journeys;

/// <summary>From the first question to the certificate that a stranger verifies, with the browser closed on the way.</summary>
public sealed class QuizToCertificateTests(RunningAcademy academy)
{
    [Theory]
    [InlineData(Language.Persian, true)]
    [InlineData(Language.English, false)]
    public async Task A_learner_passes_the_quiz_and_shows_a_certificate_that_verifies(Language language, bool phone)
    {
        var device = phone ? Device.Phone : Device.Desktop;
        var userName = phone ? "journey.phone" : "journey.desk";
        var learner = await academy.Learners.JoinAsync(userName, new PersonName("پروانه", "راهی", "Parvaneh", "Rahi"), language);
        await academy.Learners.ReadAsync(learner.Id, "C03");
        await academy.Learners.PlayAsync(learner.Id, "C03");

        Guid attemptId;
        DrawnQuiz form;
        await using (var first = await academy.OpenAsync(userName, device, language))
        {
            await first.GoAsync("/courses/C03/quiz");
            await first.Page.Locator("main form button").ClickAsync();
            await first.Page.WaitForURLAsync(url => url.Contains("/attempts/", StringComparison.Ordinal));
            attemptId = Guid.Parse(new Uri(first.Page.Url).Segments[2].TrimEnd('/'));
            form = await academy.Learners.FormAsync(attemptId);
            foreach (var drawn in form.Items.Take(8))
            {
                await QuizSheet.AnswerAsync(first.Page, drawn);
                await QuizSheet.SavedAsync(first.Page, drawn);
            }
        }

        await using var second = await academy.OpenAsync(userName, device, language);
        await second.GoAsync($"/attempts/{attemptId}");
        Assert.Equal(8, await second.Page.Locator("[data-item][data-answered=true]").CountAsync());
        foreach (var drawn in form.Items.Skip(8))
        {
            await QuizSheet.AnswerAsync(second.Page, drawn);
        }

        await QuizSheet.HandInAsync(second.Page);
        Assert.True(await second.Page.Locator(".result-passed").CountAsync() > 0);

        var certificate = await academy.Learners.NewestCertificateAsync(learner.Id, "C03");
        var pdf = await second.Context.APIRequest.GetAsync($"/certificates/{certificate.Id}/pdf?language={language.Code()}");
        Assert.Equal("%PDF", System.Text.Encoding.ASCII.GetString((await pdf.BodyAsync())[..4]));

        await using var stranger = await academy.VisitAsync(device, language);
        await stranger.GoAsync($"/verify/{certificate.Code}");
        Assert.Contains(phone ? "پروانه راهی" : "Parvaneh Rahi", await stranger.Page.Locator("main").InnerTextAsync());
        Assert.Empty(second.TakeComplaints().Concat(stranger.TakeComplaints()));
    }
}
