using System.Globalization;
using System.Net;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Ui.Preferences;
using CustomerService.Ui.Text;
using Microsoft.AspNetCore.Diagnostics;

namespace CustomerService.Web.Hosting;

/// <summary>The answer to a request that failed because the database is away: 503 with a page that needs none. The usual error page would
/// go through sign-in again, and fail as well.</summary>
internal sealed partial class DatabaseAway(ILogger<DatabaseAway> logger) : IExceptionHandler
{
    private const string RetryAfterSeconds = "10";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!DatabaseFailures.MeansAway(exception))
        {
            return false;
        }

        Failed(logger, exception);
        var language = LanguagePreference.Of(httpContext.Request);
        CultureInfo.CurrentUICulture = language.Culture();
        var response = httpContext.Response;
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.Headers.RetryAfter = RetryAfterSeconds;
        response.Headers.CacheControl = "no-store";
        response.ContentType = "text/html; charset=utf-8";
        await response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="{language.Code()}" dir="{language.Direction()}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{WebUtility.HtmlEncode(UiText.DatabaseAwayTitle)}</title></head>
            <body><main><h1>{WebUtility.HtmlEncode(UiText.DatabaseAwayTitle)}</h1><p>{WebUtility.HtmlEncode(UiText.DatabaseAwayText)}</p></main></body>
            </html>
            """,
            cancellationToken);
        return true;
    }

    [LoggerMessage(1, LogLevel.Error, "A request failed because the database is away")]
    private static partial void Failed(ILogger logger, Exception exception);
}
