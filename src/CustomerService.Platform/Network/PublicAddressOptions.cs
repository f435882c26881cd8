namespace CustomerService.Platform.Network;

/// <summary>The setting <c>PublicAddress</c>.</summary>
public sealed class PublicAddressOptions
{
    public const string Key = "PublicAddress";

    /// <summary>What is required of the setting, in one sentence.</summary>
    public const string Shape = Key + " must be the address that readers type, such as https://academy.example.org: http or https and a host name, without a path.";

    /// <summary>Where readers reach the academy: scheme, host and, where it is not the usual one, port. Empty: not known.</summary>
    public string Address { get; set; } = "";

    /// <summary>The setting as a URL with nothing but scheme, host and port; null if it is anything else.</summary>
    internal static Uri? Read(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var read) && read is { Scheme: "http" or "https", UserInfo: "", PathAndQuery: "/", Fragment: "", Host.Length: > 0 } ? read : null;
}
