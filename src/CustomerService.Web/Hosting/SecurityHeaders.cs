using CustomerService.Ui.Office.Layouts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.StaticAssets;

namespace CustomerService.Web.Hosting;

/// <summary>Restrictive security headers: only our own scripts, styles, fonts and images, no framing, no sniffing; and nothing that is made for a
/// reader is kept by a browser or a proxy. A page that says otherwise itself is left as it is.</summary>
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

    /// <summary>Decided when the answer begins: by then routing has told files, pages and those of the office apart, whatever their addresses look like.</summary>
    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(static state =>
        {
            Write((HttpContext)state);
            return Task.CompletedTask;
        }, context);
        return next(context);
    });

    private static void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        var endpoint = context.GetEndpoint()?.Metadata;
        headers.XContentTypeOptions = "nosniff";
        if (endpoint?.GetMetadata<StaticAssetDescriptor>() is { } file)
        {
            // What concerns documents, a phone would load with every script, style sheet, font and picture: nor have these a language, and
            // the tag says whether one has changed. A drawing can be opened as a document.
            headers.Remove("Content-Language");
            headers.Remove("Last-Modified");
            if (file.Route.EndsWith(".svg", StringComparison.Ordinal))
            {
                headers.ContentSecurityPolicy = Policy;
            }

            return;
        }

        var isOffice = endpoint?.GetMetadata<LayoutAttribute>()?.LayoutType == typeof(OfficeLayout);
        headers.TryAdd("Content-Security-Policy", isOffice ? OfficePolicy : Policy);
        if (isOffice)
        {
            // Whoever comes from a static page loads the document in full.
            headers.Remove(EnhancedNavigation);
        }

        headers.TryAdd("Referrer-Policy", "same-origin");
        headers.TryAdd("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()");
        headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
        headers.TryAdd("Cache-Control", "no-store");
    }
}
