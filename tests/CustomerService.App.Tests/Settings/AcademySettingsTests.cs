using System.Net;
using CustomerService.People.Rules;
using CustomerService.People.Settings;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Settings;
using CustomerService.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.Settings;

/// <summary>What an administrator sets is seen by everybody at once, on each node.</summary>
public sealed class AcademySettingsTests : IAsyncLifetime
{
    private readonly Academy _academy = new();

    public async ValueTask InitializeAsync() => await _academy.SetUpAsync();

    public ValueTask DisposeAsync() => _academy.DisposeAsync();

    [Fact]
    public async Task Name_logo_and_colour_are_on_the_sign_in_page_and_in_every_frame_at_once()
    {
        var administrator = await _academy.AddPersonAsync(Audience.Frontline, role: Role.Administrator);
        var learner = await _academy.SignInAsync(await _academy.AddPersonAsync(Audience.Frontline), Language.English);
        var logo = Pictures.Png(60, 30);
        var hash = StoredImage.HashOf(logo);

        await ChangeAsync(administrator, 0, [logo], ("Academy:Name:Fa", "دانشکدهٔ مهربانی"), ("Academy:Name:En", "School of Kindness"), ("Academy:Logo", hash), ("Academy:Accent", "#7a1f5c"));

        var signIn = await _academy.Visit().OpenAsync("/sign-in");
        Assert.EndsWith("· دانشکدهٔ مهربانی", signIn.Title, StringComparison.Ordinal);
        Assert.Equal("دانشکدهٔ مهربانی", signIn.QuerySelector(".wordmark")!.TextContent.Trim());
        foreach (var address in new[] { "/learning", "/no-such-page" })
        {
            var page = await Visitor.ReadAsync(await learner.GetAsync(address));
            Assert.EndsWith("· School of Kindness", page.Title, StringComparison.Ordinal);
            Assert.Equal("/pictures/" + hash, page.QuerySelector(".wordmark img")!.GetAttribute("src"));
            Assert.NotNull(page.QuerySelector("link[rel=stylesheet][href='/accent/7a1f5c']"));
            Assert.Contains("School of Kindness", page.QuerySelector("footer")!.TextContent, StringComparison.Ordinal);
        }

        var office = await (await _academy.SignInAsync(administrator)).OpenAsync("/office/settings");
        Assert.Equal("/pictures/" + hash, office.QuerySelector(".office-bar .wordmark img")!.GetAttribute("src"));
    }

    [Fact]
    public async Task A_picture_is_kept_by_browsers_under_a_name_that_never_changes()
    {
        var administrator = await _academy.AddPersonAsync(Audience.Frontline, role: Role.Administrator);
        var logo = Pictures.Png(61, 30);
        var hash = StoredImage.HashOf(logo);
        await ChangeAsync(administrator, 0, [logo], ("Academy:Logo", hash));

        var visitor = _academy.Visit();
        var answer = await visitor.GetAsync("/pictures/" + hash);
        Assert.Equal(logo, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.GetValues("Cache-Control").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

        using var again = new HttpRequestMessage(HttpMethod.Get, "/pictures/" + hash);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await visitor.Client.SendAsync(again)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/pictures/" + new string('0', 64))).StatusCode);
    }

    [Fact]
    public async Task The_colour_is_a_style_sheet_of_its_own_and_an_unreadable_one_is_none()
    {
        var sheet = await _academy.Visit().GetAsync("/accent/7a1f5c");
        var css = await sheet.Content.ReadAsStringAsync();

        Assert.Equal("text/css", sheet.Content.Headers.ContentType!.MediaType);
        Assert.Contains(":root{--accent:#7a1f5c;", css, StringComparison.Ordinal);
        Assert.Contains(":root[data-theme=\"dark\"]{--accent:", css, StringComparison.Ordinal);
        Assert.Contains("--mud-palette-primary-rgb:122, 31, 92", css, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _academy.Visit().GetAsync("/accent/ffffff")).StatusCode);
    }

    [Fact]
    public async Task Another_node_shows_it_a_few_seconds_later()
    {
        var administrator = await _academy.AddPersonAsync(Audience.Frontline, role: Role.Administrator);
        await using var second = _academy.Another();
        Assert.DoesNotContain("School of Patience", (await second.Visit(Language.English).OpenAsync("/sign-in")).Title!, StringComparison.Ordinal);

        await ChangeAsync(administrator, 0, [], ("Academy:Name:Fa", "دانشکدهٔ شکیبایی"), ("Academy:Name:En", "School of Patience"));

        var title = "";
        for (var asked = 0; asked < 100 && !title.Contains("School of Patience", StringComparison.Ordinal); asked++)
        {
            _academy.Clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(50);
            title = (await second.Visit(Language.English).OpenAsync("/sign-in")).Title!;
        }

        Assert.EndsWith("· School of Patience", title, StringComparison.Ordinal);
    }

    private async Task ChangeAsync(TestPerson actor, int version, byte[][] pictures, params (string Key, string? Value)[] values)
    {
        await using var scope = _academy.Services.CreateAsyncScope();
        var outcome = await scope.ServiceProvider.GetRequiredService<ChangeSettings>().RunAsync(actor.Id, "academy", version, values.ToDictionary(v => v.Key, v => v.Value), pictures);
        Assert.True(outcome.Succeeded, outcome.Refusal?.ToString());
    }
}
