using CustomerService.Catalogue.Data;
using CustomerService.Catalogue.Markup;
using CustomerService.Catalogue.Publishing;
using CustomerService.Catalogue.Standards;
using CustomerService.Catalogue.Text;
using CustomerService.Platform.Persistence;
using CustomerService.Ui.Controls;
using CustomerService.Ui.Help;
using CustomerService.Ui.Navigation;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Catalogue;

public static class CatalogueSetup
{
    /// <summary>Content reading and checking, courses and their revisions.</summary>
    public static IServiceCollection AddCatalogue(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CatalogueOptions>()
            .Bind(configuration.GetSection(CatalogueOptions.Section))
            .Validate(
                o => o.ContentPath.Length == 0 || Directory.Exists(Path.Combine(o.ContentPath, "courses")),
                "Catalogue:ContentPath must be a folder with the folder courses in it, or empty to find the folder content.")
            .ValidateOnStart();
        services.AddSingleton<IModelPart, CatalogueModel>();
        services.AddSingleton<CourseCatalogue>();
        services.AddSingleton<AcademyReference>();
        services.AddSingleton<CourseMarkup>();
        services.AddSingleton<ViewStandards>();
        services.AddScoped<PublishContent>();
        services.AddHelp(typeof(CatalogueSetup).Assembly);
        services.AddNavigationTarget(NavigationTarget.Help, _ => CatalogueRoutes.Help);
        services.AddNavigationTarget(NavigationTarget.HelpTopic, CatalogueRoutes.HelpTopic);
        services.AddNavigation(
            new NavigationEntry(NavigationArea.Account, CatalogueRoutes.Standards, () => CatalogueText.StandardsTitle, IconName.Flag, 40, ViewStandards.IsFor),
            new NavigationEntry(NavigationArea.Account, CatalogueRoutes.Glossary, () => CatalogueText.GlossaryTitle, IconName.Book, 50, _ => true));
        return services;
    }

    public static IEndpointRouteBuilder MapCatalogue(this IEndpointRouteBuilder endpoints) => endpoints;
}
