using CustomerService.Catalogue.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using YamlDotNet.RepresentationModel;

namespace CustomerService.Catalogue.Content;

/// <summary>Reads the folder of one course.</summary>
internal sealed class CourseReader(SourceFolder files, string folder)
{
    private readonly SourceScope _scope = new();

    private SourceMap Map => _scope.Map;

    public CourseSource Read()
    {
        var file = folder + "/course.yaml";
        var course = YamlMap.Read(files.Yaml(file, _scope), file, _scope) is { } yaml ? ReadCourse(yaml) : Nothing;
        Map.Put(course, new SourceLocation(file));
        return new CourseSource(folder, course, Map, _scope.Problems.Problems);
    }

    private Course Nothing => new(
        Path.GetFileName(folder).Split('-')[0], new LocalText("", ""), new LocalText("", ""), 0, new Dictionary<Audience, Offer>(),
        [], [], [], new QuizRules(0, 0, 0, 0, 0, []), [], false, null);

    private Course ReadCourse(YamlMap yaml)
    {
        var id = yaml.String("id");
        if (id.Length > 0 && !Path.GetFileName(folder).StartsWith(id + "-", StringComparison.Ordinal))
        {
            yaml.Report("id", Problems.FolderName, Path.GetFileName(folder), id);
        }

        var title = yaml.Text("title");
        var summary = yaml.Text("summary");
        var minutes = yaml.Int("minutes", 1, 600);
        var offers = yaml.Words("audiences", ContentKeywords.Audiences, ContentKeywords.Offers);
        var outcomes = yaml.Maps("outcomes").Select(ReadOutcome).ToList();
        var lessons = Listed(yaml, "lessons", required: true).Select(l => ReadLesson(l.Value, l.Location)).OfType<Lesson>().ToList();
        var scenarios = Listed(yaml, "scenarios", required: false).Select(s => ReadScenario(s.Value, s.Location)).OfType<Scenario>().ToList();
        var quiz = yaml.Map("quiz") is { } rules ? ReadQuiz(rules) : new QuizRules(0, 0, 0, 0, 0, []);
        var testOut = yaml.Flag("testOut");
        var completion = yaml.Map("completion", required: false) is { } asked ? ReadCompletion(asked) : null;
        var certificate = yaml.Map("certificate");
        var validMonths = certificate?.OptionalInt("validMonths", 1, 120);
        certificate?.Close();
        Renewal? renewal = yaml.Has("renewal") ? yaml.Choice("renewal", ContentKeywords.Renewals, Renewal.Full) : null;
        if (renewal is not null && validMonths is null)
        {
            yaml.Report("renewal", Problems.RenewalWithoutEnd);
        }

        yaml.Close();
        ReportUnlisted(lessons, scenarios);
        return new Course(id, title, summary, minutes, offers, outcomes, lessons, scenarios, quiz, ReadBank(), testOut, validMonths, completion, renewal);
    }

    private IEnumerable<(string Value, SourceLocation Location)> Listed(YamlMap yaml, string key, bool required)
    {
        var seen = new HashSet<string>();
        foreach (var entry in yaml.Strings(key, required))
        {
            if (seen.Add(entry.Value))
            {
                yield return entry;
            }
            else
            {
                _scope.Problems.Add(entry.Location, Problems.DuplicateId, entry.Value, entry.Location.File, entry.Location.Line);
            }
        }
    }

    private static CompletionSettings ReadCompletion(YamlMap yaml)
    {
        var settings = new CompletionSettings(yaml.Flag("practiceTried"), yaml.Flag("scenariosPassed"));
        yaml.Close();
        return settings;
    }

    private static Outcome ReadOutcome(YamlMap yaml)
    {
        var outcome = new Outcome(yaml.String("id"), yaml.Text("text"), yaml.Flag("critical"));
        yaml.Close();
        return yaml.Placed(outcome);
    }

