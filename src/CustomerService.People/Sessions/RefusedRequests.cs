using CustomerService.Platform.Network;
using CustomerService.Platform.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CustomerService.People.Sessions;

/// <summary>Notes what was refused before a page or endpoint ran: pages that are not for the person, and forms without a valid antiforgery token.</summary>
internal sealed class RefusedRequests(SecurityJournal journal) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _answers = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Forbidden)
        {
            Record(SecurityEvents.AccessRefused, context);
        }

        return _answers.HandleAsync(next, context, policy, authorizeResult);
    }

    /// <summary>To be called for each request after the antiforgery middleware, which leaves the answer to the endpoint.</summary>
    public void NoteForm(HttpContext context)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false })
        {
            Record(SecurityEvents.FormRefused, context);
        }
    }

    /// <summary>The route's pattern rather than the address: an address may carry what somebody typed.</summary>
    private void Record(string action, HttpContext context)
    {
        var person = context.User.PersonIdOrNull();
        journal.Record(action, person, person, context.Address(), $"{context.Request.Method} {(context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText}");
    }
}
