using System.Net;
using System.Net.Sockets;
using CustomerService.Platform.Persistence;

namespace CustomerService.Web.Hosting;

/// <summary>Whether this process can listen where it is told to, asked before the database is touched. The server itself would find out only after
/// the whole start, and log a stack trace.</summary>
internal static class ListeningAddresses
{
    /// <exception cref="StartRefusedException">An address is taken, not allowed, or cannot be read.</exception>
    public static void Check(IConfiguration configuration)
    {
        foreach (var address in Of(configuration))
        {
            if (Parse(address) is { IsUnixPipe: false, IsNamedPipe: false, Port: > 0 } binding)
            {
                Check(address, new IPEndPoint(HostOf(binding.Host), binding.Port));
            }
        }
    }

    private static IEnumerable<string> Of(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"] ?? "").Where(url => url.Length > 0).ToList();
        var urls = configuration[WebHostDefaults.ServerUrlsKey] ?? "";
        return endpoints.Count > 0 ? endpoints : urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static BindingAddress Parse(string address)
    {
        try
        {
            return BindingAddress.Parse(address);
        }
        catch (FormatException e)
        {
            throw new StartRefusedException($"{address} is no address to listen on: set one such as http://127.0.0.1:5080 with --urls or ASPNETCORE_URLS.", e);
        }
    }

    private static void Check(string address, IPEndPoint endPoint)
    {
        try
        {
            using var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (endPoint.Address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }

            socket.Bind(endPoint);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse)
        {
            throw new StartRefusedException($"The port of {address} is in use by another program: stop that, or set another address with --urls or ASPNETCORE_URLS.", e);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AccessDenied)
        {
            throw new StartRefusedException($"This user may not listen on {address}: set a port above 1023 with --urls or ASPNETCORE_URLS.", e);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressNotAvailable)
        {
            throw new StartRefusedException($"This machine does not have the address of {address}: set another with --urls or ASPNETCORE_URLS.", e);
        }
        catch (SocketException)
        {
            // No IPv6 here, for example: the server knows what to do.
        }
    }

    private static IPAddress HostOf(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
        : IPAddress.TryParse(host.Trim('[', ']'), out var address) ? address
        : Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any;
}
