using CustomerService.Platform.Localization;
using CustomerService.Ui.Office.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CustomerService.Ui.Office.Controls;

/// <summary>Shows nodes as a tree that opens and closes, is searched, and remembers in the reader's browser what is open.</summary>
public sealed partial class TreeView<TNode> : IAsyncDisposable
{
    /// <summary>The most matches that a search shows; whoever has more writes more letters.</summary>
    public const int MostFound = 200;

    /// <summary>Up to so many nodes a tree is open wholly when it is first seen; a larger one at its top.</summary>
    public const int SmallTree = 30;

    /// <summary>The most open branches that are remembered.</summary>
    private const int MostRemembered = 500;

    private readonly HashSet<Guid> _open = [];
    private Dictionary<Guid, Node> _nodes = [];
    private ILookup<Guid?, Node> _below = Array.Empty<Node>().ToLookup(_ => (Guid?)null);
    private IReadOnlyList<Line> _lines = [];
    private IReadOnlyList<TNode>? _shown;
    private IJSObjectReference? _memory, _keys;
    private ElementReference _tree;
    private Guid? _revealed;
    private bool _isReady;
    private string _typed = "", _said = "";

    /// <summary>Id of the element; also begins the ids of its parts.</summary>
    [Parameter, EditorRequired] public string Id { get; set; } = "";

    /// <summary>What the tree holds, for screen readers.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    [Parameter, EditorRequired] public string SearchLabel { get; set; } = "";

    /// <summary>In the order in which they are shown. A node whose parent is not among them stands at the top.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<TNode> Nodes { get; set; } = [];

    [Parameter, EditorRequired] public Func<TNode, Guid> KeyOf { get; set; } = default!;

    [Parameter, EditorRequired] public Func<TNode, Guid?> ParentOf { get; set; } = default!;

    /// <summary>For finding: by search and by the first letters.</summary>
    [Parameter, EditorRequired] public Func<TNode, string> NameOf { get; set; } = default!;

    /// <summary>Content of a node's line.</summary>
    [Parameter, EditorRequired] public RenderFragment<TNode> Row { get; set; } = default!;

    /// <summary>Under which name this browser remembers what is open; one for each tree.</summary>
    [Parameter, EditorRequired] public string Remember { get; set; } = "";

    /// <summary>The chosen node; what lies above it is opened.</summary>
    [Parameter] public Guid? Selected { get; set; }

    [Parameter] public EventCallback<Guid> SelectedChanged { get; set; }

    [Inject] private LocalizedFormatter Formatter { get; set; } = default!;

    [Inject] private IJSRuntime Script { get; set; } = default!;

