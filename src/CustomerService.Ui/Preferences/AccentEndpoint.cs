using System.Globalization;
using System.Text;
using CustomerService.Platform.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CustomerService.Ui.Preferences;

/// <summary>The style sheet of an accent colour. It follows from the colour in its address alone, so that every node answers alike, and a strict policy
/// needs no style element.</summary>
internal static class AccentEndpoint
{
    public static void MapAccent(this IEndpointRouteBuilder endpoints) => endpoints.MapGet(UiRoutes.AccentPattern, Accent).AllowAnonymous();

    /// <summary>The tokens of <c>tokens.css</c> and the figures of <c>mud-theme.office.css</c> that follow from the colour.</summary>
    public static string Css(AccentPalette palette)
    {
        ArgumentNullException.ThrowIfNull(palette);
        var dark = Tokens(palette.Dark);
        return $":root{{{Tokens(palette.Light)}}}\n:root[data-theme=\"dark\"]{{{dark}}}\n@media (prefers-color-scheme: dark){{:root:not([data-theme]){{{dark}}}}}\n";
    }

    private static Results<ContentHttpResult, Microsoft.AspNetCore.Http.HttpResults.NotFound> Accent(string colour, HttpContext context)
    {
        if (AccentPalette.Of(colour) is not { IsReadable: true } palette)
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.Text(Css(palette), "text/css", Encoding.UTF8);
    }

    private static string Tokens(AccentTokens tokens) =>
        $"--accent:{tokens.Accent};--accent-deep:{tokens.Deep};--accent-soft:{tokens.Soft};--accent-line:{tokens.Line};--on-accent:{tokens.On};"
        + $"--mud-palette-primary-rgb:{Parts(tokens.Accent)};--mud-palette-secondary-rgb:{Parts(tokens.Deep)};--mud-palette-info-rgb:{Parts(tokens.Accent)}";

    private static string Parts(Colour colour) => string.Create(CultureInfo.InvariantCulture, $"{colour.Red}, {colour.Green}, {colour.Blue}");
}
