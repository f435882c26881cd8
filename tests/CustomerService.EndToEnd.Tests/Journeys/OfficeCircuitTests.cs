using System.Text.RegularExpressions;
using CustomerService.EndToEnd.Tests.Browsing;
using CustomerService.People.Rules;
using CustomerService.People.Sessions;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CustomerService.EndToEnd.Tests.Journeys;

/// <summary>The line between a page of the office and the server: what the reader sees when it is cut, and what is kept.</summary>
public sealed partial class OfficeCircuitTests(RunningAcademy academy)
{
    private const string Typed = "zahra-while-the-line-was-cut";

    [Theory]
    [InlineData(Language.Persian, "ارتباط قطع شد.")]
    [InlineData(Language.English, "The connection is lost.")]
    public async Task A_cut_line_is_told_and_what_is_typed_meanwhile_arrives(Language language, string told)
    {
        await using var window = await academy.OpenAsync("mina", Device.Desktop, language);
        var page = window.Page;
        await using var line = await Line.OfAsync(page);
        await window.GoAsync("/office/people");

        await line.CutAsync();
        var notice = page.Locator("#components-reconnect-modal .reconnect-lost");
        await Assertions.Expect(notice).ToBeVisibleAsync();
        await Assertions.Expect(notice).ToContainTextAsync(told);
        var search = page.Locator("#content input[name=q]");
        await search.FillAsync(Typed);

        line.Mend();
        await Assertions.Expect(page.Locator("#components-reconnect-modal")).ToHaveClassAsync(HiddenAgain(), new() { Timeout = 60_000 });
        await Assertions.Expect(search).ToHaveValueAsync(Typed);
        await search.PressAsync("Enter");
        await page.WaitForURLAsync(url => url.Contains("q=" + Typed, StringComparison.Ordinal));
        Assert.DoesNotContain(window.TakeComplaints(), complaint => complaint.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_the_session_is_over_the_page_says_so_and_gives_back_what_was_typed_after_the_next_sign_in()
    {
        await using var own = new Academy();
        own.UseKestrel(0);
        own.StartServer();
        await own.SetUpAsync();
        var person = await own.AddPersonAsync(Audience.Manager, Role.HumanResources);
        await using var window = await academy.VisitAsync(Device.Desktop, Language.English, at: own.ClientOptions.BaseAddress);
        var page = window.Page;
        await window.SignInAsync(person.UserName, Academy.Password);
        await window.GoAsync("/office/people");
        var search = page.Locator("#content input[name=q]");
        await search.FillAsync(Typed);

        await own.Services.GetRequiredService<UnitOfWork>().RunAsync(db => db.EndSessionsAsync(null, person.Id, SessionEnd.RolesChanged, own.Clock));
        var notice = page.Locator("#components-reconnect-modal .reconnect-over");
        for (var second = 0; second < 5 && !await notice.IsVisibleAsync(); second++)
        {
            own.Clock.Advance(TimeSpan.FromSeconds(1));
            await page.WaitForTimeoutAsync(200);
        }

        await Assertions.Expect(notice).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Assertions.Expect(search).ToHaveValueAsync(Typed);
        await notice.GetByRole(AriaRole.Button).ClickAsync();
        await page.WaitForURLAsync("**/sign-in*");
        await page.Locator("[name='Input.UserName']").FillAsync(person.UserName);
        await page.Locator("[name='Input.Password']").FillAsync(Academy.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/office/people*");
        await Assertions.Expect(page.Locator("[data-kept-texts] dd")).ToHaveTextAsync(Typed);
    }

    [Fact]
    public async Task A_page_that_the_reader_may_not_open_is_refused_within_a_circuit_too()
    {
        await using var window = await academy.OpenAsync("kaveh", Device.Desktop, Language.English);
        var page = window.Page;
        await window.GoAsync("/office/people");

        // No request is made: the router of the circuit decides.
        List<string> asked = [];
        page.Request += (_, request) => asked.Add(request.Url);
        await page.EvaluateAsync("() => Blazor.navigateTo('/office/messages/templates')");

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("This page is not open to you");
        Assert.DoesNotContain(asked, url => url.Contains("/office/messages/templates", StringComparison.Ordinal));
        Assert.Equal(0, await page.Locator("#content form").CountAsync());
    }

    [GeneratedRegex("components-reconnect-hide")]
    private static partial Regex HiddenAgain();

    /// <summary>The connection of one page's circuit, cut and mended by a test.</summary>
    private sealed class Line(IPage page) : IAsyncDisposable
    {
        private readonly List<IWebSocketRoute> _open = [];
        private bool _isCut;

        public static async Task<Line> OfAsync(IPage page)
        {
            var line = new Line(page);
            await page.RouteWebSocketAsync("**/_blazor*", line.Take);
            await page.RouteAsync("**/_blazor/negotiate*", route => line._isCut ? route.AbortAsync() : route.ContinueAsync());
            return line;
        }

        public async Task CutAsync()
        {
            _isCut = true;
            foreach (var socket in _open)
            {
                await socket.CloseAsync(new() { Code = 3000 });
            }

            _open.Clear();
        }

        public void Mend() => _isCut = false;

        public async ValueTask DisposeAsync() => await page.UnrouteAllAsync(new() { Behavior = UnrouteBehavior.IgnoreErrors });

        private void Take(IWebSocketRoute socket)
        {
            socket.ConnectToServer();
            _open.Add(socket);
        }
    }
}
