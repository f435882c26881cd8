using Microsoft.AspNetCore.Http.Features;

namespace CustomerService.Web.Hosting;

/// <summary>HEAD answers as GET without the body, and OPTIONS says what an address accepts, on every page, endpoint and file.</summary>
internal static class Methods
{
    /// <summary>HEAD is answered as GET; the body goes nowhere. Must surround everything that answers.</summary>
    public static void UseHead(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await next(context);
            return;
        }

        var body = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        context.Request.Method = HttpMethods.Get;
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Method = HttpMethods.Head;
            context.Features.Set(body);
        }
    });

    /// <summary>Names HEAD and OPTIONS in <c>Allow</c>, and answers OPTIONS with it. Must be surrounded by the status pages.</summary>
    public static void UseOptions(this WebApplication app) => app.Use(async (context, next) =>
    {
        await next(context);
        var response = context.Response;
        if (response.HasStarted || response.StatusCode != StatusCodes.Status405MethodNotAllowed)
        {
            return;
        }

        var allowed = response.Headers.Allow.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
        if (allowed.Contains(HttpMethods.Get))
        {
            allowed.Add(HttpMethods.Head);
        }

        allowed.Add(HttpMethods.Options);
        response.Headers.Allow = string.Join(", ", allowed.Distinct().Order(StringComparer.Ordinal));
        if (HttpMethods.IsOptions(context.Request.Method))
        {
            response.StatusCode = StatusCodes.Status204NoContent;
        }
    });
}
