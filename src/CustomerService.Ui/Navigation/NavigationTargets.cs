using System.Reflection;

namespace CustomerService.Ui.Navigation;

/// <summary>The URL of a target, registered by the capability that owns the page.</summary>
/// <param name="Address">From a key to a local URL, from the site root; a <c>Func&lt;TKey, string&gt;</c> of the target's key.</param>
public sealed record NavigationTargetAddress(NavigationTarget Target, Delegate Address)
{
    /// <summary>The capability that registered it.</summary>
    public Assembly Owner => Address.Method.Module.Assembly;
}

/// <summary>The URL of each <see cref="NavigationTarget"/> in this host.</summary>
public sealed class NavigationTargets
{
    private readonly Dictionary<NavigationTarget, NavigationTargetAddress> _addresses = [];

    /// <exception cref="InvalidOperationException">A target is registered twice.</exception>
    public NavigationTargets(IEnumerable<NavigationTargetAddress> addresses)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        foreach (var address in addresses)
        {
            if (!_addresses.TryAdd(address.Target, address))
            {
                throw new InvalidOperationException($"The navigation target {address.Target} is registered twice.");
            }
        }
    }

    /// <summary>The local URL of a target, from the site root.</summary>
    /// <exception cref="InvalidOperationException">No capability registered the target.</exception>
    public string Href<TKey>(NavigationTarget<TKey> target, TKey key)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(target);
        return _addresses.TryGetValue(target, out var address)
            ? ((Func<TKey, string>)address.Address)(key)
            : throw new InvalidOperationException($"No capability registered the navigation target {target}.");
    }

    /// <inheritdoc cref="Href{TKey}"/>
    public string Href(NavigationTarget<NoKey> target) => Href(target, default);

    /// <summary>Checks at host start that all targets are registered.</summary>
    /// <exception cref="InvalidOperationException">Some targets are not registered; the message names them.</exception>
    public void EnsureComplete()
    {
        if (NavigationTarget.All.Where(t => !_addresses.ContainsKey(t)).ToList() is { Count: > 0 } missing)
        {
            throw new InvalidOperationException($"No capability registered the navigation targets: {string.Join(", ", missing)}.");
        }
    }
}
