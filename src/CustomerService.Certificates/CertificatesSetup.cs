using CustomerService.Certificates.Data;
using CustomerService.Certificates.Document;
using CustomerService.Certificates.Issuing;
using CustomerService.Certificates.Pdf;
using CustomerService.Certificates.Printing;
using CustomerService.Certificates.Settings;
using CustomerService.Certificates.Slips;
using CustomerService.Certificates.Text;
using CustomerService.Certificates.Verification;
using CustomerService.Certificates.Viewing;
using CustomerService.People;
using CustomerService.People.Access;
using CustomerService.People.FirstSteps;
using CustomerService.People.Rules;
using CustomerService.People.Settings;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Ui.Controls;
using CustomerService.Ui.Help;
using CustomerService.Ui.Navigation;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Certificates;

public static class CertificatesSetup
{
    /// <summary>Name of the rate limit policy of the public verification pages; defined by the host.</summary>
    public const string VerifyLimit = "verify";

    /// <summary>Registers issuing, verification, revocation and printing of certificates.</summary>
    public static IServiceCollection AddCertificates(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IModelPart, CertificatesModel>();
        services.AddOptions<CertificatesOptions>().Bind(configuration.GetSection(CertificatesOptions.Section)).ValidateDataAnnotations()
            .Validate(
                o => NameNotPrintable.In(new[] { o.Issuer, o.SignatoryName, o.SignatoryTitle, o.CourseCertificate }.SelectMany(text => new[] { text.Fa, text.En })) is null,
                "Certificates:Issuer, SignatoryName, SignatoryTitle and CourseCertificate must hold only signs that certificates can print: Persian and Latin letters, no emoji.")
            .ValidateOnStart();
        services.AddSingleton<SigningKeys>();
        services.AddScoped<PrepareSigningKey>();
        services.AddScoped<IssuerProfile>();
        services.AddScoped<TakeNumber>();
        services.AddScoped<CertificateIssuer>();
        services.AddScoped<VerifyCertificate>();
        services.AddScoped<RevokeCertificate>();
        services.AddScoped<ReissueCertificate>();
        services.AddScoped<AddLatinName>();
        services.AddScoped<ViewCertificates>();
        services.AddScoped<ViewCertificateRecord>();
        services.AddScoped<RenderCertificatePdf>();
        services.AddScoped<PrintByNumber>();
        services.AddSingleton<ComposeCertificate>();
        services.AddSingleton<SlipFiles>();
        services.AddSingleton<SlipHtml>();
        services.AddScoped<PrintSlips>();
        services.AddScoped<RequestBulkPrint>();
        services.AddScoped<ViewPrints>();
        services.AddScoped<ViewPrint>();
        services.AddScoped<RepeatPrint>();
        services.AddOutboxHandler<BulkPrintRequested, BulkPrintHandler>(oneAtATime: true);
        services.AddOutboxHandler<DiscardPrint, DiscardPrintFile>();
        services.AddHelp(typeof(CertificatesSetup).Assembly);
        services.AddNavigation(
            new NavigationEntry(NavigationArea.Learner, CertificatesRoutes.Certificates, () => CertificatesText.NavCertificates, IconName.Certificate, 30, _ => true),
            new NavigationEntry(NavigationArea.Office, CertificatesRoutes.Prints, () => CertificatesText.MyPrints, IconName.Print, 60, PeopleSetup.SeesPeople));
        services.AddNavigationTarget(NavigationTarget.VerifyCertificate, _ => CertificatesRoutes.Verify);
        services.AddNavigationTarget(NavigationTarget.MyCertificates, _ => CertificatesRoutes.Certificates);
        services.AddNavigationTarget(NavigationTarget.FirstUseSlips, CertificatesRoutes.Slips);
        services.AddNavigationTarget(NavigationTarget.CertificateOfCompletion, CertificatesRoutes.OfCompletion);
        services.AddSettings(new SettingsEntry(
            CertificateKeys.Section, () => CertificatesText.SettingsTitle, () => CertificatesText.SettingsLede, IconName.Certificate, 20, SettingsAccess.Programme, () => new CertificatesForm(), typeof(CertificatesFields)));
        services.AddFirstStep(new("signatory", 40, () => CertificatesText.StepSignatory, _ => PeopleRoutes.SettingsOf(CertificateKeys.Section.Key),
            (provider, _, _) => Task.FromResult(provider.GetRequiredService<IssuerProfile>().SignatoryName != LocalText.Empty)));
        services.AddPdf(configuration);
        return services;
    }

    public static IEndpointRouteBuilder MapCertificates(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapCertificateFiles();
        return endpoints;
    }
}
