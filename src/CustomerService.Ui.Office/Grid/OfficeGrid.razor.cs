using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Office.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;
using MudBlazor;

namespace CustomerService.Ui.Office.Grid;

/// <summary>MudBlazor's grid over rows that a page reads from the database: forward and backward by keyset, without a jump to page N.</summary>
public sealed partial class OfficeGrid<TRow> : ComponentBase, IAsyncDisposable
{
    private const string SortName = "sort", AfterName = "after", BeforeName = "before";

    private readonly HashSet<string> _hidden = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _gone = new();
    private HashSet<TRow> _selected = [];
    private IEqualityComparer<TRow> _comparer = EqualityComparer<TRow>.Default;
    private MudDataGrid<TRow>? _grid;
    private IJSObjectReference? _module;
    private GridRequest _request = new(null, false, null, null);
    private GridPage<TRow>? _page;
    private (GridRequest Request, Task<GridPage<TRow>> Rows)? _ahead;
    private int? _count;
    private string? _loaded, _failure, _marked;
    private ElementReference _element;
    private bool _isReady;

    /// <summary>What the list holds, for screen readers.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>Path and query of the page at this moment. Rows are read anew when it changes.</summary>
    [Parameter, EditorRequired] public string Address { get; set; } = "";

    /// <summary>Reads a page of rows, within the scope of the reader.</summary>
    [Parameter, EditorRequired] public Func<GridRequest, CancellationToken, Task<GridPage<TRow>>> Load { get; set; } = default!;

    [Parameter, EditorRequired] public Func<TRow, Guid> Id { get; set; } = default!;

    [Parameter, EditorRequired] public IReadOnlyList<GridColumn<TRow>> Columns { get; set; } = [];

    /// <summary>Under which name this browser remembers the reader's columns; one for each list.</summary>
    [Parameter, EditorRequired] public string Remember { get; set; } = "";

    /// <summary>The key of the column by which the list is ordered of itself; null: by none that is shown.</summary>
    [Parameter] public string? OwnSort { get; set; }

    /// <summary>Acts for the selected rows. Without it nothing can be selected.</summary>
    [Parameter] public RenderFragment<IReadOnlyList<TRow>>? Bulk { get; set; }

    /// <summary>Names a row for screen readers; needed where rows can be selected.</summary>
    [Parameter] public Func<TRow, string>? RowName { get; set; }

    /// <summary>In place of rows where there are none: the reason, and what to do.</summary>
    [Parameter, EditorRequired] public RenderFragment? Empty { get; set; }

    [Parameter] public IReadOnlyList<GridExport> Exports { get; set; } = [];

