using System.Text.RegularExpressions;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CustomerService.People.SignOn;

/// <param name="Name">As configured; part of addresses, and kept with each link.</param>
public sealed record SignOnProvider(string Name, SignOnKind Kind, SignOnProviderOptions Options)
{
    /// <summary>The name of its authentication scheme.</summary>
    public string Scheme => SchemeOf(Name);

    public static string SchemeOf(string name) => "SignOn." + name;
}

/// <summary>The configured providers. Read while services are added, because each becomes an authentication scheme; what is set wrongly stops the start
/// (<see cref="SignOnSettings"/>), and is left out here so that the sentence is reached.</summary>
public sealed partial class SignOnProviders
{
    public const string Section = SignInOptions.Section + ":Providers";

    /// <summary>Where Entra ID lets everybody in, whatever their organisation.</summary>
    private static readonly string[] AnyTenant = ["common", "organizations", "consumers"];

    private SignOnProviders(IReadOnlyList<SignOnProvider> all, IReadOnlyList<string> failures) => (All, Failures) = (all, failures);

    /// <summary>In the order of their names.</summary>
    public IReadOnlyList<SignOnProvider> All { get; }

    /// <summary>What is set wrongly: sentences that name the key.</summary>
    public IReadOnlyList<string> Failures { get; }

    public SignOnProvider? Find(string? name) => All.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.Ordinal));

    /// <summary>What a provider's button says; the name itself of one that is not configured any more.</summary>
    public LocalText LabelOf(string name) => Find(name)?.Options.Label ?? new(name, name);

    public static SignOnProviders Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        List<SignOnProvider> all = [];
        List<string> failures = [];
        foreach (var section in configuration.GetSection(Section).GetChildren().OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            var before = failures.Count;
            var options = Bind(section, failures);
            if (failures.Count == before)
            {
                failures.AddRange(Check(section.Key, options).Select(problem => $"{Section}:{section.Key}:{problem}"));
            }

            if (failures.Count == before)
            {
                all.Add(new(section.Key, options.ReadKind!.Value, options));
            }
        }

        return new(all, failures);
    }

    private static SignOnProviderOptions Bind(IConfigurationSection section, List<string> failures)
    {
        var options = new SignOnProviderOptions();
        var known = typeof(SignOnProviderOptions).GetProperties().Select(p => p.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        failures.AddRange(section.GetChildren().Where(s => !known.Contains(s.Key)).Select(s => $"{s.Path} is no setting of a provider."));
        if (section[nameof(SignOnProviderOptions.SignOutThere)] is { } there && !bool.TryParse(there, out _))
        {
            failures.Add($"{section.Path}:{nameof(SignOnProviderOptions.SignOutThere)} must be true or false.");
            return options;
        }

        section.Bind(options);
        return options;
    }

    private static IEnumerable<string> Check(string name, SignOnProviderOptions options)
    {
        if (!Name().IsMatch(name))
        {
            yield return "the name of a provider must be 1 to 32 small letters, digits or hyphens.";
        }

        if (options.ReadKind is not { } kind)
        {
            yield return $"Kind must be one of {Of<SignOnKind>()}.";
            yield break;
        }

        foreach (var (key, value) in new[] { ("LabelFa", options.LabelFa), ("LabelEn", options.LabelEn), ("ClientId", options.ClientId), ("ClientSecret", options.ClientSecret) })
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                yield return $"{key} must be set.";
            }
        }

        var (addressKey, address) = kind == SignOnKind.EntraId ? ("Instance", options.Instance) : ("Authority", options.Authority);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !(uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)) || uri.Query.Length > 0)
        {
            yield return $"{addressKey} must be the provider's address, beginning with https:// (http:// for this machine alone).";
        }

        if (kind == SignOnKind.EntraId && (!Guid.TryParse(options.TenantId, out _) || AnyTenant.Contains(options.TenantId, StringComparer.OrdinalIgnoreCase)))
        {
            yield return "TenantId must be the id of one tenant, such as 72f988bf-86f1-41af-91ab-2d7cd011db47.";
        }

        if (!SignOnProviderOptions.Words(options.Scopes).Contains("openid", StringComparer.Ordinal))
        {
            yield return "Scopes must contain openid.";
        }

        foreach (var problem in Choices(options))
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> Choices(SignOnProviderOptions options)
    {
        if (SignOnProviderOptions.List(options.LinkBy).Any(w => SignOnProviderOptions.Read<LinkBy>(w) is null))
        {
            yield return $"LinkBy must be some of {Of<LinkBy>()}, by semicolons, or empty.";
        }

        if (SignOnProviderOptions.List(options.Follow).Any(w => SignOnProviderOptions.Read<FollowedFact>(w) is null))
        {
            yield return $"Follow must be some of {Of<FollowedFact>()}, by semicolons, or empty.";
        }

        if (SignOnProviderOptions.Read<FirstSignIn>(options.FirstSignIn) is null)
        {
            yield return $"FirstSignIn must be one of {Of<FirstSignIn>()}.";
        }

        if (SignOnProviderOptions.Read<ProviderSecondFactor>(options.SecondFactor) is null)
        {
            yield return $"SecondFactor must be one of {Of<ProviderSecondFactor>()}.";
        }

        if (!string.IsNullOrWhiteSpace(options.Audience) && SignOnProviderOptions.Read<Audience>(options.Audience) is null)
        {
            yield return $"Audience must be one of {Of<Audience>()}.";
        }

        if (options.Creates && string.IsNullOrWhiteSpace(options.Audience) && options.Audiences.Count == 0)
        {
            yield return "Audience or Audiences must be set where FirstSignIn is Create.";
        }

        foreach (var (value, _) in options.Audiences.Where(a => SignOnProviderOptions.Read<Audience>(a.Value) is null))
        {
            yield return $"Audiences:{value} must be one of {Of<Audience>()}.";
        }

        foreach (var (value, _) in options.Roles.Where(r => SignOnProviderOptions.Read<Role>(r.Value) is null))
        {
            yield return $"Roles:{value} must be one of {Of<Role>()}.";
        }

        if (string.IsNullOrWhiteSpace(options.LeftClaim) != string.IsNullOrWhiteSpace(options.LeftValues))
        {
            yield return "LeftClaim and LeftValues must be set together.";
        }
    }

    private static string Of<T>() where T : struct, Enum => string.Join(", ", Enum.GetNames<T>());

    [GeneratedRegex(@"^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Name();
}

/// <summary>Stops a start with providers that are set wrongly, or with no way in.</summary>
internal sealed class SignOnSettings(SignOnProviders providers, IOptions<PeopleOptions> people) : IValidateOptions<SignInOptions>
{
    public ValidateOptionsResult Validate(string? name, SignInOptions options)
    {
        List<string> failures = [.. providers.Failures];
        if (!options.LocalAccounts && failures.Count == 0 && providers.All.Count == 0)
        {
            failures.Add("SignIn:LocalAccounts may be false only where SignIn:Providers names a provider: nobody could sign in.");
        }

        if (!options.LocalAccounts && people.Value.CustomerRegistration)
        {
            failures.Add("SignIn:LocalAccounts may be false only where People:CustomerRegistration is false: whoever registers signs in with a password.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
