using CustomerService.Ui.Layouts;

namespace CustomerService.Web.Hosting;

/// <summary>The headers that keep a page to itself: only our own scripts, styles, fonts and images, no framing, no sniffing.</summary>
internal static class SecurityHeaders
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'{0}; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "manifest-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    private static readonly string Pages = Policy.Replace("{0}", "", StringComparison.Ordinal);

    // The grid library of the islands positions its parts by style attributes; style sheets stay ours there as well.
    private static readonly string Islands = Policy.Replace("{0}", "; style-src-attr 'unsafe-inline'", StringComparison.Ordinal);

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Pages;
        if (PageAssemblies.HaveIslands)
        {
            // Which page it is, routing finds out later.
            context.Response.OnStarting(() =>
            {
                if (context.GetEndpoint()?.Metadata.GetMetadata<HasIslandsAttribute>() is not null)
                {
                    headers.ContentSecurityPolicy = Islands;
                }

                return Task.CompletedTask;
            });
        }

        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return next(context);
    });
}
