using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace CustomerService.Web.Hosting;

/// <summary>A status page stands in for a request that failed. It is read, never posted to: the form that failed, its token
/// included, must not be looked at a second time.</summary>
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
