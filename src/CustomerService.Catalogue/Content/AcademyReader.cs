using CustomerService.Catalogue.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Catalogue.Content;

/// <summary>Reads the content files outside the courses. Each of them is optional.</summary>
internal sealed class AcademyReader(SourceFolder files, SourceScope scope)
{
    public AcademyContent Read() => new(
        ReadAcademy(),
        List("paths.yaml", Path),
        List("glossary.yaml", Term),
        List("coverage.yaml", Coverage),
        [.. files.Files("standards", "*.yaml").SelectMany(f => List(f, Standard))],
        [.. files.Files("surveys", "*.yaml").Select(Survey).OfType<SurveyTemplate>()]);

    private Academy? ReadAcademy()
    {
        if (One("academy.yaml") is not { } yaml)
        {
            return null;
        }

        var signatory = yaml.Map("signatory");
        var academy = new Academy(
            yaml.Text("name"), yaml.Text("issuer"),
            signatory?.OptionalText("name") ?? LocalText.Empty, signatory?.Text("title") ?? LocalText.Empty);
        signatory?.Close();
        return Closed(yaml, academy);
    }

    private static LearningPath Path(YamlMap yaml)
    {
        var certificate = yaml.Map("certificate");
        var certificateTitle = certificate?.Text("title") ?? new LocalText("", "");
        var validMonths = certificate?.OptionalInt("validMonths", 1, 120);
        certificate?.Close();
        var workplace = yaml.Map("workplace", required: false);
        var goal = workplace?.Text("goal");
        var behaviours = workplace?.Maps("behaviours").Select(b => Closed(b, new Behaviour(b.String("id"), b.Text("text")))).ToList() ?? [];
        workplace?.Close();
        return Closed(yaml, new LearningPath(
            yaml.String("id"), yaml.Text("title"), yaml.Text("summary"), yaml.Choice("audience", ContentKeywords.Audiences, Audience.Frontline),
            [.. yaml.Strings("courses").Select(c => c.Value)], certificateTitle, validMonths, goal, behaviours));
    }

    private static GlossaryTerm Term(YamlMap yaml) =>
        Closed(yaml, new GlossaryTerm(yaml.String("id"), yaml.Text("term"), yaml.Text("definition", TextKind.Prose)));

    private static CoverageRow Coverage(YamlMap yaml) =>
        Closed(yaml, new CoverageRow(yaml.String("id"), yaml.Text("concept"), [.. yaml.Strings("lessons").Select(l => l.Value)]));

    private static ServiceStandard Standard(YamlMap yaml) =>
        Closed(yaml, new ServiceStandard(
            yaml.String("id"), yaml.Choice("element", ContentKeywords.Elements, IcareElement.IdealService), yaml.Choice("stage", ContentKeywords.Stages, ServiceStage.Before),
            yaml.Choice("kind", ContentKeywords.StandardKinds, StandardKind.Quantitative), yaml.Choices("audience", ContentKeywords.Audiences),
            yaml.Text("title"), yaml.Text("promise"), yaml.Text("measure"), yaml.Text("unit"), yaml.Text("target")));

    private SurveyTemplate? Survey(string file) => One(file) is { } yaml
        ? Closed(yaml, new SurveyTemplate(yaml.String("id"), yaml.Text("title"), yaml.Text("intro", TextKind.Prose), [.. yaml.Maps("questions").Select(Question)]))
        : null;

    private static SurveyQuestion Question(YamlMap yaml)
    {
        var answer = yaml.Choice("answer", ContentKeywords.SurveyAnswers, SurveyAnswer.Text);
        IReadOnlyList<LocalText> options = answer == SurveyAnswer.Choice ? yaml.Texts("options") : [];
        return Closed(yaml, new SurveyQuestion(yaml.String("id"), answer, yaml.OptionalString("topic"), yaml.Text("text"), options));
    }

    private YamlMap? One(string file) => files.Has(file) ? YamlMap.Read(files.Yaml(file, scope), file, scope) : null;

    private List<T> List<T>(string file, Func<YamlMap, T> read) =>
        files.Has(file) ? [.. YamlMap.ReadList(files.Yaml(file, scope), file, scope).Select(read)] : [];

    private static T Closed<T>(YamlMap yaml, T part) where T : class
    {
        yaml.Close();
        return yaml.Placed(part);
    }
}
