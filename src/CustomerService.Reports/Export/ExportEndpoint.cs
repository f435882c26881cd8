using System.Globalization;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Network;
using CustomerService.Platform.Security;
using CustomerService.Platform.Spreadsheets;
using CustomerService.Reports.Rules;
using CustomerService.Reports.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CustomerService.Reports.Export;

/// <summary><c>/office/matrix/export?format=csv|xlsx</c> with the filters of the page: the file is generated while the database is read.</summary>
internal static class ExportEndpoint
{
    public static async Task<Results<PushStreamHttpResult, FileStreamHttpResult, StatusCodeHttpResult, BadRequest>> RunAsync(
        string? format, HttpContext context, ExportMatrix export, LocalizedFormatter formatter, TimeProvider clock)
    {
        var cancellationToken = context.RequestAborted;
        var filter = MatrixFilter.Read(name => context.Request.Query[name]);
        var columns = ExportColumns.For(formatter);
        var day = formatter.Days.DayOf(clock.GetUtcNow().UtcDateTime).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        context.Response.Headers.CacheControl = "no-store";
        if (format is not (null or "csv" or "xlsx"))
        {
            return TypedResults.BadRequest();
        }

        var outcome = await export.RunAsync(context.User.PersonId(), filter, format ?? "csv", cancellationToken);
        if (outcome.Refusal is TooMuchWork { UntilUtc: var until })
        {
            context.Response.TooMany(until - clock.UtcNow());
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        var lines = outcome.Value!;
        if (format is not "xlsx")
        {
            return ExportResults.Csv(columns, lines, $"training-{day}.csv", cancellationToken);
        }

        return await ExportResults.XlsxAsync(ReportsText.OfficeGroup, formatter.Language.IsRightToLeft(), columns, lines, $"training-{day}.xlsx", cancellationToken);
    }
}
