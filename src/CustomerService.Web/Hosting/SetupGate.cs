using CustomerService.Catalogue;
using CustomerService.People;
using CustomerService.People.Registration;
using CustomerService.Platform;
using CustomerService.Ui;

namespace CustomerService.Web.Hosting;

/// <summary>Until the academy has its first administrator, every page but the help redirects to the first-run page; afterwards that page no longer exists.</summary>
internal static class SetupGate
{
    public static void UseSetupGate(this WebApplication app) => app.Use(async (context, next) =>
    {
        var asksForSetup = context.Request.Path.Equals(PeopleRoutes.Setup, StringComparison.OrdinalIgnoreCase);
        if (!asksForSetup && !IsPage(context.Request))
        {
            // Without asking: health must be told where the database is away.
            await next(context);
            return;
        }

        if (await context.RequestServices.GetRequiredService<SetupState>().IsDoneAsync(context.RequestAborted))
        {
            if (asksForSetup && HttpMethods.IsPost(context.Request.Method))
            {
                // Sent twice: the academy is there.
                context.Response.Redirect(WebRoutes.Home);
                return;
            }

            if (asksForSetup)
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }
        }
        else if (!asksForSetup)
        {
            context.Response.Redirect(PeopleRoutes.Setup);
            return;
        }

        await next(context);
    });

    private static bool IsPage(HttpRequest request) =>
        !request.Path.StartsWithSegments("/_framework", StringComparison.Ordinal)
        && !request.Path.StartsWithSegments("/_content", StringComparison.Ordinal)
        && !request.Path.StartsWithSegments(PlatformRoutes.Health, StringComparison.Ordinal)
        && !request.Path.StartsWithSegments(UiRoutes.Preferences, StringComparison.Ordinal)
        && !request.Path.StartsWithSegments(CatalogueRoutes.Help, StringComparison.Ordinal)
        && !request.Path.StartsWithSegments(UiRoutes.Statuses, StringComparison.Ordinal)
        && !Path.HasExtension(request.Path.Value);
}
