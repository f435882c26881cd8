using Microsoft.Extensions.Logging.Console;

namespace CustomerService.Web.Hosting;

/// <summary>Every line of the console says when, in UTC.</summary>
internal static class TimedConsole
{
    private const string Format = "yyyy-MM-ddTHH:mm:ss.fffZ";

    /// <param name="json">One JSON object a line, instead of text for people.</param>
    public static void AddTimedConsole(this ILoggingBuilder logging, bool json)
    {
        _ = json ? logging.AddJsonConsole() : logging.AddSimpleConsole();
        // Settings of Logging:Console:FormatterOptions go before.
        logging.Services.PostConfigure<JsonConsoleFormatterOptions>(o => SetTime(o, Format));
        logging.Services.PostConfigure<SimpleConsoleFormatterOptions>(o => SetTime(o, Format + " "));
    }

    private static void SetTime(ConsoleFormatterOptions options, string format)
    {
        if (options.TimestampFormat is null)
        {
            (options.TimestampFormat, options.UseUtcTimestamp) = (format, true);
        }
    }
}
