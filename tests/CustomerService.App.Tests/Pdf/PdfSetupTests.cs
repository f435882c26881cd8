using System.Runtime.Versioning;
using CustomerService.Certificates.Document;
using CustomerService.Certificates.Pdf;
using CustomerService.TestKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CustomerService.App.Tests.Pdf;

public sealed class PdfSetupTests
{
    [Theory]
    [InlineData("TimeoutSeconds", "0")]
    [InlineData("RecycleAfter", "0")]
    [InlineData("QueueLimit", "0")]
    [InlineData("IdleMinutes", "-1")]
    [InlineData("BrowserUser", "root; rm")]
    public void A_wrong_setting_stops_the_start_and_names_its_key(string key, string value)
    {
        using var services = Services(($"Pdf:{key}", value));
        var error = Assert.Throws<OptionsValidationException>(services.GetRequiredService<IStartupValidator>().Validate);
        Assert.Contains($"Pdf:{key}", error.Message);
    }

    [Fact]
    public async Task A_missing_browser_shows_as_degraded_and_not_as_a_failed_start()
    {
        await using var services = Services(("Pdf:BrowserPath", "/no/such/browser"));
        services.GetRequiredService<IStartupValidator>().Validate();
        Assert.IsType<MeasuredPrinter>(services.GetRequiredService<ICertificatePrinter>());

        var health = await HealthAsync(services);
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains("Pdf:BrowserPath", health.Description);
    }

    [Fact]
    public async Task A_browser_that_prints_is_healthy_and_is_closed_again_if_nobody_needs_it()
    {
        await using var services = Services(("Pdf:TimeoutSeconds", "60"));
        Assert.Equal(HealthStatus.Healthy, (await HealthAsync(services)).Status);
        Assert.Null(services.GetRequiredService<ChromiumPdf>().SheetsProcessId);
    }

    /// <summary>A script that hangs, a program that ends at once, one that talks nonsense, a file that is no program.</summary>
    [Theory]
    [InlineData("#!/bin/sh\nexec sleep 600", "Pdf:TimeoutSeconds")]
    [InlineData("#!/bin/sh\nsleep 600", "Pdf:TimeoutSeconds")]
    [InlineData("#!/bin/sh\nexit 0", "pdf.browser-failed")]
    [InlineData("#!/bin/sh\necho {} >&4; printf 'x\\0' >&4; exit 1", "pdf.browser-failed")]
    [InlineData("root:x:0:0:root:/root:/bin/bash", "pdf.browser-failed")]
    [UnsupportedOSPlatform("windows")]
    public async Task A_browser_that_hangs_or_is_none_is_told(string content, string why)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a shell");
        var folder = Directory.CreateTempSubdirectory("academy-browser-");
        try
        {
            var path = Path.Combine(folder.FullName, "browser");
            await File.WriteAllTextAsync(path, content, TestContext.Current.CancellationToken);
            File.SetUnixFileMode(folder.FullName, Everybody);
            File.SetUnixFileMode(path, content.StartsWith('#') ? Everybody : UnixFileMode.UserRead);
            await using var services = Services(("Pdf:BrowserPath", path), ("Pdf:TimeoutSeconds", "1"));

            var health = await HealthAsync(services);
            Assert.Equal(HealthStatus.Degraded, health.Status);
            Assert.Contains(why, health.Description, StringComparison.Ordinal);

            // Whoever asks for a document is told within the same time.
            var refusal = await services.GetRequiredService<ChromiumPdf>().RefusalAsync(Printing.Request());
            Assert.Equal(why == "Pdf:TimeoutSeconds" ? new PdfTimedOut().Code : why, refusal?.Code);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task What_a_document_met_is_told_until_it_is_old_and_then_found_out_anew()
    {
        var clock = TestClock.Create();
        var options = new PdfOptions { TimeoutSeconds = 60, BrowserPath = "/bin/false" };
        await using var pdf = Printing.Printer(options, clock);
        Assert.IsType<PdfBrowserFailed>(await pdf.RefusalAsync(Printing.Request()));

        options.BrowserPath = "";
        Assert.IsType<PdfBrowserFailed>((await OutcomeAsync())?.Refusal);
        clock.Advance(ChromiumPdf.Fresh);
        Assert.Null((await OutcomeAsync())!.Refusal);

        options.BrowserPath = "/bin/false";
        clock.Advance(ChromiumPdf.Fresh);
        Assert.Null((await OutcomeAsync())!.Refusal);
        clock.Advance(ChromiumPdf.FreshWhenClosed);
        Assert.IsType<PdfBrowserFailed>((await OutcomeAsync())?.Refusal);

        Task<PdfOutcome?> OutcomeAsync() => pdf.LastOutcomeAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Health_does_not_wait_for_a_browser_that_takes_its_time()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a shell");
        var clock = TestClock.Create();
        await using var pdf = Printing.Printer(new PdfOptions { TimeoutSeconds = 1, BrowserPath = "/usr/bin/yes" }, clock);
        var first = pdf.LastOutcomeAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await first is null or { Refusal: not null });
        Assert.NotNull((await pdf.LastOutcomeAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken))?.Refusal);
    }

    [Fact]
    public void A_weight_that_is_not_there_is_named()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new PdfFonts().FaceCss(650));
        Assert.Contains("400", error.Message);
    }

    private const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private static async Task<HealthReportEntry> HealthAsync(ServiceProvider services) =>
        (await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken)).Entries["pdf"];

    private static ServiceProvider Services(params (string Key, string Value)[] settings) =>
        new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(TestClock.Create())
            .AddPdf(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build())
            .BuildServiceProvider();
}
