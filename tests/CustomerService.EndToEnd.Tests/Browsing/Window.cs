using System.Collections.Concurrent;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Preferences;
using Microsoft.Playwright;

namespace CustomerService.EndToEnd.Tests.Browsing;

/// <summary>A browser of one person, with cookies of its own. It writes down whatever the console complains about.</summary>
public sealed class Window(IBrowserContext context) : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _complaints = new();

    public IBrowserContext Context => context;

    /// <summary>The first tab.</summary>
    public IPage Page { get; private set; } = null!;

    internal static async Task<Window> OpenAsync(
        IBrowser browser, Uri address, Device device, Language language, Theme theme = Theme.Light, bool script = true, string? storage = null)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ViewportSize = new() { Width = device.Width, Height = device.Height },
            HasTouch = device == Device.Phone,
            JavaScriptEnabled = script,
            Locale = "en-GB", // the academy must not ask the browser for the language
            ReducedMotion = ReducedMotion.Reduce,
            StorageState = storage,
        });
        context.SetDefaultTimeout(60_000); // a busy machine is slow, not wrong
        await context.AddCookiesAsync(
        [
            new() { Name = LanguagePreference.Cookie, Value = language.Code(), Url = address.ToString() },
            new() { Name = ThemePreference.Cookie, Value = theme.Code(), Url = address.ToString() },
        ]);
        var window = new Window(context);
        context.Console += (_, message) => window.Hear(message);
        context.WebError += (_, error) => window._complaints.Enqueue($"{error.Page?.Url}: {error.Error}");
        window.Page = await context.NewPageAsync();
        return window;
    }

    /// <summary>What the console complained about since the last call.</summary>
    public IReadOnlyList<string> TakeComplaints()
    {
        List<string> taken = [];
        while (_complaints.TryDequeue(out var complaint))
        {
            taken.Add(complaint);
        }

        return taken;
    }

    /// <summary>Opens a page; an interactive one until its data is there.</summary>
    public async Task<IResponse?> GoAsync(string address)
    {
        var response = await Page.GotoAsync(address);
        if (await Page.Locator("#components-reconnect-modal").CountAsync() > 0)
        {
            await Page.Locator("main .skeleton:not([data-sample])").First.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        }

        return response;
    }

    /// <summary>Signs in through the page, as people do.</summary>
    public async Task SignInAsync(string userName, string password)
    {
        await GoAsync("/sign-in");
        await Page.Locator("[name='Input.UserName']").FillAsync(userName);
        await Page.Locator("[name='Input.Password']").FillAsync(password);
        await Page.Locator("form[data-form=sign-in] button[type=submit], form[data-form=sign-in] button:not([type])").ClickAsync();
        await Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal), new() { WaitUntil = WaitUntilState.Commit });
    }

    public async ValueTask DisposeAsync() => await context.CloseAsync();

    private void Hear(IConsoleMessage message)
    {
        if (message.Type is "error" or "warning")
        {
            _complaints.Enqueue($"{message.Page?.Url} [{message.Type}] {message.Text} ({message.Location})");
        }
    }
}
