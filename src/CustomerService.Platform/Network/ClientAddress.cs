using System.Net;
using Microsoft.AspNetCore.Http;

namespace CustomerService.Platform.Network;

/// <summary>Who asks, as limits count them.</summary>
public static class ClientAddress
{
    /// <summary>The address of the request; of IPv6 the network of 64 bits, of which one customer of a provider has all addresses.</summary>
    public static string Of(HttpContext? context) => Of(context?.Connection.RemoteIpAddress);

    /// <inheritdoc cref="Of(HttpContext?)"/>
    public static string Of(IPAddress? address)
    {
        if (address is null)
        {
            return "local";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4().ToString();
        }

        if (address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetworkV6)
        {
            return address.ToString();
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes) + "/64";
    }
}
