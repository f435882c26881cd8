using CustomerService.Learning.Rules;
using CustomerService.People.Registration;

namespace CustomerService.Web.Hosting;

/// <summary>Until the academy has its first administrator, every page leads to the first-run page; afterwards that page is gone.</summary>
internal static class SetupGate
{
    public static void UseSetupGate(this WebApplication app) => app.Use(async (context, next) =>
    {
        var asksForSetup = context.Request.Path.Equals("/setup", StringComparison.OrdinalIgnoreCase);
        var state = context.RequestServices.GetRequiredService<SetupState>();
        if (await state.IsDoneAsync(context.RequestAborted))
        {
            if (asksForSetup)
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }
        }
        else if (!asksForSetup && IsPage(context.Request))
        {
            context.Response.Redirect("/setup");
            return;
        }

        await next(context);
    });

    private static bool IsPage(HttpRequest request) =>
        !request.Path.StartsWithSegments("/_framework", StringComparison.Ordinal)
        && !request.Path.StartsWithSegments("/_content", StringComparison.Ordinal)
        && !request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
        && !request.Path.StartsWithSegments("/preferences", StringComparison.Ordinal)
        && !request.Path.StartsWithSegments("/status", StringComparison.Ordinal)
        && !Path.HasExtension(request.Path.Value);
}
