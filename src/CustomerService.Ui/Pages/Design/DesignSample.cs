using CustomerService.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace CustomerService.Ui.Pages.Design;

/// <summary>Whether the style guide is there: in development, and in the browser tests that look at it.</summary>
public sealed record StyleGuide(bool IsShown);

/// <summary>A page of the style guide: the whole design system in the user's language, for development only.</summary>
public abstract class DesignSample : ComponentBase
{
    [CascadingParameter] public HttpContext? HttpContext { get; set; }

    [Inject] private StyleGuide Guide { get; set; } = default!;

    /// <summary>False outside development, where the page does not exist.</summary>
    protected bool IsShown => Guide.IsShown;

    protected override void OnInitialized()
    {
        if (!IsShown && HttpContext is { } context)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    /// <summary>The sample text in the user's language.</summary>
    protected static string T(string fa, string en) => new LocalText(fa, en).In(Languages.Current);
}
