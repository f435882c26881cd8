using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using CustomerService.EndToEnd.Tests.Browsing;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Playwright;

namespace CustomerService.EndToEnd.Tests.Journeys;

/// <summary>The people list: the model of the office's interactive pages.</summary>
public sealed class PeopleListTests(RunningAcademy academy)
{
    /// <summary>What is prerendered is frame and skeleton: the rows and their count are read in the circuit, and not twice.</summary>
    [Fact]
    public async Task One_opening_reads_the_rows_once()
    {
        await using var window = await academy.OpenAsync("mina", Device.Desktop, Language.English);
        using var statements = new Statements("onceandnottwice");
        // EF Core looks once a second whether anybody listens.
        await Task.Delay(1500, TestContext.Current.CancellationToken);

        await window.GoAsync("/office/people?q=onceandnottwice");
        await window.Page.GetByText("Nobody fits").WaitForAsync();

        Assert.Equal(2, statements.Count);
        Assert.Empty(window.TakeComplaints());
    }

    [Theory]
    [InlineData(Language.Persian)]
    [InlineData(Language.English)]
    public async Task Everything_can_be_done_without_a_mouse(Language language)
    {
        var wanted = language == Language.Persian ? new PersonName("صفورا", "صفی‌دل", "Safoora", "Safidel") : new PersonName("نازنین", "زرین‌دل", "Nazanin", "Zarrindel");
        var typed = wanted.LatinFamilyName!.ToLowerInvariant();
        await academy.Learners.JoinAsync("list.one." + language.Code(), wanted);
        await using var window = await academy.OpenAsync("mina", Device.Desktop, language);
        var page = window.Page;
        await window.GoAsync("/office/people");
        var rows = page.Locator(".office-grid-table tbody tr");
        var name = page.Locator("thead th[aria-sort]");
        var first = await rows.First.InnerTextAsync();

        // The other way round, from the start.
        Assert.Equal("ascending", await name.GetAttributeAsync("aria-sort"));
        await name.Locator("button").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("thead th[aria-sort=descending]").WaitForAsync();
        await page.WaitForURLAsync(url => url.EndsWith("sort=-name", StringComparison.Ordinal));
        await Assertions.Expect(rows.First).Not.ToHaveTextAsync(first, new() { UseInnerText = true });

        // The next page and back, by the buttons, then by the browser.
        var descending = await rows.First.InnerTextAsync();
        await page.Locator(".office-grid-pages button").Nth(1).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => url.Contains("after=", StringComparison.Ordinal));
        await Assertions.Expect(rows.First).Not.ToHaveTextAsync(descending, new() { UseInnerText = true });
        await page.GoBackAsync();
        await Assertions.Expect(rows.First).ToHaveTextAsync(descending, new() { UseInnerText = true });

        // Search; the filter is in the address.
        await page.Locator("form[role=search] input[name=q]").Nth(1).FocusAsync();
        await page.Keyboard.TypeAsync(typed);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => url.Contains("q=" + typed, StringComparison.Ordinal));
        await Assertions.Expect(page.Locator(".office-grid-table tbody a")).ToHaveCountAsync(1);

        // Select, look, close; hide a column.
        await rows.First.Locator("input[type=checkbox]").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Locator(".office-grid-bulk").WaitForAsync();
        await rows.First.Locator("button").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#side-panel-title")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Locator(".side-panel").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        var headings = await page.Locator("thead th").CountAsync();
        await page.Locator(".office-grid-bar summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".office-grid-columns input").First.FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.Locator("thead th")).ToHaveCountAsync(headings - 1);
        await window.GoAsync("/office/people");
        await Assertions.Expect(page.Locator("thead th")).ToHaveCountAsync(headings - 1);
        Assert.Empty(window.TakeComplaints());
    }

    [Fact]
    public async Task Without_JavaScript_the_office_says_so()
    {
        // The driver keeps a browser without scripts from showing this element, so its text is read.
        await using var window = await academy.OpenAsync("mina", Device.Desktop, Language.English, script: false);
        var answer = await window.Context.APIRequest.GetAsync(new Uri(academy.Address, "/office/people").ToString());

        Assert.Matches("(?s)<noscript>.*The office needs JavaScript.*</noscript>", await answer.TextAsync());
    }

    /// <summary>Counts the commands that carry a search text as a parameter: those of one opening among all that run at the time.</summary>
    private sealed class Statements : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly string _marker;
        private readonly ConcurrentBag<IDisposable> _subscriptions = [];
        private int _count;

        public Statements(string marker)
        {
            _marker = marker;
            _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        public int Count => _count;

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore")
            {
                _subscriptions.Add(value.Subscribe(this));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == RelationalEventId.CommandExecuted.Name && value.Value is CommandExecutedEventData { Command: var command }
                && command.Parameters.Cast<DbParameter>().Any(p => p.Value is string text && text.Contains(_marker, StringComparison.OrdinalIgnoreCase)))
            {
                Interlocked.Increment(ref _count);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose()
        {
            foreach (var subscription in _subscriptions)
            {
                subscription.Dispose();
            }
        }
    }
}
