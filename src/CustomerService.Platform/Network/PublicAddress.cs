using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CustomerService.Platform.Network;

/// <summary>Where the academy is reached from outside. Certificates and mails, cookies, redirects and the answered host names all follow
/// this one setting.</summary>
public sealed class PublicAddress(IOptions<PublicAddressOptions> options, IHostEnvironment environment, IHttpContextAccessor requests, IServiceProvider services)
{
    /// <summary>Prefix of cookies that a browser accepts over https alone, for this host alone and for all its paths.</summary>
    private const string HostPrefix = "__Host-";

    /// <summary>The setting; null where nothing is set.</summary>
    public Uri? Configured { get; } = PublicAddressOptions.Read(options.Value.Address);

    /// <summary>Whether the academy is reached over https: then every cookie is for https alone, and http is redirected.</summary>
    public bool IsSecure => Configured?.Scheme == Uri.UriSchemeHttps;

    /// <summary>Whether an address may go onto what cannot be recalled, such as a certificate. In Production it must be set and must not be
    /// this machine's own (<c>localhost</c>), which nobody else can open.</summary>
    public bool IsPublic => !environment.IsProduction() || Configured is { IsLoopback: false };

    /// <summary>Why nothing that cannot be recalled may be made now; null: it may.</summary>
    public AddressNotPublic? Refusal => IsPublic ? null : new AddressNotPublic();

    /// <summary>Scheme, host and port without a slash at the end. Where nothing is set, those of the request, else those at which this
    /// process listens.</summary>
    public string Base => (Configured ?? OfRequest() ?? OfServer() ?? new Uri("http://localhost")).GetLeftPart(UriPartial.Authority);

    /// <summary>Host and port, as typed by hand.</summary>
    public string Authority => new Uri(Base).Authority;

    /// <summary>The name of a cookie of the academy.</summary>
    /// <param name="name">As it is where the academy is not reached over https.</param>
    public string CookieName(string name) => IsSecure ? HostPrefix + name : name;

    private Uri? OfRequest() => requests.HttpContext?.Request is { Host.HasValue: true } request && Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var asked) ? asked : null;

    private Uri? OfServer() =>
        services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses
            .Select(address => address.Replace("://+", "://localhost", StringComparison.Ordinal).Replace("://*", "://localhost", StringComparison.Ordinal)
                .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal).Replace("://[::]", "://localhost", StringComparison.Ordinal))
            .Select(address => Uri.TryCreate(address, UriKind.Absolute, out var listening) ? listening : null)
            .FirstOrDefault(address => address is not null);
}
