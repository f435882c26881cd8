using CustomerService.Certificates.Pdf;
using CustomerService.Certificates.Printing;
using CustomerService.Certificates.Rules;
using CustomerService.Certificates.Slips;
using CustomerService.Certificates.Viewing;
using CustomerService.People;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Security;
using CustomerService.Ui.Preferences;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace CustomerService.Certificates;

/// <summary>HTTP endpoints for certificate files; the pages are Razor components.</summary>
internal static class CertificateEndpoints
{
    public static void MapCertificateFiles(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(CertificatesRoutes.PdfPattern, PdfAsync).RequireAuthorization();
        endpoints.MapGet(CertificatesRoutes.OfCompletionPattern, OfCompletionAsync).RequireAuthorization();
        endpoints.MapGet(CertificatesRoutes.SlipsFilePattern, Slips).RequireAuthorization(Policies.ManagesPeople);
        endpoints.MapGet(CertificatesRoutes.PrintFilePattern, FileAsync).RequireAuthorization(Policies.SeesPeople);
    }

    private static async Task<Results<FileContentHttpResult, NotFound, RedirectHttpResult>> PdfAsync(
        Guid id, string? language, bool? duplicate, RenderCertificatePdf render, LocalizedFormatter formatter, HttpContext context)
    {
        var wanted = Languages.TryParse(language, out var asked) ? asked : formatter.Language;
        var outcome = await render.RunAsync(context.User.PersonId(), id, wanted, duplicate == true, context.RequestAborted);
        KeepPrivate(context.Response);
        return outcome switch
        {
            { Succeeded: true } => TypedResults.File(outcome.Value.File.Content, PdfFile.ContentType, outcome.Value.Name),
            { Refusal: CustomerService.Platform.NotFound } => TypedResults.NotFound(),
            _ => TypedResults.LocalRedirect(CertificatesRoutes.Certificate(id) + "?problem=" + outcome.Refusal!.Code),
        };
    }

    /// <summary>Link target for Learning's result page, which has the completion's id but not the certificate's.</summary>
    private static async Task<Results<RedirectHttpResult, NotFound>> OfCompletionAsync(Guid completionId, ViewCertificates view, HttpContext context) =>
        await view.OfCompletionAsync(context.User.PersonId(), completionId, context.RequestAborted) is { } id
            ? TypedResults.LocalRedirect(CertificatesRoutes.Certificate(id))
            : TypedResults.NotFound();

    private static Results<FileContentHttpResult, NotFound> Slips(Guid key, SlipFiles files, HttpContext context)
    {
        KeepPrivate(context.Response);
        return files.Take(context.User.PersonId(), key) is { } content ? TypedResults.File(content, PdfFile.ContentType, "first-use-slips.pdf") : TypedResults.NotFound();
    }

    private static async Task<Results<EmptyHttpResult, NotFound>> FileAsync(Guid id, ViewPrint view, HttpContext context)
    {
        if (await view.RunAsync(context.User.PersonId(), id, context.RequestAborted) is not { State: PrintState.Ready } job)
        {
            return TypedResults.NotFound();
        }

        KeepPrivate(context.Response);
        context.Response.ContentType = PdfFile.ContentType;
        context.Response.ContentLength = job.Bytes;
        context.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = $"certificates-{job.Language.Code()}-{job.Count}.pdf" }.ToString();
        await foreach (var piece in view.FileAsync(job, context.RequestAborted))
        {
            await context.Response.Body.WriteAsync(piece, context.RequestAborted);
        }

        return TypedResults.Empty;
    }

    private static void KeepPrivate(HttpResponse response) => response.Headers.CacheControl = "private, no-store";
}