    private QuizRules ReadQuiz(YamlMap yaml)
    {
        var cells = new List<BlueprintCell>();
        foreach (var (outcome, levels, location) in yaml.Entries("blueprint"))
        {
            if (levels is not YamlMappingNode counts)
            {
                _scope.Problems.Add(location, Problems.WrongShape, outcome);
                continue;
            }

            foreach (var (level, count) in counts.Children)
            {
                var name = (level as YamlScalarNode)?.Value ?? "";
                var at = new SourceLocation(location.File, (int)level.Start.Line, (int)level.Start.Column);
                if (!ContentKeywords.Levels.TryGetValue(name, out var known))
                {
                    _scope.Problems.Add(at, Problems.UnknownValue, name, "blueprint", string.Join(", ", ContentKeywords.Levels.Keys));
                }
                else if (!int.TryParse((count as YamlScalarNode)?.Value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) || number is < 1 or > 50)
                {
                    _scope.Problems.Add(at, Problems.NotANumber, name, (count as YamlScalarNode)?.Value ?? "");
                }
                else
                {
                    var cell = new BlueprintCell(outcome, known, number);
                    Map.Put(cell, at);
                    cells.Add(cell);
                }
            }
        }

        var quiz = new QuizRules(
            yaml.Int("minutes", 1, 300), yaml.Int("passPercent", 1, 100), yaml.Int("criticalOutcomePercent", 0, 100),
            yaml.Int("attempts", 1, 20), yaml.Int("gapHours", 0, 720), cells);
        yaml.Close();
        return yaml.Placed(quiz);
    }

    private Lesson? ReadLesson(string listedId, SourceLocation listedAt)
    {
        var file = $"{folder}/lessons/{listedId}.yaml";
        if (!files.Has(file))
        {
            _scope.Problems.Add(listedAt, Problems.MissingFile, file);
            return null;
        }

        if (YamlMap.Read(files.Yaml(file, _scope), file, _scope) is not { } yaml)
        {
            return null;
        }

        var id = yaml.String("id");
        if (id != listedId && id.Length > 0)
        {
            yaml.Report("id", Problems.BadId, id, listedId);
        }

        var outcome = yaml.String("outcome");
        var minutes = yaml.Int("minutes", 1, 120);
        var title = yaml.Text("title");
        var images = yaml.Maps("images", required: false).Select(ReadImage).ToList();
        var practice = yaml.Maps("practice", required: false).Select(p => ItemReader.Practice(p, listedId, outcome)).OfType<Item>().ToList();
        var summary = yaml.Texts("summary");
        var atWork = yaml.Text("atWork");
        yaml.Close();
        return yaml.Placed(new Lesson(listedId, outcome, minutes, title, ReadBody(listedId), images, practice, summary, atWork));
    }

    private LocalText ReadBody(string lessonId)
    {
        string Version(string language)
        {
            var file = $"{folder}/lessons/{lessonId}.{language}.md";
            var text = files.Text(file, _scope, Problems.MissingFile, file);
            if (text is not null && string.IsNullOrWhiteSpace(text))
            {
                _scope.Problems.Add(new SourceLocation(file), Problems.MissingLanguage, lessonId, language);
            }

            return text ?? "";
        }

        var body = new LocalText(Version("fa"), Version("en"));
        Map.Put(new SourceText(body, new SourceLocation($"{folder}/lessons/{lessonId}.fa.md"), new SourceLocation($"{folder}/lessons/{lessonId}.en.md"), TextKind.Lesson));
        return body;
    }

    private LessonImage ReadImage(YamlMap yaml)
    {
        var id = yaml.String("id");
        var alt = yaml.Text("alt");
        var caption = yaml.Text("caption");
        yaml.Close();
        string Version(string language)
        {
            var file = $"{folder}/images/{id}.{language}.svg";
            if (id.Length > 0 && !files.Has(file))
            {
                yaml.Report("id", Problems.MissingImage, file);
                return "";
            }

            return id.Length == 0 ? "" : files.Text(file, _scope, Problems.MissingImage, file) ?? "";
        }

        var svg = new LocalText(Version("fa"), Version("en"));
        Map.Put(new SourceText(svg, new SourceLocation($"{folder}/images/{id}.fa.svg"), new SourceLocation($"{folder}/images/{id}.en.svg"), TextKind.Picture));
        return yaml.Placed(new LessonImage(id, alt, caption, svg));
    }

