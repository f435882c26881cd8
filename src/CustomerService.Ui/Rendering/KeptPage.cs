using System.Buffers;
using System.Text;
using CustomerService.Platform.Security;
using CustomerService.Platform.Text;
using CustomerService.Ui.Controls;
using CustomerService.Ui.Navigation;
using CustomerService.Ui.Preferences;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Ui.Rendering;

/// <summary>What a page shows, in short.</summary>
/// <param name="Key">All that the markup follows from besides the reader, the shell, the address and the holes; a value with equality.</param>
/// <param name="Holes">What is this request's own, by the names under which the page asks <see cref="PageHoles"/> for it.</param>
public sealed record PageState(object Key, IReadOnlyList<PageHole> Holes);

/// <summary>What fills a hole of a page.</summary>
/// <param name="Parts">In their order. Much markup comes in many parts, as one it would be a large object that only a full collection removes.</param>
/// <param name="IsMarkup">Whether the parts are HTML already; a text is encoded.</param>
public sealed record PageHole(string Name, IReadOnlyList<string> Parts, bool IsMarkup)
{
    public static PageHole Text(string name, string text) => new(name, [text], false);

    public static PageHole Markup(string name, IReadOnlyList<string> parts) => new(name, parts, true);
}

/// <summary>Does what opening a page does, and tells what the page will show.</summary>
public interface IPageState
{
    /// <returns>Null where the page has to be rendered in the ordinary way: there is none, or it is not open to the person.</returns>
    Task<PageState?> OpenAsync(HttpContext context);
}

/// <summary>Marks a page that is opened often and shows the same to many: it is rendered once for each state and language, and then
/// written from memory without rendering anything. See <see cref="IPageState"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KeptPageAttribute(Type state) : Attribute
{
    /// <summary>The page's <see cref="IPageState"/>.</summary>
    public Type State { get; } = state;

    /// <summary>Whether the state follows from the query as well. A page that does not read it is rendered in the ordinary way where there is one.</summary>
    public bool ReadsQuery { get; set; }
}

/// <summary>The holes of the page that a request asks for: parts of a page that is to be kept get their texts through here.</summary>
public sealed class PageHoles
{
    /// <summary>A person's name in the shell.</summary>
    internal const string PersonName = "person";

    /// <summary>The letters of the person's avatar.</summary>
    internal const string Initials = "initials";

    /// <summary>The page's address from the root, query and all.</summary>
    internal const string Address = "address";

    internal bool IsKeeping { get; set; }

    /// <summary>The text, or while a page is rendered to be kept its stand-in.</summary>
    public string Value(string name, string value) => IsKeeping ? StandIn(name) : value;

    internal static string StandIn(string name) => $"kept-page-hole-{name}-here";
}

/// <summary>Answers requests for kept pages.</summary>
public static class KeptPages
{
    private const string EnhancedNavigation = "blazor-enhanced-nav";

    /// <summary>Puts the memory of kept pages before those pages that are marked with <see cref="KeptPageAttribute"/>.</summary>
    public static void WriteKeptPages(this IEndpointConventionBuilder pages) => pages.Add(endpoint =>
    {
        if (endpoint.Metadata.OfType<KeptPageAttribute>().FirstOrDefault() is { } kept && endpoint.RequestDelegate is { } render)
        {
            endpoint.RequestDelegate = context => HttpMethods.IsGet(context.Request.Method) && (kept.ReadsQuery || !context.Request.QueryString.HasValue)
                ? AnswerAsync(context, kept.State, render)
                : render(context);
        }
    });

    private static async Task AnswerAsync(HttpContext context, Type stateType, RequestDelegate render)
    {
        var services = context.RequestServices;
        if (await ((IPageState)services.GetRequiredService(stateType)).OpenAsync(context) is not { } state)
        {
            await render(context);
            return;
        }

        var enhanced = context.Request.Headers.Accept.ToString().Contains(EnhancedNavigation, StringComparison.Ordinal);
        var reader = services.GetRequiredService<Reader>();
        var key = (state.Key, context.Request.Path.Value, enhanced, reader.Calendar, reader.DigitSet,
            ThemePreference.Of(context.Request), services.GetRequiredService<NavigationEntries>().SignatureFor(context.User));
        var name = context.User.DisplayName(reader.Language);
        IReadOnlyList<PageHole> holes =
        [
            .. state.Holes,
            PageHole.Text(PageHoles.PersonName, name),
            PageHole.Text(PageHoles.Initials, Avatar.Initials(name)),
            PageHole.Text(PageHoles.Address, context.Request.Path.ToUriComponent() + context.Request.QueryString.ToUriComponent()),
        ];
        var tokens = services.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);
        var memory = services.GetRequiredService<KeptMarkup>();
        var pieces = memory.FindPage(key);
        if (pieces is null)
        {
            if (await RenderAsync(context, render) is not { } markup)
            {
                return;
            }

            pieces = memory.KeepPage(key, markup, [.. holes.Select(h => PageHoles.StandIn(h.Name))], tokens.RequestToken!);
        }

        if (enhanced)
        {
            context.Response.Headers[EnhancedNavigation] = "allow";
        }

        await WriteAsync(context.Response, pieces, holes, Encoding.UTF8.GetBytes(tokens.RequestToken!));
    }

    /// <summary>The markup with stand-ins in its holes; null where something else than a page came out and has been sent.</summary>
    private static async Task<string?> RenderAsync(HttpContext context, RequestDelegate render)
    {
        var body = context.Response.Body;
        using var rendered = new MemoryStream();
        var holes = context.RequestServices.GetRequiredService<PageHoles>();
        try
        {
            context.Response.Body = rendered;
            holes.IsKeeping = true;
            await render(context);
        }
        finally
        {
            holes.IsKeeping = false;
            context.Response.Body = body;
        }

        if (context.Response.StatusCode == StatusCodes.Status200OK)
        {
            return Encoding.UTF8.GetString(rendered.GetBuffer(), 0, (int)rendered.Length);
        }

        rendered.Position = 0;
        await rendered.CopyToAsync(body);
        return null;
    }

    private static async Task WriteAsync(HttpResponse response, IReadOnlyList<KeptBytes> pieces, IReadOnlyList<PageHole> holes, byte[] token)
    {
        List<byte[]>[] filled = [.. holes.Select(hole => hole.Parts.Select(part => Encoding.UTF8.GetBytes(hole.IsMarkup ? part : Html.Encode(part))).ToList())];
        var body = new List<byte[]>();
        foreach (var piece in pieces)
        {
            body.AddRange(piece.Markup is { } markup ? [markup] : piece.Hole == KeptMarkup.Token ? [token] : filled[piece.Hole]);
        }

        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = body.Sum(bytes => (long)bytes.Length);
        foreach (var bytes in body)
        {
            response.BodyWriter.Write(bytes);
        }

        await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
    }
}
