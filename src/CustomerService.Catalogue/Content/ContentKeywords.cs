using CustomerService.Catalogue.Rules;
using CustomerService.People.Rules;

namespace CustomerService.Catalogue.Content;

/// <summary>The keywords of the content files and their values.</summary>
internal static class ContentKeywords
{
    public static readonly IReadOnlyDictionary<string, Audience> Audiences = new Dictionary<string, Audience>
    {
        ["frontline"] = Audience.Frontline,
        ["manager"] = Audience.Manager,
        ["leader"] = Audience.Leader,
        ["agent"] = Audience.Agent,
        ["customer"] = Audience.Customer,
    };

    public static readonly IReadOnlyDictionary<string, Offer> Offers = new Dictionary<string, Offer>
    {
        ["required"] = Offer.Required,
        ["optional"] = Offer.Optional,
        ["test-out"] = Offer.TestOut,
    };

    public static readonly IReadOnlyDictionary<string, Renewal> Renewals = new Dictionary<string, Renewal>
    {
        ["full"] = Renewal.Full,
        ["quiz"] = Renewal.Quiz,
    };

    public static readonly IReadOnlyDictionary<string, CognitiveLevel> Levels = new Dictionary<string, CognitiveLevel>
    {
        ["K"] = CognitiveLevel.Remember,
        ["A"] = CognitiveLevel.Apply,
        ["N"] = CognitiveLevel.Analyse,
    };

    /// <summary>The keyword of a level in content files.</summary>
    public static string Of(CognitiveLevel level) => Levels.First(l => l.Value == level).Key;

    public static readonly IReadOnlyDictionary<string, IcareElement> Elements = new Dictionary<string, IcareElement>
    {
        ["I"] = IcareElement.IdealService,
        ["C"] = IcareElement.CultureOfService,
        ["A"] = IcareElement.Attentiveness,
        ["R"] = IcareElement.Responsiveness,
        ["E"] = IcareElement.Empowerment,
    };

    public static readonly IReadOnlyDictionary<string, ServiceStage> Stages = new Dictionary<string, ServiceStage>
    {
        ["before"] = ServiceStage.Before,
        ["during"] = ServiceStage.During,
        ["after"] = ServiceStage.After,
        ["inside"] = ServiceStage.Inside,
    };

    public static readonly IReadOnlyDictionary<string, StandardKind> StandardKinds = new Dictionary<string, StandardKind>
    {
        ["quantitative"] = StandardKind.Quantitative,
        ["qualitative"] = StandardKind.Qualitative,
    };

    public static readonly IReadOnlyDictionary<string, SurveyAnswer> SurveyAnswers = new Dictionary<string, SurveyAnswer>
    {
        ["agree-5"] = SurveyAnswer.Agree5,
        ["agree-7"] = SurveyAnswer.Agree7,
        ["likely-10"] = SurveyAnswer.Likely10,
        ["choice"] = SurveyAnswer.Choice,
        ["text"] = SurveyAnswer.Text,
    };
}
