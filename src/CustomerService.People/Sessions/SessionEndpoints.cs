using CustomerService.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CustomerService.People.Sessions;

/// <summary>The forms of the list of one's own sessions.</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder endpoints)
    {
        // Binding a form field, even one that is not sent, makes ASP.NET Core require the antiforgery token.
        endpoints.MapPost(PeopleRoutes.EndSessionPattern, EndOneAsync).RequireAuthorization().ExcludeFromDescription();
        endpoints.MapPost(PeopleRoutes.EndOtherSessions, EndOthersAsync).RequireAuthorization().ExcludeFromDescription();
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> EndOneAsync(Guid sessionId, [FromForm] string? from, EndOwnSessions end, HttpContext context)
    {
        var outcome = await end.RunAsync(context.User.PersonId(), sessionId, context.User.SessionIdOrNull(), context.RequestAborted);
        return outcome.Succeeded ? TypedResults.LocalRedirect(PeopleRoutes.Account + "?saved=session") : TypedResults.NotFound();
    }

    private static async Task<RedirectHttpResult> EndOthersAsync([FromForm] string? from, EndOwnSessions end, HttpContext context)
    {
        await end.RunAsync(context.User.PersonId(), null, context.User.SessionIdOrNull(), context.RequestAborted);
        return TypedResults.LocalRedirect(PeopleRoutes.Account + "?saved=sessions");
    }
}