    [Inject] private LocalizedFormatter Formatter { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [Inject] private IJSRuntime Script { get; set; } = default!;

    [Inject] private ILogger<OfficeGrid<TRow>> Logger { get; set; } = default!;

    private bool AreAllSelected => _page is { Rows.Count: > 0 } page && page.Rows.All(_selected.Contains);

    private string CountWords => _count switch
    {
        null => "",
        > GridPage<TRow>.CountLimit => Formatter.Say(OfficeText.RowsMore, GridPage<TRow>.CountLimit),
        { } count => Formatter.Say(OfficeText.Rows, count),
    };

    /// <summary>Reads the present page of rows again, after an act that changed some.</summary>
    public async Task ReloadAsync()
    {
        ClearSelection();
        _failure = null;
        if (_grid is not null)
        {
            await _grid.ReloadServerData();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        _gone.Dispose();
        try
        {
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone before.
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        if (Bulk is not null && RowName is null)
        {
            throw new InvalidOperationException($"Rows that can be selected need names: set {nameof(RowName)}.");
        }

        _comparer = new ById(Id);
        if (_loaded is null)
        {
            _selected = new(_comparer);
            (_loaded, _request) = (Address, Read(Address));
            // While the browser is asked for the reader's columns; a failure is told where the rows are awaited.
            _ahead = (_request, AheadAsync());
            return;

            async Task<GridPage<TRow>> AheadAsync() => await Load(_request, _gone.Token);
        }

        if (_loaded == Address)
        {
            return;
        }

        var before = _request;
        if (Filter(_loaded) != Filter(Address))
        {
            _selected.Clear();
            _count = null;
        }

        (_loaded, _request, _failure) = (Address, Read(Address), null);
        if (_grid is not null)
        {
            if ((before.Sort ?? OwnSort, before.IsDescending) != (_request.Sort ?? OwnSort, _request.IsDescending)
                && (_request.Sort ?? OwnSort) is { } sort && _grid.RenderedColumns.Find(c => KeyOf(c.SortBy) == sort) is { PropertyName: { } column })
            {
                await _grid.SetSortAsync(column, _request.IsDescending ? SortDirection.Descending : SortDirection.Ascending, _ => sort);
            }
            else
            {
                await _grid.ReloadServerData();
            }
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            await MarkSortAsync();
            return;
        }

        // Before the rows, so that nothing is shown that is hidden a moment later.
        _module = await Script.InvokeAsync<IJSObjectReference>("import", "./" + Assets["_content/CustomerService.Ui.Office/office.js"]);
        foreach (var key in Parse(await _module.InvokeAsync<string?>("recall", Remember)))
        {
            _hidden.Add(key);
        }

        _isReady = true;
        StateHasChanged();
    }

    /// <summary>Called by the grid at first, after a click on a heading, and when it is told to.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever fails is logged, told with its reference, and can be tried again.")]
    private async Task<GridData<TRow>> LoadAsync(GridState<TRow> state, CancellationToken cancellationToken)
    {
        var asked = state.SortDefinitions.FirstOrDefault();
        if (asked is not null && (KeyOf(asked.SortFunc), asked.Descending) != (_request.Sort ?? OwnSort, _request.IsDescending))
        {
            // A heading was clicked: from the start, in the new order.
            _request = new(KeyOf(asked.SortFunc), asked.Descending, null, null);
            _loaded = Write(_request);
            Navigation.NavigateTo(_loaded);
        }

        try
        {
            var ahead = _ahead;
            _ahead = null;
            _page = await (ahead is { } first && first.Request == _request ? first.Rows : Load(_request, cancellationToken));
            _count = _page.Count ?? _count;
            _failure = null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            _page = null;
            _failure = RandomNumberGenerator.GetHexString(8);
            RowsNotRead(Logger, e, Remember, _failure);
        }

        StateHasChanged();
        return new() { Items = _page?.Rows ?? [], TotalItems = _page?.Rows.Count ?? 0 };
    }

    private Task TurnAsync(Guid? after, Guid? before)
    {
        Navigation.NavigateTo(Write(_request with { After = after, Before = before }));
        return Task.CompletedTask;
    }

    private async Task ToggleAsync(string key)
    {
        if (!_hidden.Remove(key))
        {
            _hidden.Add(key);
        }

        await _module!.InvokeVoidAsync("remember", Remember, JsonSerializer.Serialize(_hidden.Order(StringComparer.Ordinal)));
    }

    /// <summary>The key of the column to which a sort belongs. MudBlazor names such a column by itself; our function of it tells the key for any row.</summary>
    private static string? KeyOf(Func<TRow, object?>? sort) => sort?.Invoke(default!) as string;

    private string ClassOf(TRow row, int index) => _selected.Contains(row) ? "is-selected" : "";

    private void Select(TRow row)
    {
        if (!_selected.Remove(row))
        {
            _selected.Add(row);
        }
    }

    /// <summary>Selects the rows of this page, beside those selected on others; or none of them, where all are.</summary>
    private void SelectAll()
    {
        if (AreAllSelected)
        {
            _selected.ExceptWith(_page!.Rows);
        }
        else
        {
            _selected.UnionWith(_page?.Rows ?? []);
        }
    }

    private void ClearSelection() => _selected = new(_comparer);

    private SortDirection DirectionOf(GridColumn<TRow> column) =>
        !column.IsSortable || column.Key != (_request.Sort ?? OwnSort) ? SortDirection.None
        : _request.IsDescending ? SortDirection.Descending : SortDirection.Ascending;

    /// <summary>The value of <c>aria-sort</c>; null where the rows are not in the column's order.</summary>
    private string? SortOf(GridColumn<TRow> column) => DirectionOf(column) switch
    {
        SortDirection.Ascending => "ascending",
        SortDirection.Descending => "descending",
        _ => null,
    };

    /// <summary>MudBlazor gives the heading cell no <c>aria-sort</c> and no way to set it: the script puts what the heading says onto its cell.</summary>
    private async Task MarkSortAsync()
    {
        var sort = $"{_request.Sort ?? OwnSort} {_request.IsDescending}";
        if (_module is not null && _page is not null && _marked != sort)
        {
            _marked = sort;
            await _module.InvokeVoidAsync("markSort", _element);
        }
    }

    private GridRequest Read(string address)
    {
        var query = QueryHelpers.ParseQuery(QueryOf(address));
        var sort = query.TryGetValue(SortName, out var typed) ? typed.ToString() : "";
        var key = sort.TrimStart('-');
        var isKnown = Columns.Any(c => c.IsSortable && c.Key == key);
        return new(isKnown && key != OwnSort ? key : null, isKnown && sort.StartsWith('-'), IdIn(AfterName), IdIn(BeforeName));

        Guid? IdIn(string name) => query.TryGetValue(name, out var text) && Guid.TryParseExact(text, "D", out var id) ? id : null;
    }

    /// <summary>The present address with another sort and cursor.</summary>
    private string Write(GridRequest request)
    {
        var query = Filters(Address);
        if ((request.Sort ?? (request.IsDescending ? OwnSort : null)) is { } sort && (sort != OwnSort || request.IsDescending))
        {
            query.Add(KeyValuePair.Create(SortName, (request.IsDescending ? "-" : "") + sort));
        }

        if (request.After is { } after)
        {
            query.Add(KeyValuePair.Create(AfterName, after.ToString("D")));
        }

        if (request.Before is { } before)
        {
            query.Add(KeyValuePair.Create(BeforeName, before.ToString("D")));
        }

        return QueryHelpers.AddQueryString(Address.Split('?')[0], query.Select(p => KeyValuePair.Create(p.Key, (string?)p.Value)));
    }

    private static string Filter(string address) => QueryHelpers.AddQueryString("", Filters(address).Select(p => KeyValuePair.Create(p.Key, (string?)p.Value)));

    private static List<KeyValuePair<string, string>> Filters(string address) =>
        [.. QueryHelpers.ParseQuery(QueryOf(address)).Where(p => p.Key is not (SortName or AfterName or BeforeName)).SelectMany(p => p.Value.Select(v => KeyValuePair.Create(p.Key, v ?? "")))];

    private static string QueryOf(string address) => address.Split('?', 2) is [_, var query] ? query : "";

    private static List<string> Parse(string? remembered)
    {
        try
        {
            return remembered is null ? [] : JsonSerializer.Deserialize<List<string>>(remembered) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The rows of {List} could not be read; the reader was told the reference {Reference}")]
    private static partial void RowsNotRead(ILogger logger, Exception exception, string list, string reference);

    /// <summary>A row read again is the same row.</summary>
    private sealed class ById(Func<TRow, Guid> id) : IEqualityComparer<TRow>
    {
        public bool Equals(TRow? x, TRow? y) => x is null ? y is null : y is not null && id(x) == id(y);

        public int GetHashCode(TRow obj) => id(obj).GetHashCode();
    }
}
