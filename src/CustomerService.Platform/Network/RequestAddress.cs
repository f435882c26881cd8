using Microsoft.AspNetCore.Http;

namespace CustomerService.Platform.Network;

/// <summary>The network address of whoever sent a request. Behind a proxy it is right only where forwarded headers are trusted.</summary>
public static class RequestAddress
{
    /// <summary>An IPv6 address with its zone.</summary>
    public const int MaxLength = 64;

    /// <returns>An IPv4 address as such also where the socket is IPv6; null where there is no network (tests in process).</returns>
    public static string? Address(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var address = context.Connection.RemoteIpAddress;
        var text = (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString();
        return text is { Length: > MaxLength } ? text[..MaxLength] : text;
    }
}
