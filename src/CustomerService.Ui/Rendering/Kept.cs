using CustomerService.Ui.Rendering;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CustomerService.Ui.Rendering;

/// <summary>
/// Content that is the same for many requests. It is rendered once for each key and language and then written from memory, a hundred
/// components at the cost of one; what differs between requests stands in holes, and the antiforgery token is always this request's.
/// Whatever the content shows must follow from the key, the language and the holes. When a form is posted the content is rendered
/// anew, so that its forms can handle the post.
/// </summary>
public sealed class Kept : IComponent
{
    private RenderHandle handle;

    /// <summary>What the content follows from: a value that equals another with the same content, such as a record.</summary>
    [Parameter, EditorRequired] public object Key { get; set; } = "";

    /// <summary>The texts of this request, which the content takes by index.</summary>
    [Parameter] public IReadOnlyList<string> Holes { get; set; } = [];

    [Parameter, EditorRequired] public RenderFragment<IReadOnlyList<string>> ChildContent { get; set; } = default!;

    [CascadingParameter] private HttpContext? Context { get; set; }

    [Inject] private KeptMarkup Markup { get; set; } = default!;

    [Inject] private AntiforgeryStateProvider Antiforgery { get; set; } = default!;

    [Inject] private IServiceProvider Services { get; set; } = default!;

    [Inject] private ILoggerFactory Logging { get; set; } = default!;

    public void Attach(RenderHandle renderHandle) => handle = renderHandle;

    public async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        if (Context is null || !HttpMethods.IsGet(Context.Request.Method))
        {
            handle.Render(ChildContent(Holes));
            return;
        }

        var pieces = Markup.Find(Key) ?? await KeepAsync();
        handle.Render(builder => Write(builder, pieces));
    }

    private async Task<IReadOnlyList<KeptPiece>> KeepAsync()
    {
        // Stand-ins that no content has, cut out again afterwards.
        string[] standIns = [.. Holes.Select((_, hole) => $"kept-hole-{hole}-of-{Holes.Count}")];
        await using var renderer = new HtmlRenderer(Services, Logging);
        var markup = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<Content>(
            ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(Content.ChildContent)] = ChildContent(standIns) }))).ToHtmlString());
        return Markup.Keep(Key, markup, standIns, Antiforgery.GetAntiforgeryToken()?.Value);
    }

#pragma warning disable ASP0006, MA0123 // the pieces are a list that is written once, not source code
    private void Write(RenderTreeBuilder builder, IReadOnlyList<KeptPiece> pieces)
    {
        for (var i = 0; i < pieces.Count; i++)
        {
            switch (pieces[i])
            {
                case { Markup: { } markup }:
                    builder.AddMarkupContent(i, markup);
                    break;
                case { Hole: KeptMarkup.Token }:
                    builder.AddContent(i, Antiforgery.GetAntiforgeryToken()?.Value);
                    break;
                case { Hole: var hole }:
                    builder.AddContent(i, Holes[hole]);
                    break;
            }
        }
    }

#pragma warning restore ASP0006, MA0123
    private sealed class Content : IComponent
    {
        private RenderHandle handle;

        [Parameter] public RenderFragment ChildContent { get; set; } = default!;

        public void Attach(RenderHandle renderHandle) => handle = renderHandle;

        public Task SetParametersAsync(ParameterView parameters)
        {
            parameters.SetParameterProperties(this);
            handle.Render(ChildContent);
            return Task.CompletedTask;
        }
    }
}
