using CustomerService.Certificates.Document;
using CustomerService.Certificates.Pdf;
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

        var report = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HealthStatus.Degraded, report.Entries["pdf"].Status);
        Assert.Contains("Pdf:BrowserPath", report.Entries["pdf"].Description);
    }

    [Fact]
    public async Task A_browser_on_this_machine_is_found()
    {
        await using var services = Services();
        var report = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HealthStatus.Healthy, report.Entries["pdf"].Status);
    }

    [Fact]
    public void A_weight_that_is_not_there_is_named()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new PdfFonts().FaceCss(650));
        Assert.Contains("400", error.Message);
    }

    private static ServiceProvider Services(params (string Key, string Value)[] settings) =>
        new ServiceCollection().AddLogging()
            .AddPdf(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build())
            .BuildServiceProvider();
}