    private Scenario? ReadScenario(string listedId, SourceLocation listedAt)
    {
        var file = $"{folder}/scenarios/{listedId}.yaml";
        if (!files.Has(file))
        {
            _scope.Problems.Add(listedAt, Problems.MissingFile, file);
            return null;
        }

        if (YamlMap.Read(files.Yaml(file, _scope), file, _scope) is not { } yaml)
        {
            return null;
        }

        var id = yaml.String("id");
        if (id != listedId && id.Length > 0)
        {
            yaml.Report("id", Problems.BadId, id, listedId);
        }

        var outcome = yaml.String("outcome");
        var title = yaml.Text("title");
        var intro = yaml.Text("intro", TextKind.Prose);
        var customer = yaml.Text("customer");
        var start = yaml.Map("start");
        var mood = start?.Int("mood", 1, 5) ?? 3;
        var node = start?.String("node") ?? "";
        start?.Close();
        var nodes = yaml.Maps("nodes").Select(ReadNode).ToList();
        var ends = yaml.Maps("ends").Select(ReadEnd).ToList();
        yaml.Close();
        return yaml.Placed(new Scenario(listedId, outcome, title, intro, customer, mood, node, nodes, ends));
    }

    private static ScenarioNode ReadNode(YamlMap yaml)
    {
        var node = new ScenarioNode(yaml.String("id"), yaml.Text("situation", TextKind.Prose), [.. yaml.Maps("choices").Select(ReadChoice)]);
        yaml.Close();
        return yaml.Placed(node);
    }

    private static ScenarioChoice ReadChoice(YamlMap yaml)
    {
        var choice = new ScenarioChoice(
            yaml.String("id"), yaml.Text("text", TextKind.Prose), yaml.Flag("best"), yaml.Int("mood", -2, 2), yaml.Int("minutes", 0, 10_000),
            yaml.OptionalInt("cost", 0, 1_000_000_000) ?? 0, yaml.Text("consequence", TextKind.Prose), yaml.Text("debrief", TextKind.Prose), yaml.String("next"));
        yaml.Close();
        return yaml.Placed(choice);
    }

    private static ScenarioEnd ReadEnd(YamlMap yaml)
    {
        var end = new ScenarioEnd(yaml.String("id"), yaml.Text("text", TextKind.Prose), !yaml.Flag("fails"));
        yaml.Close();
        return yaml.Placed(end);
    }

    private List<Item> ReadBank() =>
        [.. files.Files(folder + "/bank", "*.yaml").SelectMany(f => YamlMap.ReadList(files.Yaml(f, _scope), f, _scope)).Select(ItemReader.Bank).OfType<Item>()];

    /// <summary>Reports lesson, scenario and picture files that nothing references: forgotten, or misspelt in the list.</summary>
    private void ReportUnlisted(List<Lesson> lessons, List<Scenario> scenarios)
    {
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var lesson in lessons)
        {
            wanted.UnionWith([$"{folder}/lessons/{lesson.Id}.yaml", $"{folder}/lessons/{lesson.Id}.fa.md", $"{folder}/lessons/{lesson.Id}.en.md"]);
            wanted.UnionWith(lesson.Images.SelectMany(i => new[] { $"{folder}/images/{i.Id}.fa.svg", $"{folder}/images/{i.Id}.en.svg" }));
        }

        wanted.UnionWith(scenarios.Select(s => $"{folder}/scenarios/{s.Id}.yaml"));
        foreach (var file in new[] { "lessons", "scenarios", "images" }.SelectMany(f => files.Files($"{folder}/{f}", "*")))
        {
            if (!wanted.Contains(file))
            {
                _scope.Problems.Add(new SourceLocation(file), Problems.UnlistedFile, file);
            }
        }
    }
}
