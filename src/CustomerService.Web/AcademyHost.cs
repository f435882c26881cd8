using CustomerService.Catalogue;
using CustomerService.Certificates;
using CustomerService.Learning;
using CustomerService.People;
using CustomerService.Platform;
using CustomerService.Reports;

namespace CustomerService.Web;

/// <summary>Composes the academy: every capability's services and endpoints, in the order of their dependencies.</summary>
public static class AcademyHost
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.WebHost.UseStaticWebAssets();
        builder.Services
            .AddPlatform(builder.Configuration)
            .AddPeople(builder.Configuration)
            .AddCatalogue(builder.Configuration)
            .AddLearning(builder.Configuration)
            .AddCertificates(builder.Configuration)
            .AddReports(builder.Configuration)
            .AddSubscriptions();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();

        var app = builder.Build();
        app.MapStaticAssets();
        app.MapPeople();
        app.MapCatalogue();
        app.MapLearning();
        app.MapCertificates();
        app.MapReports();
        return app;
    }
}
