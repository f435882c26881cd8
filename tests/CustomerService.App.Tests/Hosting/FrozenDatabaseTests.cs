using System.Net;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.TestKit;
using CustomerService.Ui.Text;
using Npgsql;

namespace CustomerService.App.Tests.Hosting;

/// <summary>The database server hangs: it takes statements and answers none.</summary>
public sealed class FrozenDatabaseTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_statement_that_hangs_ends_in_a_page_that_says_so_in_the_readers_language()
    {
        Assert.SkipWhen(await PostgreSqlServer.FindOrNullAsync() is null, "No PostgreSQL here.");
        var direct = new NpgsqlConnectionStringBuilder(await PostgreSqlServer.CreateDatabaseAsync($"academy_{Guid.NewGuid():N}"));
        await using (var network = new UnreliableNetwork(direct.Port, lateBy: TimeSpan.Zero))
        {
            // Without the kit's own limit of a statement, so that the setting counts; the rest shortens the attempt to have the statement stopped.
            await using var academy = new Academy().On(DatabaseProvider.PostgreSql).With("Database:CommandSeconds", "1")
                .With("Database:ConnectionString", $"Host=127.0.0.1;Port={network.Port};Username={direct.Username};Password={direct.Password};Database={direct.Database};SSL Mode=Disable;Timeout=2");
            var person = await academy.AddPersonAsync(Audience.Frontline);
            var (persian, english) = (await academy.SignInAsync(person), await academy.SignInAsync(person, Language.English));
            await english.OpenAsync("/learning");

            network.Freeze();
            var frozen = await Task.WhenAll(persian.GetAsync("/learning"), english.GetAsync("/learning")).WaitAsync(Longest);
            network.Thaw();

            Assert.All(frozen, answer => Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode));
            Assert.All(frozen, answer => Assert.NotNull(answer.Headers.RetryAfter));
            foreach (var (answer, language) in frozen.Zip([Language.Persian, Language.English]))
            {
                var page = await Visitor.ReadAsync(answer);
                var culture = language.Culture();
                Assert.Equal(language.Code(), page.DocumentElement.GetAttribute("lang"));
                Assert.Equal(UiText.ResourceManager.GetString(nameof(UiText.DatabaseAwayTitle), culture), page.QuerySelector("h1")!.TextContent);
                Assert.Equal(UiText.ResourceManager.GetString(nameof(UiText.DatabaseAwayText), culture), page.QuerySelector("main p")!.TextContent);
            }

            // The server answers again, and so does the page.
            Assert.Equal("en", (await english.OpenAsync("/learning").WaitAsync(Longest)).DocumentElement.GetAttribute("lang"));
        }

        await PostgreSqlServer.ReleaseAsync(direct.ToString());
    }
}
