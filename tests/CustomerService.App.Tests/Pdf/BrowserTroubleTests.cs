using System.Diagnostics;
using System.Globalization;
using CustomerService.Certificates.Pdf;
using CustomerService.TestKit;

namespace CustomerService.App.Tests.Pdf;

/// <summary>A browser that is missing, crashes, hangs, is due for recycling or is idle, and many concurrent callers.</summary>
public sealed class BrowserTroubleTests
{
    [Fact]
    public async Task A_missing_browser_is_a_refusal()
    {
        await using var printer = Printing.Printer(o => o.BrowserPath = "/no/such/browser");
        Assert.IsType<PdfBrowserMissing>(await printer.RefusalAsync(Printing.Request()));
        Assert.IsType<PdfBrowserMissing>((await printer.RenderAsync(Printing.Book(2), Stream.Null, null, TestContext.Current.CancellationToken)).Refusal);
    }

    [Fact]
    public async Task A_program_that_is_no_browser_is_a_refusal()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs /bin/false");
        await using var printer = Printing.Printer(o => o.BrowserPath = "/bin/false");
        Assert.IsType<PdfBrowserFailed>(await printer.RefusalAsync(Printing.Request()));
    }

    [Fact]
    public async Task Nobody_else_on_the_machine_can_command_the_browser()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "finds the browser's sockets in /proc");
        await using var printer = Printing.Printer(o => o.TimeoutSeconds = 60);
        await printer.InspectAsync(Printing.Request());
        Assert.Empty(PortsOf(printer.SheetsProcessId!.Value));
    }

    [Fact]
    public async Task The_next_document_is_printed_after_the_browser_was_killed()
    {
        await using var printer = Printing.Printer(o => o.TimeoutSeconds = 60);
        await printer.InspectAsync(Printing.Request());
        var first = printer.SheetsProcessId!.Value;
        Kill(first);

        Assert.True((await printer.InspectAsync(Printing.Request())).IsTagged);
        Assert.NotEqual(first, printer.SheetsProcessId);
    }

    [Fact]
    public async Task A_document_survives_the_death_of_the_browser_that_prints_it()
    {
        await using var printer = Printing.Printer(o => o.TimeoutSeconds = 60);
        await printer.InspectAsync(Printing.Request());
        var first = printer.SheetsProcessId!.Value;

        var document = printer.InspectAsync(new PdfRequest("long", "en", PdfPaper.A4Portrait, LongHtml(5_000)));
        await Task.Delay(200, TestContext.Current.CancellationToken);
        Assert.False(document.IsCompleted);
        Kill(first);

        Assert.Equal("long", (await document).Title);
    }

    [Fact]
    public async Task The_next_document_is_printed_after_the_page_crashed_inside_the_browser()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "finds the page's process in /proc");
        await using var printer = Printing.Printer(o => o.TimeoutSeconds = 60);
        await printer.InspectAsync(Printing.Request());
        var first = printer.SheetsProcessId!.Value;
        foreach (var page in PagesOf(first))
        {
            Kill(page);
        }

        Assert.True((await printer.InspectAsync(Printing.Request())).IsTagged);
        Assert.NotEqual(first, printer.SheetsProcessId);
    }

    [Fact]
    public async Task A_hung_browser_is_stopped_at_the_time_limit_and_replaced()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "stops the process by signal");
        var options = new PdfOptions { TimeoutSeconds = 60 };
        await using var printer = Printing.Printer(options);
        await printer.WarmUpAsync(TestContext.Current.CancellationToken);
        options.TimeoutSeconds = 2;
        var first = printer.SheetsProcessId!.Value;
        using (var stop = Process.Start("kill", ["-STOP", first.ToString(CultureInfo.InvariantCulture)]))
        {
            await stop.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.IsType<PdfTimedOut>(await printer.RefusalAsync(Printing.Request()));
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(first));
        options.TimeoutSeconds = 60;
        Assert.True((await printer.InspectAsync(new PdfRequest("a", "en", PdfPaper.A4Portrait, "<p>a</p>"))).IsTagged);
    }

    [Fact]
    public async Task A_document_without_end_is_stopped_at_the_time_limit()
    {
        var options = new PdfOptions { TimeoutSeconds = 60 };
        await using var printer = Printing.Printer(options);
        await printer.WarmUpAsync(TestContext.Current.CancellationToken);
        options.TimeoutSeconds = 1;
        Assert.IsType<PdfTimedOut>(await printer.RefusalAsync(new PdfRequest("endless", "en", PdfPaper.A4Portrait, LongHtml(400_000))));
        Assert.Null(printer.SheetsProcessId);
    }

    [Fact]
    public async Task Eight_at_once_all_get_their_own_document()
    {
        await using var printer = Printing.Printer(o => o.TimeoutSeconds = 60);
        var documents = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => printer.InspectAsync(Printing.Request($"گواهینامهٔ {i}"))));
        Assert.Equal(Enumerable.Range(1, 8).Select(i => $"گواهینامهٔ {i}"), documents.Select(d => d.Title));
    }

    [Fact]
    public async Task More_than_the_queue_holds_are_refused()
    {
        await using var printer = Printing.Printer(o => { o.TimeoutSeconds = 60; o.QueueLimit = 2; });
        var results = await Task.WhenAll(Enumerable.Range(1, 6).Select(_ => printer.RefusalAsync(Printing.Request())));
        Assert.Equal(3, results.Count(r => r is PdfBusy));
        Assert.Equal(3, results.Count(r => r is null));
    }

    [Fact]
    public async Task Who_cancels_leaves_the_queue()
    {
        await using var printer = Printing.Printer(o => o.TimeoutSeconds = 60);
        using var cancelled = new CancellationTokenSource();
        var first = printer.InspectAsync(Printing.Request());
        var second = printer.RenderAsync(Printing.Request(), cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.True((await first).IsTagged);
    }

    [Fact]
    public async Task An_old_browser_is_replaced_and_leaves_no_folder()
    {
        await using var printer = Printing.Printer(o => { o.TimeoutSeconds = 60; o.RecycleAfter = 2; });
        await printer.InspectAsync(Printing.Request());
        var first = printer.SheetsProcessId!.Value;
        var folder = FolderOf(first);
        Assert.True(Directory.Exists(folder));
        await printer.InspectAsync(Printing.Request());

        Assert.Null(printer.SheetsProcessId);
        Assert.False(Directory.Exists(folder));
        Assert.True((await printer.InspectAsync(Printing.Request())).IsTagged);
    }

    [Fact]
    public async Task An_idle_browser_is_closed_and_comes_back_when_needed()
    {
        var clock = TestClock.Create();
        await using var printer = Printing.Printer(o => o.TimeoutSeconds = 60, clock);
        await printer.InspectAsync(Printing.Request());
        Assert.NotNull(printer.SheetsProcessId);
        clock.Advance(TimeSpan.FromMinutes(29));
        Assert.NotNull(printer.SheetsProcessId);

        clock.Advance(TimeSpan.FromMinutes(1));
        for (var i = 0; i < 100 && printer.SheetsProcessId is not null; i++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Null(printer.SheetsProcessId);
        Assert.True((await printer.InspectAsync(Printing.Request())).IsTagged);
    }

    [Fact]
    public async Task What_a_killed_owner_left_behind_is_cleared_away()
    {
        await using var printer = Printing.Printer(o => o.TimeoutSeconds = 60);
        await printer.WarmUpAsync(TestContext.Current.CancellationToken);
        var browser = printer.SheetsProcessId!.Value;
        var folder = FolderOf(browser);

        ProfileFolder.ClearLeftovers();
        Assert.True(Directory.Exists(folder), "a living owner's folder was removed");

        var note = Path.Combine(folder, "owner.txt");
        var lines = await File.ReadAllLinesAsync(note, TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(note, [lines[0].Replace(" 20", " 19", StringComparison.Ordinal), lines[1]], TestContext.Current.CancellationToken);
        ProfileFolder.ClearLeftovers();
        Assert.False(Directory.Exists(folder));
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(browser));
    }

    /// <summary>TCP ports on which a process listens, as lines of <c>/proc/net/tcp</c>.</summary>
    private static IEnumerable<string> PortsOf(int process)
    {
        var sockets = Directory.GetFiles($"/proc/{process}/fd").Select(f => new FileInfo(f).LinkTarget).ToHashSet();
        const string listening = "0A";
        return new[] { "tcp", "tcp6" }.SelectMany(table => File.ReadLines($"/proc/{process}/net/{table}"))
            .Where(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, _, listening, _, _, _, _, _, var inode, ..] && sockets.Contains($"socket:[{inode}]"));
    }

    private static string LongHtml(int rows) => "<!doctype html>" + string.Concat(Enumerable.Repeat("<p>خدمت <b>service</b> ۱۲۳", rows));

    private static void Kill(int id)
    {
        using var process = Process.GetProcessById(id);
        process.Kill();
        process.WaitForExit();
    }

    private static string FolderOf(int browser) =>
        Directory.GetDirectories(Path.GetTempPath(), "academy-printing-*").Single(d =>
            File.Exists(Path.Combine(d, "owner.txt")) && File.ReadAllLines(Path.Combine(d, "owner.txt")) is [_, var mark] && mark.StartsWith($"{Environment.MachineName} {browser} ", StringComparison.Ordinal));

    /// <summary>The browser's renderer processes.</summary>
    private static IEnumerable<int> PagesOf(int browser)
    {
        var folder = FolderOf(browser);
        foreach (var id in Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(n => int.TryParse(n, CultureInfo.InvariantCulture, out _)))
        {
            var line = "";
            try
            {
                line = File.ReadAllText($"/proc/{id}/cmdline");
            }
            catch (IOException)
            {
                // it has exited since
            }

            if (line.Contains("--type=renderer", StringComparison.Ordinal) && line.Contains(folder, StringComparison.Ordinal))
            {
                yield return int.Parse(id!, CultureInfo.InvariantCulture);
            }
        }
    }
}
