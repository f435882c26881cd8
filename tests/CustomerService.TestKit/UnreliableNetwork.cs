using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace CustomerService.TestKit;

/// <summary>How a network loses something.</summary>
public enum Loss
{
    /// <summary>The connection breaks in the middle of a request.</summary>
    PartOfRequest,

    /// <summary>The server did what was asked, and the connection breaks before any of its answer arrives.</summary>
    Answer,

    /// <summary>The connection breaks in the middle of an answer.</summary>
    PartOfAnswer,

    /// <summary>The request arrives when whoever sent it has long given up.</summary>
    LateRequest,
}

/// <summary>A network on loopback that loses what a test tells it to: clients connect to <see cref="Port"/>, and what they send is passed on to
/// <see cref="ServerPort"/>.</summary>
public sealed class UnreliableNetwork : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<Loss> _ofRequests = new();
    private readonly ConcurrentQueue<Loss> _ofAnswers = new();
    private readonly ConcurrentDictionary<Task, byte> _links = new();
    private readonly TimeSpan _lateBy;
    private readonly Task _accepting;
    private volatile TaskCompletionSource? _frozen;
    private volatile int _serverPort;
    private int _lost;

    /// <param name="lateBy">How late a <see cref="Loss.LateRequest"/> arrives.</param>
    public UnreliableNetwork(int serverPort, TimeSpan lateBy)
    {
        _serverPort = serverPort;
        _lateBy = lateBy;
        _listener.Start(512);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = Task.Run(AcceptAsync);
    }

    /// <summary>Where clients connect.</summary>
    public int Port { get; }

    /// <summary>Where the server of new connections listens.</summary>
    public int ServerPort
    {
        get => _serverPort;
        set => _serverPort = value;
    }

    /// <summary>The losses that came to pass.</summary>
    public int Lost => _lost;

    /// <summary>Loses the next request or answer on its way, whosever it is.</summary>
    public void Lose(Loss loss) => (IsOfRequest(loss) ? _ofRequests : _ofAnswers).Enqueue(loss);

    /// <summary>From now on nothing passes, and nobody is told: as before a server that hangs.</summary>
    public void Freeze() => _frozen ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was held passes on.</summary>
    public void Thaw() => Interlocked.Exchange(ref _frozen, null)?.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        Thaw();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_links.Keys);
        _end.Dispose();
    }

    private static bool IsOfRequest(Loss loss) => loss is Loss.PartOfRequest or Loss.LateRequest;

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await _listener.AcceptSocketAsync(_end.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }

            var link = Task.Run(() => ConnectAsync(client));
            _links.TryAdd(link, 0);
            _ = link.ContinueWith(ended => _links.TryRemove(ended, out _), TaskScheduler.Default);
        }
    }

    private async Task ConnectAsync(Socket client)
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (client)
        {
            client.NoDelay = true;
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _serverPort, _end.Token);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                Break(client, server);
                return;
            }

            await Task.WhenAll(PassAsync(client, server, isRequest: true), PassAsync(server, client, isRequest: false));
        }
    }

    private async Task PassAsync(Socket from, Socket to, bool isRequest)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _end.Token) is > 0 and var length)
            {
                if (_frozen is { } frozen)
                {
                    await frozen.Task.WaitAsync(_end.Token);
                }

                switch (Next(isRequest))
                {
                    case Loss.PartOfRequest or Loss.PartOfAnswer:
                        await SendAsync(to, buffer.AsMemory(0, length / 2));
                        // What is on its way arrives before the connection is found broken.
                        to.Shutdown(SocketShutdown.Send);
                        Break(from, to);
                        return;
                    case Loss.Answer:
                        Break(from, to);
                        return;
                    case Loss.LateRequest:
                        await Task.Delay(_lateBy, _end.Token);
                        break;
                    default:
                        break;
                }

                await SendAsync(to, buffer.AsMemory(0, length));
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            Break(from, to);
        }
    }

    private Loss? Next(bool isRequest)
    {
        if (!(isRequest ? _ofRequests : _ofAnswers).TryDequeue(out var loss))
        {
            return null;
        }

        Interlocked.Increment(ref _lost);
        return loss;
    }

    private async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await to.SendAsync(bytes, _end.Token)..];
        }
    }

    /// <summary>Ends both connections as a broken network does: without a farewell.</summary>
    private static void Break(Socket one, Socket other)
    {
        foreach (var socket in (Socket[])[one, other])
        {
            try
            {
                socket.LingerState = new LingerOption(enable: true, 0);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // It is closed already.
            }

            socket.Close();
        }
    }
}
