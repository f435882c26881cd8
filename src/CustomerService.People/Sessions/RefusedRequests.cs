using CustomerService.Platform.Network;
using CustomerService.Platform.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace CustomerService.People.Sessions;

/// <summary>Notes what was refused: pages that are not for the person, forms without a valid antiforgery token, and records that do not exist for
/// the person.</summary>
internal sealed partial class RefusedRequests(SecurityJournal journal, ILogger<RefusedRequests> logger) : IAuthorizationMiddlewareResultHandler
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

    /// <summary>To be called for each request after its page or endpoint: a record that is not the person's is answered as one that does not exist, so
    /// both are noted. Somebody who tries ids leaves many.</summary>
    public void NoteRecord(HttpContext context)
    {
        if (context.Response.StatusCode == StatusCodes.Status404NotFound && context.User.PersonIdOrNull() is { } person && context.Request.RouteValues.Count > 0
            && context.GetEndpoint() is RouteEndpoint { RoutePattern.Parameters.Count: > 0 } endpoint && context.Features.Get<IStatusCodeReExecuteFeature>() is null)
        {
            Record(SecurityEvents.RecordRefused, context);
            NotTheirs(logger, person, endpoint.RoutePattern.RawText, ClientAddress.Of(context));
        }
    }

    /// <summary>The route's pattern rather than the address: an address may carry what somebody typed.</summary>
    private void Record(string action, HttpContext context)
    {
        var person = context.User.PersonIdOrNull();
        journal.Record(action, person, person, context.Address(), $"{context.Request.Method} {(context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText}");
    }

    [LoggerMessage(1, LogLevel.Information, "Person {PersonId} asked for a record that is not there for them: {Route}, from {Address}")]
    private static partial void NotTheirs(ILogger logger, Guid personId, string? route, string address);
}
