using CustomerService.EndToEnd.Tests.Browsing;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.TestKit;
using Microsoft.Data.Sqlite;

namespace CustomerService.EndToEnd.Tests.Journeys;

/// <summary>The server dies while a quiz is taken; another process on the same database goes on with it.</summary>
public sealed class KilledServerTests(RunningAcademy running)
{
    [Fact]
    public async Task An_answer_that_was_called_saved_outlives_the_server()
    {
        var folder = Directory.CreateTempSubdirectory("killed-").FullName;
        var database = Path.Combine(folder, "academy.db");
        string userName;
        await using (var academy = new Academy().On(DatabaseProvider.Sqlite).With("Database:ConnectionString", $"Data Source={database}"))
        {
            var person = await academy.AddPersonAsync(Audience.Customer);
            await academy.ReadyForQuizAsync(person, "C13");
            userName = person.UserName;
        }

        string attempt;
        await using (var server = await AcademyProcess.StartAsync(database))
        await using (var window = await running.VisitAsync(Device.Phone, Language.Persian, at: server.Address))
        {
            var page = window.Page;
            await window.SignInAsync(userName, Academy.Password);
            await window.GoAsync("/courses/C13/quiz");
            await page.Locator("main form button").ClickAsync();
            await page.WaitForURLAsync(url => url.Contains("/attempts/", StringComparison.Ordinal));
            attempt = new Uri(page.Url).AbsolutePath;
            await page.Locator("[data-item] input[type=radio]").First.CheckAsync();
            await page.Locator("[data-item][data-answered=true]").First.WaitForAsync();
            await server.KillAsync();
        }

        await using (var server = await AcademyProcess.StartAsync(database))
        await using (var window = await running.VisitAsync(Device.Phone, Language.Persian, at: server.Address))
        {
            await window.SignInAsync(userName, Academy.Password);
            await window.GoAsync(attempt);
            Assert.Equal(1, await QuizSheet.AnsweredAsync(window.Page));
            Assert.True(await window.Page.Locator("[data-item][data-answered=true] input[type=radio]").First.IsVisibleAsync());
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
