using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Ui.Navigation;

public static class NavigationSetup
{
    /// <summary>Registers a navigation entry of the calling capability.</summary>
    public static IServiceCollection AddNavigation(this IServiceCollection services, params NavigationEntry[] entries)
    {
        foreach (var entry in entries)
        {
            services.AddSingleton(entry);
        }

        return services;
    }

    /// <summary>Registers the URL of a page of the calling capability, for upstream capabilities.</summary>
    public static IServiceCollection AddNavigationTarget<TKey>(this IServiceCollection services, NavigationTarget<TKey> target, Func<TKey, string> address)
        where TKey : notnull =>
        services.AddSingleton(new NavigationTargetAddress(target, address));
}
