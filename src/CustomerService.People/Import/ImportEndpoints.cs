using System.Globalization;
using CustomerService.People.Rules;
using CustomerService.People.Rules.Imports;
using CustomerService.People.Text;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Network;
using CustomerService.Platform.Security;
using CustomerService.Platform.Spreadsheets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NotFoundHere = Microsoft.AspNetCore.Http.HttpResults.NotFound;

namespace CustomerService.People.Import;

/// <summary>Files of imports: the template, rows with problems, and people to be imported again.</summary>
internal static class ImportEndpoints
{
    private const string Xlsx = "xlsx";

    public static void MapImport(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(PeopleRoutes.ImportTemplatePattern, TemplateAsync).RequireAuthorization(Policies.ManagesPeople);
        endpoints.MapGet(PeopleRoutes.ImportProblemsPattern, ProblemsAsync).RequireAuthorization(Policies.ManagesPeople);
        endpoints.MapGet(PeopleRoutes.PeopleExport, PeopleAsync).RequireAuthorization(Policies.ManagesPeople);
        endpoints.MapGet(PeopleRoutes.OrganisationsExport, OrganisationsAsync).RequireAuthorization(Policies.HumanResources);
    }

    private static async Task<Results<PushStreamHttpResult, FileStreamHttpResult, BadRequest>> TemplateAsync(string? format, string? kind, HttpContext context, ImportTemplate template, LocalizedFormatter formatter)
    {
        if (format is not (null or "csv" or Xlsx))
        {
            return TypedResults.BadRequest();
        }

        var (of, name) = (QueryValues.Read<ImportKind>(kind) ?? ImportKind.People, "template.");
        var columns = await template.RunAsync(context.User.PersonId(), of, formatter, context.RequestAborted);
        name = QueryValues.Of(of) + "-" + name;
        context.Response.Headers.CacheControl = "no-store";
        if (format is not Xlsx)
        {
            return ExportResults.Csv(columns, OneAsync(), name + "csv", context.RequestAborted);
        }

        return await ExportResults.XlsxAsync(ImportTexts.Of(of), formatter.Language.IsRightToLeft(), columns, OneAsync(), name + "xlsx", context.RequestAborted);
    }

    /// <summary>The rows as they were written, with what is wrong as a last column: to be mended and sent again.</summary>
    private static async Task<Results<PushStreamHttpResult, NotFoundHere>> ProblemsAsync(Guid importId, HttpContext context, ReadImport read, LocalizedFormatter formatter)
    {
        var askerId = context.User.PersonId();
        context.Response.Headers.CacheControl = "no-store";
        if (await read.RunAsync(askerId, importId, context.RequestAborted) is not { } view)
        {
            return TypedResults.NotFound();
        }

        List<ExportColumn<ImportRowView>> columns =
        [
            .. view.Headers.Select((header, i) => new ExportColumn<ImportRowView>(header, 20, row => i < row.Cells.Count ? row.Cells[i] : null)),
            new(ImportText.ErrorColumn, 40, row => string.Join(" · ", row.Errors.Select(e => ImportTexts.Of(e, formatter)))),
        ];
        return ExportResults.Csv(columns, read.AllRowsAsync(askerId, importId, new(OnlyProblems: true), context.RequestAborted), "import-problems.csv", context.RequestAborted);
    }

    private static async Task<Results<PushStreamHttpResult, FileStreamHttpResult, StatusCodeHttpResult, BadRequest, ForbidHttpResult>> PeopleAsync(
        string? format, HttpContext context, ExportPeople export, LocalizedFormatter formatter, TimeProvider clock)
    {
        if (format is not (null or "csv" or Xlsx))
        {
            return TypedResults.BadRequest();
        }

        context.Response.Headers.CacheControl = "no-store";
        var (language, cancellationToken) = (formatter.Language, context.RequestAborted);
        var outcome = await export.RunAsync(context.User.PersonId(), PeopleFilter.Read(name => context.Request.Query[name]), language, format ?? "csv", cancellationToken);
        if (outcome.Refusal is TooMuchWork { UntilUtc: var until })
        {
            context.Response.TooMany(until - clock.UtcNow());
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        if (outcome.Value is not { } lines)
        {
            return TypedResults.Forbid();
        }

        var (columns, name) = (ExportPeople.Columns(language), "people-" + formatter.Days.DayOf(clock.UtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (format is not Xlsx)
        {
            return ExportResults.Csv(columns, lines, name + ".csv", cancellationToken);
        }

        return await ExportResults.XlsxAsync(PeopleText.PeopleTitle, language.IsRightToLeft(), columns, lines, name + ".xlsx", cancellationToken);
    }

    private static async Task<Results<PushStreamHttpResult, FileStreamHttpResult, StatusCodeHttpResult, BadRequest, ForbidHttpResult>> OrganisationsAsync(
        string? format, string? kind, HttpContext context, ExportOrganisations export, LocalizedFormatter formatter, TimeProvider clock)
    {
        if (format is not (null or "csv" or Xlsx) || QueryValues.Read<ImportKind>(kind) is not (ImportKind.Units or ImportKind.Partners) || QueryValues.Read<ImportKind>(kind) is not { } of)
        {
            return TypedResults.BadRequest();
        }

        context.Response.Headers.CacheControl = "no-store";
        var (language, cancellationToken) = (formatter.Language, context.RequestAborted);
        var outcome = await export.RunAsync(context.User.PersonId(), of, language, cancellationToken);
        if (outcome.Refusal is TooMuchWork { UntilUtc: var until })
        {
            context.Response.TooMany(until - clock.UtcNow());
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        if (outcome.Value is not { } lines)
        {
            return TypedResults.Forbid();
        }

        var (columns, name) = (ExportOrganisations.Columns(of, language), $"{QueryValues.Of(of)}-{formatter.Days.DayOf(clock.UtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
        if (format is not Xlsx)
        {
            return ExportResults.Csv(columns, AllAsync(lines), name + ".csv", cancellationToken);
        }

        return await ExportResults.XlsxAsync(ImportTexts.Of(of), language.IsRightToLeft(), columns, AllAsync(lines), name + ".xlsx", cancellationToken);
    }

    private static async IAsyncEnumerable<T> AllAsync<T>(IEnumerable<T> lines)
    {
        foreach (var line in lines)
        {
            yield return line;
        }

        await Task.CompletedTask;
    }

    private static async IAsyncEnumerable<int> OneAsync()
    {
        yield return 0;
        await Task.CompletedTask;
    }
}
