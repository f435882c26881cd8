using CustomerService.Platform.Localization;
using Microsoft.Extensions.Options;

namespace CustomerService.Platform.Settings;

/// <summary>What the academy is called and looks like at this moment.</summary>
public sealed class AcademyProfile(IOptionsMonitor<AcademyOptions> options)
{
    /// <summary>The name of an academy that has not been given one.</summary>
    public static LocalText Unnamed { get; } = new("آکادمی خدمت", "Service Academy");

    /// <summary>The name in the reader's language.</summary>
    public string Name => Names.In(Languages.Current);

    /// <summary>The name in both languages.</summary>
    public LocalText Names => GivenName ?? Unnamed;

    /// <summary>The name that the organisation or its operator gave; null if none.</summary>
    public LocalText? GivenName => options.CurrentValue.Name is { IsEmpty: false } name ? name.ToText() : null;

    /// <summary>Hash of the logo; null: the academy's own sign.</summary>
    public string? Logo => options.CurrentValue.Logo is { Length: > 0 } hash ? hash : null;

    /// <summary>The accent colour without its sign, as in the address of its style sheet: <c>0b6e69</c>; null: as delivered.</summary>
    public string? Accent => options.CurrentValue.Accent is { Length: > 0 } colour ? colour.TrimStart('#').ToLowerInvariant() : null;
}
