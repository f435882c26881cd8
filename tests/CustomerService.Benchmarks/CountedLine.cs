using System.Net;
using System.Net.Sockets;

namespace CustomerService.Benchmarks;

/// <summary>A line between a browser and the academy that counts what the academy sends: files and circuit messages as they are on the wire, compressed, with
/// their headers.</summary>
internal sealed class CountedLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Uri _to;
    private readonly Task _accepting;
    private long _bytes;

    private CountedLine(Uri to)
    {
        _to = to;
        _listener.Start();
        Address = new UriBuilder(to) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;
        _accepting = AcceptAsync();
    }

    /// <summary>Where the browser finds the academy.</summary>
    public Uri Address { get; }

    /// <summary>Bytes sent to the browser so far.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public static CountedLine To(Uri address) => new(address);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = CarryAsync(await _listener.AcceptTcpClientAsync(_end.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // The measurement is over.
        }
    }

    private async Task CarryAsync(TcpClient browser)
    {
        using (browser)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(_to.Host, _to.Port, _end.Token);
                (browser.NoDelay, server.NoDelay) = (true, true);
                await Task.WhenAny(CopyAsync(browser, server, _ => { }), CopyAsync(server, browser, read => Interlocked.Add(ref _bytes, read)));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                // One of them has gone.
            }
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, Action<int> count)
    {
        try
        {
            var buffer = new byte[65536];
            while (await from.GetStream().ReadAsync(buffer, _end.Token) is > 0 and var read)
            {
                count(read);
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), _end.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // One of them has gone.
        }
    }
}
