using CustomerService.Platform.Localization;
using CustomerService.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CustomerService.Messages.Inbox;

/// <summary>The forms of the inbox. A GET marks nothing as read: a browser that fetches ahead would.</summary>
internal static class InboxEndpoints
{
    public static void MapInbox(this IEndpointRouteBuilder endpoints)
    {
        // Binding a form field, even one that is not sent, makes ASP.NET Core require the antiforgery token.
        endpoints.MapPost(MessagesRoutes.OpenPattern, OpenAsync).RequireAuthorization().ExcludeFromDescription();
        endpoints.MapPost(MessagesRoutes.ReadAll, ReadAllAsync).RequireAuthorization().ExcludeFromDescription();
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> OpenAsync(Guid id, [FromForm] string? from, ReadMessages read, LocalizedFormatter formatter, HttpContext context) =>
        await read.OpenAsync(context.User.PersonId(), id, formatter, context.RequestAborted) is { Succeeded: true } opened ? TypedResults.LocalRedirect(opened.Value) : TypedResults.NotFound();

    private static async Task<RedirectHttpResult> ReadAllAsync([FromForm] string? from, ReadMessages read, HttpContext context)
    {
        await read.AllAsync(context.User.PersonId(), context.RequestAborted);
        return TypedResults.LocalRedirect(MessagesRoutes.Inbox);
    }
}
