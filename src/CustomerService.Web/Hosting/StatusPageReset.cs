using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace CustomerService.Web.Hosting;

/// <summary>A status page replaces the response of a failed request. It handles no form: the failed form, token
/// included, must not be processed a second time.</summary>
internal static class StatusPageReset
{
    public static void UseStatusPageReset(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            context.Request.Method = HttpMethods.Get;
            context.Request.ContentType = null;
            context.Features.Set<IFormFeature>(null);
            context.Features.Set<IAntiforgeryValidationFeature>(null);
        }

        return next(context);
    });
}
