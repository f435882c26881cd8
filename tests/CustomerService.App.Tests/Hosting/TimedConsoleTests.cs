using System.Globalization;
using System.Text.Json;
using CustomerService.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace CustomerService.App.Tests.Hosting;

public sealed class TimedConsoleTests
{
    [Fact]
    public void A_line_of_text_begins_with_the_time_in_UTC() => AssertUtc(Line(json: false).Split(' ')[0]);

    [Fact]
    public void A_JSON_line_holds_the_time_in_UTC() => AssertUtc(JsonDocument.Parse(Line(json: true)).RootElement.GetProperty("Timestamp").GetString()!);

    [Fact]
    public void A_format_of_the_settings_goes_before()
    {
        var line = Line(json: true, logging => logging.Services.Configure<JsonConsoleFormatterOptions>(o => o.TimestampFormat = "yyyy"));

        Assert.Matches("^[0-9]{4}$", JsonDocument.Parse(line).RootElement.GetProperty("Timestamp").GetString());
    }

    private static void AssertUtc(string time) =>
        Assert.True(DateTimeOffset.TryParseExact(time, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _), time);

    private static string Line(bool json, Action<ILoggingBuilder>? configure = null)
    {
        using var services = new ServiceCollection().AddLogging(logging =>
        {
            logging.AddTimedConsole(json);
            configure?.Invoke(logging);
        }).BuildServiceProvider();
        var formatter = services.GetServices<ConsoleFormatter>().Single(f => f.Name == (json ? ConsoleFormatterNames.Json : ConsoleFormatterNames.Simple));
        using var text = new StringWriter();
        formatter.Write(new LogEntry<string>(LogLevel.Information, "Category", default, "A message", null, (state, _) => state), null, text);
        return text.ToString();
    }
}
