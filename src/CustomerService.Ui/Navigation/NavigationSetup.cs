using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Ui.Navigation;

public static class NavigationSetup
{
    /// <summary>Tells the shell of a way into the calling capability.</summary>
    public static IServiceCollection AddNavigation(this IServiceCollection services, params NavigationEntry[] entries)
    {
        foreach (var entry in entries)
        {
            services.AddSingleton(entry);
        }

        return services;
    }

    /// <summary>Tells capabilities upstream where a page of the calling capability is.</summary>
    public static IServiceCollection AddNavigationTarget<TKey>(this IServiceCollection services, NavigationTarget<TKey> target, Func<TKey, string> address)
        where TKey : notnull =>
        services.AddSingleton(new NavigationTargetAddress(target, address));
}
