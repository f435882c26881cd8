using CustomerService.People;
using CustomerService.Reports.Export;
using CustomerService.Reports.Matrix;
using CustomerService.Reports.Overview;
using CustomerService.Reports.PersonRecords;
using CustomerService.Reports.Text;
using CustomerService.Ui.Controls;
using CustomerService.Ui.Help;
using CustomerService.Ui.Navigation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Reports;

public static class ReportsSetup
{
    /// <summary>Read models for HR and managers, and exports.</summary>
    public static IServiceCollection AddReports(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<MatrixQueries>();
        services.AddScoped<ViewMatrix>();
        services.AddScoped<ExportMatrix>();
        services.AddScoped<ViewPerson>();
        services.AddScoped<ViewOverview>();
        services.AddScoped<RequestGroupPrint>();
        services.AddHelp(typeof(ReportsSetup).Assembly);
        services.AddNavigation(
            new NavigationEntry(NavigationArea.Office, ReportsRoutes.Overview, () => ReportsText.Overview, IconName.Chart, 10, PeopleSetup.SeesFigures) { Group = () => ReportsText.OfficeGroup, Exact = true },
            new NavigationEntry(NavigationArea.Office, ReportsRoutes.Matrix, () => ReportsText.Matrix, IconName.List, 20, PeopleSetup.SeesPeople) { Group = () => ReportsText.OfficeGroup });
        services.AddNavigationTarget(NavigationTarget.PersonRecord, ReportsRoutes.Person);
        services.AddNavigationTarget(NavigationTarget.Matrix, _ => ReportsRoutes.Matrix);
        return services;
    }

    public static IEndpointRouteBuilder MapReports(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(ReportsRoutes.MatrixExport, ExportEndpoint.RunAsync).RequireAuthorization(Policies.SeesPeople);
        return endpoints;
    }
}
