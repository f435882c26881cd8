using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CustomerService.Messages.Preferences;

/// <summary>The address in the header <c>List-Unsubscribe</c> (RFC 8058). A reader of mail posts to it, without cookies; a person who opens it is asked first.</summary>
internal static class UnsubscribeEndpoints
{
    public static void MapUnsubscribe(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(MessagesRoutes.OneClickPattern, Results<RedirectHttpResult, NotFound> (string token, UnsubscribeTokens tokens) =>
            tokens.Read(token) is null ? TypedResults.NotFound() : TypedResults.LocalRedirect(MessagesRoutes.UnsubscribeBy(token))).AllowAnonymous().ExcludeFromDescription();
        // The token in the address is the proof, in place of a cookie's: whoever sends the mail's program here has it.
        endpoints.MapPost(MessagesRoutes.OneClickPattern, async Task<Results<Ok, NotFound>> (string token, TurnOffMail turnOff, HttpContext context) =>
            (await turnOff.RunAsync(token, context.RequestAborted)).Succeeded ? TypedResults.Ok() : TypedResults.NotFound()).AllowAnonymous().ExcludeFromDescription();
    }
}
