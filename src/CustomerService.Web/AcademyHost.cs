using System.Globalization;
using System.IO.Compression;
using CustomerService.Catalogue;
using CustomerService.Certificates;
using CustomerService.Learning;
using CustomerService.Messages;
using CustomerService.People;
using CustomerService.People.Accounts;
using CustomerService.People.Sessions;
using CustomerService.Platform;
using CustomerService.Reports;
using CustomerService.Ui;
using CustomerService.Ui.Help;
using CustomerService.Ui.Navigation;
using CustomerService.Ui.Office;
using CustomerService.Web.Hosting;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace CustomerService.Web;

/// <summary>Composes the host: every capability's services and endpoints, in dependency order.</summary>
public static class AcademyHost
{
    /// <param name="adjust">Overrides services last: another clock for the demonstration, test doubles for external systems.</param>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? adjust = null)
    {
        // Text for users is formatted by LocalizedFormatter; everything else in this process is culture-invariant.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;

        var builder = WebApplication.CreateBuilder(args);
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(o => o.AddServerHeader = false);
        builder.Logging.AddTimedConsole(json: !builder.Environment.IsDevelopment());

        builder.Services
            .AddPlatform(builder.Configuration)
            .AddUi()
            .AddOffice()
            .AddPeople(builder.Configuration)
            .AddCatalogue(builder.Configuration)
            .AddLearning(builder.Configuration)
            .AddCertificates(builder.Configuration)
            .AddMessages(builder.Configuration)
            .AddReports(builder.Configuration)
            .AddSubscriptions()
            .AddNavigationTarget(NavigationTarget.DesignLesson, _ => WebRoutes.DesignLesson)
            .AddHelp(typeof(AcademyHost).Assembly);
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "academy-form";
            // Lax: a link from a mail must find the cookie of the pages that are open. Posts from other sites come without it all the same.
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        builder.Services.AddPublicHost();
        builder.Services.AddRateLimits(builder.Configuration);
        builder.Services.AddHealth(builder.Configuration);
        builder.Services.AddExceptionHandler<DatabaseAway>();
        builder.Services.AddResponseCompression(o =>
        {
            o.EnableForHttps = true; // antiforgery tokens are encrypted anew each time: no constant secret beside attacker-chosen text
            o.Providers.Add<BrotliCompressionProvider>();
            o.Providers.Add<GzipCompressionProvider>();
        });
        // The network is the bottleneck; at the default levels Brotli's output is larger than gzip's.
        builder.Services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Optimal);
        builder.Services.Configure<GzipCompressionProviderOptions>(o => o.Level = CompressionLevel.Optimal);
        builder.Services.AddOptions<HostOptions>().Configure<IOptions<DrainingOptions>>((host, draining) => host.ShutdownTimeout = TimeSpan.FromSeconds(30 + draining.Value.DrainSeconds));

        adjust?.Invoke(builder.Services);

        var app = builder.Build();
        app.UsePublicHost();
        app.UseHead();
        app.UseStatusCodePagesWithReExecute(UiRoutes.StatusFormat, createScopeForStatusCodePages: true); // a page that says "not found" leaves its renderer used
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler(UiRoutes.Status(StatusCodes.Status500InternalServerError), createScopeForErrors: true);
            app.UseHsts();
        }

        app.UseOptions();
        app.UseStatusPageReset();
        app.UseSecurityHeaders();
        app.UseResponseCompression();
        app.UseUi();
        app.UseSetupGate();
        app.UseRouting();
        app.UseAuthentication();
        app.UseSignInDuties();
        app.UseCircuitSessions();
        app.UseForms();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseAntiforgery();
        app.UseRefusedRequests();
        app.MapStaticAssets();
        app.MapHealth();
        app.MapPlatform();
        app.MapUi();
        app.MapPeople();
        app.MapCatalogue();
        app.MapLearning();
        app.MapCertificates();
        app.MapMessages();
        app.MapReports();
        // Our own policy forbids every frame; theirs would be a second header.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = null).AddAdditionalAssemblies(PageAssemblies.All);
        return app;
    }
}
