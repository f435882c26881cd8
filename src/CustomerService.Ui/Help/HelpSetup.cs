using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Ui.Help;

public static class HelpSetup
{
    /// <summary>Registers the help topics that lie beside the features of the calling capability.</summary>
    public static IServiceCollection AddHelp(this IServiceCollection services, Assembly capability) => services.AddSingleton(new HelpSource(capability));

    /// <summary>Registers kinds of people that topics are written for.</summary>
    public static IServiceCollection AddHelpReaders(this IServiceCollection services, params HelpReader[] readers)
    {
        foreach (var reader in readers)
        {
            services.AddSingleton(reader);
        }

        return services;
    }
}
