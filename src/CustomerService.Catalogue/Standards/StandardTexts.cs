using CustomerService.Catalogue.Rules;
using CustomerService.Catalogue.Text;
using CustomerService.People.Rules;

namespace CustomerService.Catalogue.Standards;

/// <summary>Texts for the categories of standards, in the user's language.</summary>
internal static class StandardTexts
{
    /// <summary>As used in the filter's query string.</summary>
    public static string Letter(this IcareElement element) => element switch
    {
        IcareElement.IdealService => "I",
        IcareElement.CultureOfService => "C",
        IcareElement.Attentiveness => "A",
        IcareElement.Responsiveness => "R",
        IcareElement.Empowerment => "E",
        _ => throw new ArgumentOutOfRangeException(nameof(element)),
    };

    public static string In(this IcareElement element) => element switch
    {
        IcareElement.IdealService => CatalogueText.IdealService,
        IcareElement.CultureOfService => CatalogueText.CultureOfService,
        IcareElement.Attentiveness => CatalogueText.Attentiveness,
        IcareElement.Responsiveness => CatalogueText.Responsiveness,
        IcareElement.Empowerment => CatalogueText.Empowerment,
        _ => throw new ArgumentOutOfRangeException(nameof(element)),
    };

    public static string In(this ServiceStage stage) => stage switch
    {
        ServiceStage.Before => CatalogueText.StageBefore,
        ServiceStage.During => CatalogueText.StageDuring,
        ServiceStage.After => CatalogueText.StageAfter,
        ServiceStage.Inside => CatalogueText.StageInside,
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };

    public static string In(this StandardKind kind) => kind switch
    {
        StandardKind.Quantitative => CatalogueText.Quantitative,
        StandardKind.Qualitative => CatalogueText.Qualitative,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string In(this Audience audience) => audience switch
    {
        Audience.Frontline => CatalogueText.AudienceFrontline,
        Audience.Manager => CatalogueText.AudienceManager,
        Audience.Leader => CatalogueText.AudienceLeader,
        Audience.Agent => CatalogueText.AudienceAgent,
        Audience.Customer => CatalogueText.AudienceCustomer,
        _ => throw new ArgumentOutOfRangeException(nameof(audience)),
    };
}
