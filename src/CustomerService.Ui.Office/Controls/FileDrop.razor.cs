using CustomerService.Platform.Localization;
using CustomerService.Ui.Office.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Logging;

namespace CustomerService.Ui.Office.Controls;

/// <summary>Takes files over the circuit, one after another. What is of another kind or too large is refused before anything is sent.</summary>
public sealed partial class FileDrop : IDisposable
{
    private const int MostFiles = 20;
    private const decimal Megabyte = 1024 * 1024;

    private readonly string _fallbackId = "files-" + Guid.NewGuid().ToString("N")[..8];
    private readonly List<Arrival> _arrivals = [];
    private readonly List<string> _refused = [];

    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>Id of the file input.</summary>
    [Parameter] public string? InputId { get; set; }

    /// <summary>The endings of names that are taken, with their dots: ".csv".</summary>
    [Parameter, EditorRequired] public IReadOnlyList<string> Types { get; set; } = [];

    /// <summary>The largest file, in bytes.</summary>
    [Parameter, EditorRequired] public long Largest { get; set; }

    [Parameter] public bool Several { get; set; }

    /// <summary>Reads a file. The answer is a sentence on what is wrong with it; null if it was taken.</summary>
    [Parameter, EditorRequired] public Func<ReceivedFile, CancellationToken, Task<string?>> Receive { get; set; } = default!;

    [Inject] private LocalizedFormatter Formatter { get; set; } = default!;

    [Inject] private ILogger<FileDrop> Logger { get; set; } = default!;

    private string Id => InputId ?? _fallbackId;

    private string Rule => Formatter.Say(PartsText.FileRule, Formatter.Join(Types.Select(LocalizedFormatter.Code)), SizeOf(Largest));

    /// <inheritdoc/>
    public void Dispose() => _arrivals.ForEach(a => a.Dispose());

    private async Task ReceiveAsync(InputFileChangeEventArgs chosen)
    {
        _refused.Clear();
        Dispose();
        _arrivals.Clear();
        if (chosen.FileCount > (Several ? MostFiles : 1))
        {
            _refused.Add(Several ? Formatter.Say(PartsText.TooManyFiles, MostFiles) : PartsText.OneFile);
            return;
        }

        var files = chosen.GetMultipleFiles(MostFiles);
        _refused.AddRange(files.Select(Refusal).OfType<string>());
        var taken = files.Where(f => Refusal(f) is null).Select(f => (File: f, Arrival: new Arrival(f.Name, f.Size))).ToList();
        _arrivals.AddRange(taken.Select(t => t.Arrival));
        foreach (var (file, arrival) in taken)
        {
            await ReceiveAsync(file, arrival);
        }
    }

    private async Task ReceiveAsync(IBrowserFile file, Arrival arrival)
    {
        try
        {
            await using var content = new CountingStream(file.OpenReadStream(Largest, arrival.Cancellation), read =>
            {
                if (arrival.Count(read))
                {
                    _ = InvokeAsync(StateHasChanged);
                }
            });
            var wrong = await Receive(new(file.Name, file.Size, content), arrival.Cancellation);
            (arrival.State, arrival.Text) = wrong is null ? (WorkState.Done, null) : (WorkState.Failed, wrong);
        }
        catch (Exception exception) when (arrival.Cancellation.IsCancellationRequested && exception is OperationCanceledException or IOException)
        {
            arrival.State = WorkState.Cancelled;
        }
        catch (Exception exception)
        {
            (arrival.State, arrival.Text) = (WorkState.Failed, PartsText.FileFailed);
            ReceivingFailed(Logger, exception);
        }
    }

    private string? Refusal(IBrowserFile file) =>
        !Types.Contains(Path.GetExtension(file.Name), StringComparer.OrdinalIgnoreCase) ? Formatter.Say(PartsText.FileOfAnotherKind, file.Name, Formatter.Join(Types.Select(LocalizedFormatter.Code)))
        : file.Size > Largest ? Formatter.Say(PartsText.FileTooLarge, file.Name, SizeOf(file.Size), SizeOf(Largest))
        : file.Size == 0 ? Formatter.Say(PartsText.FileEmpty, file.Name)
        : null;

    private string SizeOf(long bytes) => bytes >= Megabyte
        ? Formatter.Say(PartsText.Megabytes, decimal.Round(bytes / Megabyte, 1))
        : Formatter.Say(PartsText.Kilobytes, (long)Math.Ceiling(bytes / 1024m));

    [LoggerMessage(1, LogLevel.Error, "A file could not be received")]
    private static partial void ReceivingFailed(ILogger logger, Exception exception);

    /// <summary>A file on its way.</summary>
    private sealed class Arrival(string name, long size) : IDisposable
    {
        private readonly CancellationTokenSource _stopping = new();
        private bool _isDisposed;

        public string Name => name;

        public long Size => size;

        public long Read { get; private set; }

        public WorkState State { get; set; }

        public string? Text { get; set; }

        public CancellationToken Cancellation => _isDisposed ? new(canceled: true) : _stopping.Token;

        public void Stop()
        {
            if (!_isDisposed)
            {
                _stopping.Cancel();
            }
        }

        /// <returns>Whether a per cent more is there than before.</returns>
        public bool Count(long read)
        {
            var before = Read * 100 / size;
            Read = read;
            return read * 100 / size > before;
        }

        public void Dispose()
        {
            if (!_isDisposed)
            {
                _isDisposed = true;
                _stopping.Cancel();
                _stopping.Dispose();
            }
        }
    }
}
