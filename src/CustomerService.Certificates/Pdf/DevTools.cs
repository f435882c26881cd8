using System.Buffers;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CustomerService.Certificates.Pdf;

/// <summary>The browser answered with an error, died, or left the line. It is not fit for another document.</summary>
internal sealed class BrowserFailedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The Chrome DevTools protocol over one WebSocket: commands with answers, and events.
/// Source: https://chromedevtools.github.io/devtools-protocol/</summary>
internal sealed class DevTools(Action<string, JsonElement> onEvent) : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ClientWebSocket socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> waiting = new();
    private readonly SemaphoreSlim sending = new(1);
    private readonly CancellationTokenSource closing = new();
    private Task reading = Task.CompletedTask;
    private volatile BrowserFailedException? broken;
    private string? session;
    private int lastId;

    /// <summary>Why no further command can succeed; null while the line is good.</summary>
    public BrowserFailedException? Broken => broken;

    public async Task ConnectAsync(Uri address, CancellationToken cancellation)
    {
        socket.Options.Proxy = null;
        await socket.ConnectAsync(address, cancellation);
        reading = Task.Run(ReadAsync, CancellationToken.None);
    }

    /// <summary>All later commands go to this target.</summary>
    public void Use(string sessionId) => session = sessionId;

    /// <summary>Sends a command and waits for its answer.</summary>
    /// <exception cref="BrowserFailedException">The browser refused the command, died or hung up.</exception>
    /// <exception cref="TimeoutException">No answer within <paramref name="limit"/>.</exception>
    public async Task<JsonElement> SendAsync(string method, object? parameters, TimeSpan limit, CancellationToken cancellation)
    {
        var id = Interlocked.Increment(ref lastId);
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting[id] = answer;
        try
        {
            if (broken is { } why)
            {
                throw new BrowserFailedException(why.Message, why);
            }

            await WriteAsync(id, method, parameters).WaitAsync(limit, cancellation);
            return await answer.Task.WaitAsync(limit, cancellation);
        }
        finally
        {
            waiting.TryRemove(id, out _);
        }
    }

    /// <summary>Sends a command whose answer nobody needs; a broken line shows at the next <see cref="SendAsync"/>.</summary>
    public void Post(string method, object parameters) => _ = WriteAsync(Interlocked.Increment(ref lastId), method, parameters)
        .ContinueWith(t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    /// <summary>Fails what is under way and everything after: the target is gone although the line may still stand.</summary>
    public void Break(string why, Exception? cause = null)
    {
        broken ??= new BrowserFailedException(why, cause);
        foreach (var answer in waiting.Values)
        {
            answer.TrySetException(new BrowserFailedException(why, cause));
        }
    }

    private async Task WriteAsync(int id, string method, object? parameters)
    {
        var message = session is null
            ? JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters ?? new { } }, Json)
            : JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters ?? new { }, sessionId = session }, Json);
        var mine = false;
        try
        {
            await sending.WaitAsync(closing.Token);
            mine = true;
            await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, closing.Token);
        }
        catch (Exception e) when (e is WebSocketException or InvalidOperationException or OperationCanceledException)
        {
            throw new BrowserFailedException("The browser hung up.", e);
        }
        finally
        {
            if (mine)
            {
                sending.Release();
            }
        }
    }

    private async Task ReadAsync()
    {
        var buffer = new ArrayBufferWriter<byte>(128 * 1024);
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.GetMemory(16 * 1024), closing.Token);
                buffer.Advance(part.Count);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    Break("The browser hung up.");
                    return;
                }

                if (part.EndOfMessage)
                {
                    using var message = JsonDocument.Parse(buffer.WrittenMemory);
                    Dispatch(message.RootElement);
                    buffer.ResetWrittenCount();
                }
            }
        }
        catch (Exception e)
        {
            // whatever it was: nobody may wait for an answer that cannot come
            Break("The line to the browser broke.", e);
        }
    }

    private void Dispatch(JsonElement message)
    {
        if (!message.TryGetProperty("id", out var id))
        {
            onEvent(message.GetProperty("method").GetString()!, message.TryGetProperty("params", out var parameters) ? parameters : default);
        }
        else if (waiting.TryRemove(id.GetInt32(), out var answer))
        {
            if (message.TryGetProperty("error", out var error))
            {
                answer.TrySetException(new BrowserFailedException(error.GetProperty("message").GetString()!));
            }
            else
            {
                answer.TrySetResult(message.GetProperty("result").Clone());
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await reading;
        socket.Dispose();
        closing.Dispose();
    }
}
