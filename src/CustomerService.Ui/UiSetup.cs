using System.Globalization;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Help;
using CustomerService.Ui.Navigation;
using CustomerService.Ui.Pages.Design;
using CustomerService.Ui.Preferences;
using CustomerService.Ui.Rendering;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CustomerService.Ui;

public static class UiSetup
{
    /// <summary>The shell's services: navigation and the language of requests.</summary>
    public static IServiceCollection AddUi(this IServiceCollection services)
    {
        services.AddSingleton<NavigationEntries>();
        services.AddSingleton<NavigationTargets>();
        services.AddSingleton<HelpTopics>();
        services.AddSingleton(provider => new StyleGuide(provider.GetRequiredService<IHostEnvironment>().IsDevelopment()));
        services.AddHttpContextAccessor();
        services.AddSingleton(Html.Encoder);
        services.Configure<RequestLocalizationOptions>(o =>
        {
            o.DefaultRequestCulture = new(CultureInfo.InvariantCulture, Language.Persian.Culture());
            o.SupportedCultures = [CultureInfo.InvariantCulture];
            o.SupportedUICultures = [.. Languages.All.Select(l => l.Culture())];
            o.RequestCultureProviders = [new LanguagePreference()];
            o.ApplyCurrentCultureToResponseHeaders = true;
        });
        return services;
    }

    /// <summary>Sets the language of each request; must precede all middleware that shows text.</summary>
    /// <exception cref="InvalidOperationException">A navigation target has no URL, or two; or a help topic is incomplete.</exception>
    public static IApplicationBuilder UseUi(this IApplicationBuilder app)
    {
        app.ApplicationServices.GetRequiredService<NavigationTargets>().EnsureComplete();
        app.ApplicationServices.GetRequiredService<HelpTopics>();
        return app.UseRequestLocalization();
    }

    /// <summary>The endpoints of the shell: preferences, and the style sheet of an accent colour.</summary>
    public static IEndpointRouteBuilder MapUi(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapAccent();
        return endpoints.MapPreferences();
    }
}
