using CustomerService.People.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Catalogue.Rules;

/// <summary>The academy's content outside the courses. Read from files at start; not pinned by anything.</summary>
/// <param name="Academy">Null where <c>academy.yaml</c> is absent.</param>
public sealed record AcademyContent(
    Academy? Academy,
    IReadOnlyList<LearningPath> Paths,
    IReadOnlyList<GlossaryTerm> Glossary,
    IReadOnlyList<CoverageRow> Coverage,
    IReadOnlyList<ServiceStandard> Standards,
    IReadOnlyList<SurveyTemplate> Surveys)
{
    public static AcademyContent Empty { get; } = new(null, [], [], [], [], []);

    public LearningPath? Path(string id) => Paths.FirstOrDefault(p => p.Id == id);
}

/// <summary>The organisation that offers the courses, as named on certificates and pages.</summary>
/// <param name="SignatoryName">Who signs certificates; empty: a blank line for a handwritten signature.</param>
public sealed record Academy(LocalText Name, LocalText Issuer, LocalText SignatoryName, LocalText SignatoryTitle);

/// <summary>A set of courses that together earn a certificate.</summary>
/// <param name="Courses">Ids, in the recommended order.</param>
/// <param name="CertificateTitle">As printed.</param>
/// <param name="ValidMonths">Null: the certificate does not expire.</param>
/// <param name="Goal">The suggested plan "when …, I will …" of the workplace action; null where the path has none.</param>
/// <param name="Behaviours">What a manager observes on day 30.</param>
public sealed record LearningPath(
    string Id, LocalText Title, LocalText Summary, Audience Audience, IReadOnlyList<string> Courses,
    LocalText CertificateTitle, int? ValidMonths, LocalText? Goal, IReadOnlyList<Behaviour> Behaviours);

/// <summary>A behaviour that can be observed at work.</summary>
public sealed record Behaviour(string Id, LocalText Text);

/// <summary>A glossary term; lessons link to it by id.</summary>
public sealed record GlossaryTerm(string Id, LocalText Term, LocalText Definition);

/// <summary>Which lessons (<c>C01/L3</c>) teach a concept of the founding texts.</summary>
public sealed record CoverageRow(string Id, LocalText Concept, IReadOnlyList<string> Lessons);


/// <summary>A survey or form as a template.</summary>
public sealed record SurveyTemplate(string Id, LocalText Title, LocalText Intro, IReadOnlyList<SurveyQuestion> Questions);

/// <param name="Topic">Key by which answers are aggregated: an ICARE letter, a dimension; null if none.</param>
public sealed record SurveyQuestion(string Id, SurveyAnswer Answer, string? Topic, LocalText Text, IReadOnlyList<LocalText> Options);

/// <summary>How a survey question is answered.</summary>
public enum SurveyAnswer
{
    /// <summary>Agreement from 1 to 5.</summary>
    Agree5,

    /// <summary>Agreement or ease from 1 to 7.</summary>
    Agree7,

    /// <summary>Likelihood from 0 to 10.</summary>
    Likely10,

    /// <summary>One of the options.</summary>
    Choice,

    /// <summary>Free text.</summary>
    Text,
}
