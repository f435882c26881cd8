using System.Text;
using CustomerService.People;
using CustomerService.Platform.Network;
using CustomerService.Ui.Forms;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace CustomerService.Web.Hosting;

/// <summary>
/// Reads posted forms within a limit, and turns what the framework answers with a bare status into something that a reader
/// understands: the result of a form that was already sent, or the status page, which says what happened and returns what was typed.
/// </summary>
internal static partial class Forms
{
    /// <summary>Most that a form may hold: several times the longest one, a quiz answered without script.</summary>
    public const long LimitBytes = 64 << 10;

    /// <summary>Texts shorter than this are choices rather than something typed.</summary>
    private const int ShortestTyped = 3;

    /// <summary>Fields that are not shown again: secrets, and what the page itself wrote.</summary>
    private static readonly string[] Unshown = ["password", "code", "secret", "token", "pin", "version", "url", "offer", "credential", "state"];

    /// <summary>Must come after authentication, whose result it needs, and before everything that reads the form.</summary>
    public static void UseForms(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Forms));
        app.Use(async (context, next) =>
        {
            if (!HttpMethods.IsPost(context.Request.Method))
            {
                await next(context);
                return;
            }

            if (await ReadAsync(context) is { } unreadable)
            {
                Refuse(context, unreadable, [], logger);
                return;
            }

            // Taken now: once its token is found wrong, the form may no longer be read.
            var typed = Typed(context.Request);

            var body = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
            context.Features.Set<IHttpResponseBodyFeature>(new RefusalBody(body, context.Response));
            try
            {
                await next(context);
            }
            finally
            {
                context.Features.Set(body);
            }

            if (!context.Response.HasStarted)
            {
                Explain(context, typed, logger);
            }
        });
    }

    /// <returns>Why the form cannot be read; null where it was, or where there is none.</returns>
    private static async Task<RefusedFormReason?> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.ContentLength > LimitBytes)
        {
            return RefusedFormReason.TooLarge;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = LimitBytes;
        }

        if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.Charset is { HasValue: true } charset
            && !charset.Equals(Encoding.UTF8.WebName, StringComparison.OrdinalIgnoreCase) && !charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase))
        {
            return RefusedFormReason.Unreadable;
        }

        try
        {
            if (request.HasFormContentType)
            {
                await request.ReadFormAsync(context.RequestAborted);
            }

            return null;
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return RefusedFormReason.TooLarge;
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            return RefusedFormReason.Unreadable;
        }
    }

    private static void Explain(HttpContext context, List<string> typed, ILogger logger)
    {
        var (response, path) = (context.Response, context.Request.Path);
        var isSignedIn = context.User.Identity?.IsAuthenticated == true;
        var isStale = context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false };
        switch (response.StatusCode)
        {
            case StatusCodes.Status400BadRequest when response.Headers.Location.Count > 0:
                // The page led on, to a result for instance, before its form was looked for.
                Lead(response, response.Headers.Location.ToString());
                break;
            case StatusCodes.Status400BadRequest when isStale && isSignedIn && IsDoor(path):
                // Signed in by another tab: the page leads on.
                Lead(response, Self(context.Request));
                break;
            case StatusCodes.Status400BadRequest when isStale && !isSignedIn && path.Equals(PeopleRoutes.SignOut, StringComparison.OrdinalIgnoreCase):
                Lead(response, PeopleRoutes.SignIn);
                break;
            case StatusCodes.Status400BadRequest when isStale:
                Refuse(context, RefusedFormReason.Stale, typed, logger);
                break;
            case StatusCodes.Status400BadRequest when IsPage(context) && typed.Count == 0:
                // Nothing to lose: the page shows how things stand, which is what a second click wants to know.
                Lead(response, Self(context.Request));
                break;
            case StatusCodes.Status400BadRequest:
                Refuse(context, IsPage(context) ? RefusedFormReason.Gone : RefusedFormReason.Unreadable, typed, logger);
                break;
            case StatusCodes.Status429TooManyRequests:
                Refuse(context, RefusedFormReason.TooMany, typed, logger);
                break;
            case StatusCodes.Status302Found when !isSignedIn && IsPage(context) && IsChallenge(response) && typed.Count > 0:
                response.Headers.Remove(HeaderNames.Location);
                Refuse(context, RefusedFormReason.SignedOut, typed, logger);
                break;
        }
    }

    private static void Refuse(HttpContext context, RefusedFormReason reason, List<string> typed, ILogger logger)
    {
        var (request, response) = (context.Request, context.Response);
        response.StatusCode = reason switch
        {
            RefusedFormReason.TooLarge => StatusCodes.Status413PayloadTooLarge,
            RefusedFormReason.TooMany => StatusCodes.Status429TooManyRequests,
            RefusedFormReason.SignedOut => StatusCodes.Status401Unauthorized,
            _ => StatusCodes.Status400BadRequest,
        };
        // A response with a content type counts as one that explains itself.
        response.ContentType = null;
        context.Features.Set(new RefusedForm(reason, IsPage(context) ? Self(request) : null, typed, LimitBytes));
        Refused(logger, reason, context.GetEndpoint()?.DisplayName, ClientAddress.Of(context));
    }

    private static void Lead(HttpResponse response, string address)
    {
        response.StatusCode = StatusCodes.Status303SeeOther;
        response.ContentType = null;
        response.Headers.Location = address;
    }

    /// <summary>The pages that somebody who is signed in does not need.</summary>
    private static bool IsDoor(PathString path) =>
        path.Equals(PeopleRoutes.SignIn, StringComparison.OrdinalIgnoreCase) || path.Equals(PeopleRoutes.Register, StringComparison.OrdinalIgnoreCase);

    private static bool IsPage(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;

    private static bool IsChallenge(HttpResponse response) =>
        Uri.TryCreate(response.Headers.Location.ToString(), UriKind.Absolute, out var to) && to.AbsolutePath.Equals(PeopleRoutes.SignIn, StringComparison.OrdinalIgnoreCase);

    private static string Self(HttpRequest request) => request.Path.ToUriComponent() + request.QueryString.ToUriComponent();

    /// <summary>What the reader typed: no ids, choices, secrets or framework fields. Nothing of a form of another site, whose author could
    /// make the academy say something.</summary>
    private static List<string> Typed(HttpRequest request) =>
        !request.HasFormContentType || !IsOwn(request)
            ? []
            : [.. request.Form.Where(field => !field.Key.StartsWith('_') && !Unshown.Any(part => field.Key.Contains(part, StringComparison.OrdinalIgnoreCase)))
                .SelectMany(field => field.Value).OfType<string>().Select(value => value.Trim())
                .Where(value => value.Length >= ShortestTyped && value[0] != '/' && !Guid.TryParse(value, out _) && !bool.TryParse(value, out _))];

    /// <summary>Whether the form was sent by a page of this site; browsers say so.</summary>
    private static bool IsOwn(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
        {
            return site == "same-origin";
        }

        return request.Headers.Origin.ToString() is not { Length: > 0 } origin
            || string.Equals(origin, $"{request.Scheme}://{request.Host.ToUriComponent()}", StringComparison.OrdinalIgnoreCase);
    }

    [LoggerMessage(1, LogLevel.Information, "A form was refused as {Reason} at {Endpoint}, from {Address}")]
    private static partial void Refused(ILogger logger, RefusedFormReason reason, string? endpoint, string address);
}
