using CustomerService.EndToEnd.Tests;
using CustomerService.EndToEnd.Tests.Browsing;
using CustomerService.EndToEnd.Tests.Pages;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;
using CustomerService.Ui.Pages.Design;
using CustomerService.Ui.Preferences;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(RunningAcademy))]

namespace CustomerService.EndToEnd.Tests;

/// <summary>The academy with its demonstration behind a real web server, and a real browser before it: one for the whole run. Its
/// clock stands still at noon of 30 Aban 1405 in Tehran. A test that changes something does so as a person of its own.</summary>
public sealed class RunningAcademy : IAsyncLifetime
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly Dictionary<string, string> _sessions = new(StringComparer.Ordinal);
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public Academy Academy { get; } = new Academy().With("Demo:Enabled", "true")
        .Configure(services => services.AddSingleton(new StyleGuide(IsShown: true)));

    public Uri Address { get; private set; } = null!;

    public Learners Learners { get; private set; } = null!;

    public JourneyPages Pages { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Academy.UseKestrel(0);
        Academy.StartServer();
        Address = Academy.ClientOptions.BaseAddress;
        Learners = new Learners(Academy.Services);
        Pages = new JourneyPages(this);
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.StartAsync(_playwright);
    }

    /// <summary>Opens a browser that nobody has signed in with.</summary>
    /// <param name="at">Another academy than this one.</param>
    public Task<Window> VisitAsync(Device device, Language language, Theme theme = Theme.Light, bool script = true, Uri? at = null) =>
        Window.OpenAsync(_browser, at ?? Address, device, language, theme, script);

    /// <summary>Opens a browser in which a person is signed in; only the first time for each person goes through the sign-in page.</summary>
    public async Task<Window> OpenAsync(string userName, Device device, Language language, Theme theme = Theme.Light, bool script = true)
    {
        await _one.WaitAsync();
        try
        {
            if (!_sessions.TryGetValue(userName, out var session))
            {
                await using var window = await VisitAsync(Device.Desktop, language);
                await window.SignInAsync(userName, Learners.PasswordOf(userName));
                session = _sessions[userName] = await window.Context.StorageStateAsync();
            }

            return await Window.OpenAsync(_browser, Address, device, language, theme, script, session);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Lets the academy's clock go on, a second at a time, until something is on the page: pages that follow a piece of work ask for it by that clock.</summary>
    public async Task UntilAsync(ILocator shown)
    {
        for (var second = 0; second < 300 && !await shown.First.IsVisibleAsync(); second++)
        {
            Academy.Clock.Advance(TimeSpan.FromSeconds(1));
            await shown.Page.WaitForTimeoutAsync(300);
        }

        await Assertions.Expect(shown.First).ToBeVisibleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.CloseAsync();
        _playwright.Dispose();
        _one.Dispose();
        await Academy.DisposeAsync();
    }
}
