using CustomerService.Ui.Rendering;
using Microsoft.AspNetCore.Components;

namespace CustomerService.Ui.Controls;

/// <summary>A small picture beside text; hidden from screen readers unless it has a <see cref="Title"/>. Pages have dozens, so each
/// is one cached piece of markup.</summary>
public sealed class Icon : IComponent
{
    private static readonly string[] Normal = Draw(large: false);
    private static readonly string[] LargeOnes = Draw(large: true);
    private static readonly string[] FromSheets = [.. Enum.GetValues<IconName>().Select(n =>
        $"<svg class=\"{Classes(n, large: false)}\" aria-hidden=\"true\"><use href=\"#icon-{n}\" /></svg>")];

    private RenderHandle _handle;

    [Parameter, EditorRequired] public IconName Name { get; set; }

    /// <summary>Accessible name if there is no text beside it.</summary>
    [Parameter] public string? Title { get; set; }

    [Parameter] public bool Large { get; set; }

    public void Attach(RenderHandle renderHandle) => _handle = renderHandle;

    public Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        _handle.Render(builder => builder.AddMarkupContent(0, Title is null ? Of(Name, Large) : Draw(Name, Large, Title)));
        return Task.CompletedTask;
    }

    /// <summary>The icon as markup, for components that render many.</summary>
    public static string Of(IconName name, bool large = false) => (large ? LargeOnes : Normal)[(int)name];

    /// <summary>A hidden SVG sheet, rendered once, for a page that shows the same few icons hundreds of times.</summary>
    public static string Sheet(IEnumerable<IconName> names) =>
        $"<svg class=\"icon-sheet\" aria-hidden=\"true\" focusable=\"false\">{string.Concat(names.Distinct().Select(n => $"<symbol id=\"icon-{n}\" viewBox=\"0 0 24 24\"><path d=\"{IconShapes.Of(n)}\" /></symbol>"))}</svg>";

    /// <summary>Refers to an icon in the page's <see cref="Sheet"/>.</summary>
    public static string FromSheet(IconName name) => FromSheets[(int)name];

    private static string[] Draw(bool large) => [.. Enum.GetValues<IconName>().Select(name => Draw(name, large, null))];

    private static string Classes(IconName name, bool large) => "icon" + (large ? " icon-l" : "") + (IconShapes.IsDirectional(name) ? " icon-directional" : "");

    private static string Draw(IconName name, bool large, string? title)
    {
        var says = title is null ? "aria-hidden=\"true\"" : $"role=\"img\" aria-label=\"{Html.Encode(title)}\"";
        return $"<svg class=\"{Classes(name, large)}\" viewBox=\"0 0 24 24\" {says} focusable=\"false\"><path d=\"{IconShapes.Of(name)}\" /></svg>";
    }
}
