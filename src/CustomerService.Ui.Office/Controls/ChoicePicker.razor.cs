using System.Globalization;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Office.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;

namespace CustomerService.Ui.Office.Controls;

/// <summary>Finds by typing and chooses one or several; what a person or a unit is, <see cref="PersonPicker"/> and <see cref="UnitPicker"/> know.</summary>
public sealed partial class ChoicePicker : IAsyncDisposable
{
    /// <summary>As long as somebody types, nothing is searched.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly string _fallbackId = "picker-" + Guid.NewGuid().ToString("N")[..8];
    private CancellationTokenSource _searching = new();
    private ElementReference _input;
    private IJSObjectReference? _module;
    private IReadOnlyList<Choice> _found = [];
    private string _typed = "";
    private int _active = -1;
    private bool _isOpen, _isBusy, _hasFailed;
    private int? _revealed;

    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>Id of the text box.</summary>
    [Parameter] public string? InputId { get; set; }

    [Parameter] public string? Hint { get; set; }

    [Parameter] public string? Error { get; set; }

    [Parameter] public bool Optional { get; set; }

    /// <summary>More than one can be chosen; otherwise a choice takes the place of the one before.</summary>
    [Parameter] public bool Several { get; set; }

    /// <summary>From how many letters on it is searched. With 0 all is offered before anything is typed.</summary>
    [Parameter] public int FewestLetters { get; set; }

    /// <summary>Finds what fits a folded text (<see cref="TextNormalizer.Key"/>): ي and ی, ك and ک, digits and half-spaces are alike.</summary>
    [Parameter, EditorRequired] public Func<string, CancellationToken, Task<IReadOnlyList<Choice>>> Find { get; set; } = default!;

    [Parameter] public IReadOnlyList<Choice> Chosen { get; set; } = [];

    [Parameter] public EventCallback<IReadOnlyList<Choice>> ChosenChanged { get; set; }

    [Inject] private LocalizedFormatter Formatter { get; set; } = default!;

    [Inject] private TimeProvider Clock { get; set; } = default!;

    [Inject] private IJSRuntime Script { get; set; } = default!;

    [Inject] private ILogger<ChoicePicker> Logger { get; set; } = default!;

    private string Id => InputId ?? _fallbackId;

    private string ListId => Id + "-list";

    private string Said => !_isOpen ? ""
        : _isBusy ? PartsText.Searching
        : _hasFailed ? PartsText.SearchFailed
        : TextNormalizer.Key(_typed).Length < FewestLetters ? Formatter.Say(PartsText.TypeMore, FewestLetters)
        : _found.Count == 0 ? PartsText.NothingFound
        : Formatter.Say(PartsText.FoundSome, _found.Count);

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _module = await Script.InvokeAsync<IJSObjectReference>("import", "./" + Assets["_content/CustomerService.Ui.Office/parts.js"]);
            await _module.InvokeVoidAsync("holdList", _input);
        }

        if (_isOpen && _active >= 0 && _active != _revealed && _module is not null)
        {
            _revealed = _active;
            await _module.InvokeVoidAsync("reveal", OptionId(_active));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _searching.CancelAsync();
        _searching.Dispose();
        try
        {
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone.
        }
    }

    private string OptionId(int index) => Id + "-option-" + index.ToString(CultureInfo.InvariantCulture);

    private bool IsChosen(Choice choice) => Chosen.Any(c => c.Id == choice.Id);

    private Task TypeAsync() => SearchAsync(Pause);

    private Task OpenAsync() => _isOpen ? Task.CompletedTask : SearchAsync(TimeSpan.Zero);

    private void Close()
    {
        (_isOpen, _active) = (false, -1);
        _searching.Cancel();
    }

    private async Task OnKeyAsync(KeyboardEventArgs e)
    {
        switch (e.Key)
        {
            case "ArrowDown" or "ArrowUp" when !_isOpen:
                await OpenAsync();
                break;
            case "ArrowDown" when _found.Count > 0:
                _active = (_active + 1) % _found.Count;
                break;
            case "ArrowUp" when _found.Count > 0:
                _active = (Math.Max(_active, 0) + _found.Count - 1) % _found.Count;
                break;
            case "Enter" when _isOpen && _active >= 0 && _active < _found.Count:
                await ChooseAsync(_found[_active]);
                break;
            case "Escape":
                Close();
                break;
            case "Backspace" when _typed.Length == 0 && Chosen.Count > 0:
                await RemoveAsync(Chosen[^1]);
                break;
            default:
                break;
        }
    }

    private async Task SearchAsync(TimeSpan pause)
    {
        var cancellation = Restart();
        var key = TextNormalizer.Key(_typed);
        (_isOpen, _active, _revealed, _hasFailed) = (true, -1, null, false);
        if (key.Length < FewestLetters)
        {
            (_found, _isBusy) = ([], false);
            return;
        }

        try
        {
            _isBusy = true;
            await Task.Delay(pause, Clock, cancellation);
            var found = await Find(key, cancellation);
            if (!cancellation.IsCancellationRequested)
            {
                (_found, _isBusy) = (found, false);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Typed on, closed, or gone.
        }
        catch (Exception exception)
        {
            (_found, _isBusy, _hasFailed) = ([], false, true);
            SearchFailed(Logger, exception);
        }
    }

    /// <summary>Ends the search that runs.</summary>
    /// <returns>The token of the next.</returns>
    private CancellationToken Restart()
    {
        _searching.Cancel();
        _searching.Dispose();
        _searching = new();
        return _searching.Token;
    }

    private async Task ChooseAsync(Choice choice)
    {
        _typed = "";
        Close();
        await ChangeAsync(!Several ? [choice] : IsChosen(choice) ? [.. Chosen.Where(c => c.Id != choice.Id)] : [.. Chosen, choice]);
    }

    private async Task RemoveAsync(Choice choice)
    {
        await ChangeAsync([.. Chosen.Where(c => c.Id != choice.Id)]);
        // The button that had the focus is gone.
        await _input.FocusAsync();
    }

    private Task ChangeAsync(IReadOnlyList<Choice> chosen)
    {
        Chosen = chosen;
        return ChosenChanged.InvokeAsync(chosen);
    }

    [LoggerMessage(1, LogLevel.Error, "The search of a picker failed")]
    private static partial void SearchFailed(ILogger logger, Exception exception);
}
