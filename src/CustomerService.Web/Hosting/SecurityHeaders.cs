using CustomerService.Ui.Office.Layouts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.StaticAssets;

namespace CustomerService.Web.Hosting;

/// <summary>Restrictive security headers: only our own scripts, styles, fonts and images, no framing, no sniffing.</summary>
internal static class SecurityHeaders
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "manifest-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    /// <summary>MudBlazor places menus and sizes columns by style attributes; style elements stay forbidden.</summary>
    private const string OfficePolicy = Policy + "; style-src-attr 'unsafe-inline'";

    /// <summary>With this header the framework's script puts an answer into the document that is there, under that document's policy and
    /// without the scripts of the new one.</summary>
    private const string EnhancedNavigation = "blazor-enhanced-nav";

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return next(context);
    });

    /// <summary>Interactive pages of the office: style attributes are allowed, and whoever comes from a static page loads the document
    /// in full. Stands behind routing, which tells the pages apart.</summary>
    public static void UseOfficeHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<LayoutAttribute>()?.LayoutType == typeof(OfficeLayout))
        {
            context.Response.Headers.ContentSecurityPolicy = OfficePolicy;
            context.Response.OnStarting(() =>
            {
                context.Response.Headers.Remove(EnhancedNavigation);
                return Task.CompletedTask;
            });
        }

        return next(context);
    });

    /// <summary>Takes the headers that concern documents off the scripts, styles, fonts and pictures: a phone would load them with
    /// every file. Stands behind routing, which tells a file from a page whatever its address looks like.</summary>
    public static void UseFileHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is { } file)
        {
            var headers = context.Response.Headers;
            if (!file.Route.EndsWith(".svg", StringComparison.Ordinal))
            {
                // A drawing can be opened as a document; for the others no browser heeds a policy.
                headers.Remove("Content-Security-Policy");
            }

            headers.Remove("Referrer-Policy");
            headers.Remove("Permissions-Policy");
            headers.Remove("Cross-Origin-Opener-Policy");
        }

        return next(context);
    });
}
