using System.Net;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.People.Settings;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Settings;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.Settings;

/// <summary>What an administrator sets is seen by everybody at once, on each node.</summary>
public sealed class AcademySettingsTests(AcademySettingsTests.OneAcademy one) : IClassFixture<AcademySettingsTests.OneAcademy>
{
    private readonly Academy _academy = one.Academy;

    [Fact]
    public async Task Name_logo_and_colour_are_on_the_sign_in_page_and_in_every_frame_at_once()
    {
        var administrator = await _academy.AddPersonAsync(Audience.Frontline, role: Role.Administrator);
        var learner = await _academy.SignInAsync(await _academy.AddPersonAsync(Audience.Frontline), Language.English);
        var logo = Pictures.Png(60, 30);
        var hash = StoredImage.HashOf(logo);

        await ChangeAsync(administrator, [logo], ("Academy:Name:Fa", "دانشکدهٔ مهربانی"), ("Academy:Name:En", "School of Kindness"), ("Academy:Logo", hash), ("Academy:Accent", "#7a1f5c"));

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
        await ChangeAsync(administrator, [logo], ("Academy:Logo", hash));

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

        await ChangeAsync(administrator, [], ("Academy:Name:Fa", "دانشکدهٔ شکیبایی"), ("Academy:Name:En", "School of Patience"));

        var title = "";
        for (var asked = 0; asked < 100 && !title.Contains("School of Patience", StringComparison.Ordinal); asked++)
        {
            _academy.Clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(50);
            title = (await second.Visit(Language.English).OpenAsync("/sign-in")).Title!;
        }

        Assert.EndsWith("· School of Patience", title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registration_closes_and_opens_at_once()
    {
        var administrator = await _academy.AddPersonAsync(Audience.Frontline, role: Role.Administrator);
        Assert.NotNull((await _academy.Visit().OpenAsync("/register")).QuerySelector("form[data-form=register]"));

        await ChangeAsync(administrator, "access", [], ("People:CustomerRegistration", "false"));
        Assert.Null((await _academy.Visit().OpenAsync("/register")).QuerySelector("form[data-form=register]"));
        Assert.Null((await _academy.Visit().OpenAsync("/sign-in")).QuerySelector("main a[href='/register']"));

        await ChangeAsync(administrator, "access", [], ("People:CustomerRegistration", "true"));
        Assert.NotNull((await _academy.Visit().OpenAsync("/register")).QuerySelector("form[data-form=register]"));
    }

    [Fact]
    public async Task Whoever_chose_nothing_reads_in_the_language_calendar_and_digits_of_the_academy()
    {
        var administrator = await _academy.AddPersonAsync(Audience.Frontline, role: Role.Administrator);
        Assert.Equal("fa", (await _academy.VisitUndecided().OpenAsync("/sign-in")).DocumentElement.GetAttribute("lang"));

        await ChangeAsync(administrator, "language", [], ("Localization:Language", "en"), ("Localization:Calendar", "Gregorian"), ("Localization:Digits", "Latin"));

        Assert.Equal("en", (await _academy.VisitUndecided().OpenAsync("/sign-in")).DocumentElement.GetAttribute("lang"));
        Assert.Equal("fa", (await _academy.Visit(Language.Persian).OpenAsync("/sign-in")).DocumentElement.GetAttribute("lang"));
        await using var scope = _academy.Services.CreateAsyncScope();
        System.Globalization.CultureInfo.CurrentUICulture = Language.Persian.Culture();
        var formatter = scope.ServiceProvider.GetRequiredService<LocalizedFormatter>();
        Assert.Equal((CalendarKind.Gregorian, DigitSet.Latin), (formatter.Calendar, formatter.DigitSet));
        await ChangeAsync(administrator, "language", []);
        Assert.Equal("fa", (await _academy.VisitUndecided().OpenAsync("/sign-in")).DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task A_due_date_on_a_day_off_moves_to_the_next_working_day()
    {
        var hr = await _academy.AddPersonAsync(Audience.Frontline, role: Role.HumanResources);
        var calendar = _academy.Services.GetRequiredService<CivilCalendar>();
        var due = calendar.DayOf(_academy.Clock.GetUtcNow().UtcDateTime).AddDays(30);
        // The day itself and the next are off.
        await ChangeAsync(hr, "deadlines", [], ("Learning:RequiredWithinDays", "30"), ("Holidays:Days", $"{due:yyyy-MM-dd} one\n{due.AddDays(1):yyyy-MM-dd} two"));

        var learner = await _academy.AddPersonAsync(Audience.Frontline);

        var dates = await _academy.ReadAsync(db => db.Set<Assignment>().Where(a => a.PersonId == learner.Id).Select(a => a.DueAtUtc).Distinct().ToListAsync());
        Assert.Equal([calendar.DeadlineUtc(due.AddDays(2))], dates);
    }

    [Fact]
    public async Task The_first_steps_greet_administrators_and_tick_themselves_until_all_is_done()
    {
        await using var academy = new Academy();
        var administrator = await academy.AddPersonAsync(Audience.Frontline, role: Role.Administrator);
        var window = await academy.SignInAsync(administrator, Language.English);
        Assert.Equal((1, 5), await DoneAsync());

        await ChangeAsync(academy, administrator, "academy", [], ("Academy:Name:Fa", "نیک"), ("Academy:Name:En", "Good"));
        await academy.AddUnitAsync("Shop");
        Assert.Equal((3, 5), await DoneAsync());
        var hr = await academy.AddPersonAsync(Audience.Frontline, role: Role.HumanResources);
        Assert.Equal((4, 5), await DoneAsync());
        // Nobody else is greeted.
        Assert.Null((await (await academy.SignInAsync(hr)).OpenAsync("/office")).QuerySelector(".first-steps"));

        var page = await window.OpenAsync("/office");
        Assert.All(page.QuerySelectorAll(".first-steps a"), a => Assert.StartsWith("/", a.GetAttribute("href"), StringComparison.Ordinal));
        var other = await academy.AddPersonAsync(Audience.Frontline, role: Role.Administrator);
        await window.SubmitAsync(page, "form[data-form=first-steps]", "/office");
        Assert.Null((await window.OpenAsync("/office")).QuerySelector(".first-steps"));
        Assert.NotNull((await (await academy.SignInAsync(other)).OpenAsync("/office")).QuerySelector(".first-steps"));

        await ChangeAsync(academy, hr, "certificates", [], ("Certificates:SignatoryName:Fa", "مهری"), ("Certificates:SignatoryName:En", "Mehri"));
        Assert.Null((await (await academy.SignInAsync(other)).OpenAsync("/office")).QuerySelector(".first-steps"));

        async Task<(int Done, int All)> DoneAsync()
        {
            var office = await window.OpenAsync("/office");
            return (office.QuerySelectorAll(".first-steps .is-done").Length, office.QuerySelectorAll(".first-steps li").Length);
        }
    }

    private static async Task ChangeAsync(Academy academy, TestPerson actor, string section, byte[][] pictures, params (string Key, string? Value)[] values)
    {
        await using var scope = academy.Services.CreateAsyncScope();
        var present = await scope.ServiceProvider.GetRequiredService<ViewSettings>().RunAsync(actor.Id, section);
        var outcome = await scope.ServiceProvider.GetRequiredService<ChangeSettings>().RunAsync(actor.Id, section, present.Value!.Version, values.ToDictionary(v => v.Key, v => v.Value), pictures);
        Assert.True(outcome.Succeeded, outcome.Refusal?.ToString());
    }

    private Task ChangeAsync(TestPerson actor, byte[][] pictures, params (string Key, string? Value)[] values) => ChangeAsync(_academy, actor, "academy", pictures, values);

    private Task ChangeAsync(TestPerson actor, string section, byte[][] pictures, params (string Key, string? Value)[] values) => ChangeAsync(_academy, actor, section, pictures, values);

    /// <summary>An academy whose settings these tests change one after another.</summary>
    public sealed class OneAcademy : IAsyncLifetime
    {
        public Academy Academy { get; } = new();

        public async ValueTask InitializeAsync() => await Academy.SetUpAsync();

        public ValueTask DisposeAsync() => Academy.DisposeAsync();
    }
}