    public async ValueTask DisposeAsync()
    {
        try
        {
            foreach (var module in new[] { _memory, _keys }.OfType<IJSObjectReference>())
            {
                await module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone before.
        }
    }

    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_shown, Nodes))
        {
            _shown = Nodes;
            var known = Nodes.Select(KeyOf).ToHashSet();
            var all = Nodes.Select(n => new Node(n, KeyOf(n), ParentOf(n) is { } parent && known.Contains(parent) ? parent : null, TextNormalizer.Key(NameOf(n)), TextNormalizer.CompactKey(NameOf(n)))).ToList();
            _nodes = all.ToDictionary(n => n.Id);
            _below = all.ToLookup(n => n.ParentId);
        }

        if (_revealed != Selected)
        {
            _revealed = Selected;
            Reveal();
        }

        Draw();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        _memory = await Script.InvokeAsync<IJSObjectReference>("import", "./" + Assets["_content/CustomerService.Ui.Office/office.js"]);
        _keys = await Script.InvokeAsync<IJSObjectReference>("import", "./" + Assets["_content/CustomerService.Ui.Office/parts.js"]);
        var remembered = await _memory.InvokeAsync<string?>("recall", "tree-" + Remember);
        _open.UnionWith(remembered is null
            ? (_nodes.Count <= SmallTree ? _nodes.Keys : _below[null].Select(n => n.Id))
            : remembered.Split(',').Select(id => Guid.TryParseExact(id, "N", out var read) ? read : Guid.Empty));
        Reveal();
        _isReady = true;
        Draw();
        StateHasChanged();
        await _keys.InvokeVoidAsync("holdTree", _tree);
    }

    private string ItemId(Guid id) => $"{Id}-{id:N}";

    private async Task ToggleAsync(Guid id)
    {
        if (!_open.Remove(id))
        {
            _open.Add(id);
        }

        Draw();
        if (_memory is not null)
        {
            await _memory.InvokeVoidAsync("remember", "tree-" + Remember, string.Join(',', _open.Where(_nodes.ContainsKey).Take(MostRemembered).Select(o => o.ToString("N"))));
        }
    }

    /// <summary>Opens what lies above the chosen node.</summary>
    private void Reveal()
    {
        for (var at = Selected is { } id ? _nodes.GetValueOrDefault(id)?.ParentId : null; at is { } parent; at = _nodes[parent].ParentId)
        {
            _open.Add(parent);
        }
    }

    private void Draw()
    {
        // Until it is known what was open, nothing is drawn: the lines would jump.
        if (!_isReady)
        {
            return;
        }

        var words = TextNormalizer.Key(_typed).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var lines = new List<Line>();
        if (words.Length == 0)
        {
            _said = "";
            Add(null, [], id => _open.Contains(id), _ => true);
        }
        else
        {
            var found = _shown!.Select(n => _nodes[KeyOf(n)]).Where(n => words.All(w => n.CompactName.Contains(w, StringComparison.Ordinal))).ToList();
            _said = found.Count == 0 ? PartsText.NothingFound : found.Count > MostFound ? Formatter.Say(PartsText.FoundMore, MostFound) : Formatter.Say(PartsText.FoundSome, found.Count);
            var wanted = new HashSet<Guid>();
            foreach (var match in found.Take(MostFound))
            {
                for (Node? at = match; at is not null && wanted.Add(at.Id); at = at.ParentId is { } parent ? _nodes[parent] : null)
                {
                }
            }

            Add(null, [], _ => true, wanted.Contains);
        }

        _lines = lines;

        void Add(Guid? parent, IReadOnlyList<bool> above, Func<Guid, bool> isOpen, Func<Guid, bool> isShown)
        {
            var siblings = _below[parent].Where(n => isShown(n.Id)).ToList();
            foreach (var (place, node) in siblings.Index())
            {
                var goesOn = place < siblings.Count - 1;
                // The top has no lines of its own.
                IReadOnlyList<bool> rails = parent is null ? [] : [.. above, goesOn];
                var isBranch = _below[node.Id].Any(n => isShown(n.Id));
                var isNodeOpen = isBranch && isOpen(node.Id);
                lines.Add(new(node.Value, node.Id, node.Name, rails.Count + 1, place + 1, siblings.Count, isBranch, isNodeOpen, [.. rails.Select((on, i) => (on, i == rails.Count - 1))]));
                if (isNodeOpen)
                {
                    Add(node.Id, rails, isOpen, isShown);
                }
            }
        }
    }

    /// <param name="Name">The folded name, with spaces for the first letters and without for the search.</param>
    private sealed record Node(TNode Value, Guid Id, Guid? ParentId, string Name, string CompactName);

    /// <summary>A node that is drawn.</summary>
    /// <param name="Level">1 at the top.</param>
    /// <param name="Place">Among its siblings, from 1.</param>
    /// <param name="Of">The number of siblings.</param>
    /// <param name="Rails">The lines before it, one for each level above: whether the line goes on below, and whether it is the last.</param>
    private sealed record Line(TNode Node, Guid Id, string Name, int Level, int Place, int Of, bool IsBranch, bool IsOpen, IReadOnlyList<(bool GoesOn, bool IsLast)> Rails);
}
