using CustomerService.Catalogue.Rules;
using CustomerService.Platform.Text;

namespace CustomerService.Catalogue.Content;

/// <summary>Reads questions of all types; each type knows its own fields only.</summary>
internal static class ItemReader
{
    private static readonly string[] Types = ["single", "multiple", "true-false", "matching", "ordering", "short", "numeric"];

    /// <summary>An item of a bank: it names its outcome, level and lesson.</summary>
    public static Item? Bank(YamlMap yaml)
    {
        var outcome = yaml.String("outcome");
        var level = yaml.Choice("level", Words.Levels, Level.K);
        return Read(yaml, outcome, level, yaml.String("lesson"));
    }

    /// <summary>A practice question: its lesson and outcome are those of the lesson it stands in.</summary>
    public static Item? Practice(YamlMap yaml, string lessonId, string outcomeId)
    {
        var lesson = yaml.OptionalString("lesson") ?? lessonId;
        return Read(yaml, yaml.OptionalString("outcome") ?? outcomeId, null, lesson);
    }

    private static Item? Read(YamlMap yaml, string outcome, Level? level, string lesson)
    {
        var id = yaml.String("id");
        var type = yaml.String("type");
        var critical = yaml.Flag("critical");
        var stem = yaml.Text("stem", TextKind.Prose);
        Item? item = type switch
        {
            "single" => new SingleChoiceItem(id, outcome, level, lesson, critical, stem, Options(yaml, withText: true)),
            "multiple" => new MultipleChoiceItem(id, outcome, level, lesson, critical, stem, Options(yaml, withText: true)),
            "true-false" => new TrueFalseItem(id, outcome, level, lesson, critical, stem, Options(yaml, withText: false)),
            "matching" => new MatchingItem(id, outcome, level, lesson, critical, stem, [.. yaml.Maps("pairs").Select(Pair)], [.. yaml.Maps("extras", required: false).Select(Extra)]),
            "ordering" => new OrderingItem(id, outcome, level, lesson, critical, stem, [.. yaml.Maps("steps").Select(Step)], yaml.Text("why", TextKind.Prose)),
            "short" => Short(yaml, id, outcome, level, lesson, critical, stem),
            "numeric" => new NumericItem(
                id, outcome, level, lesson, critical, stem, yaml.RequiredDecimal("answer", -1_000_000_000_000m, 1_000_000_000_000m),
                yaml.RequiredDecimal("tolerance", 0, 1_000_000_000), yaml.OptionalText("unit"), yaml.Text("why", TextKind.Prose)),
            _ => null,
        };
        if (item is null)
        {
            if (type.Length > 0)
            {
                yaml.Report("type", Problems.UnknownItemType, type, string.Join(", ", Types));
            }

            return null;
        }

        yaml.Close();
        return yaml.Placed(item);
    }

    private static ShortAnswerItem Short(YamlMap yaml, string id, string outcome, Level? level, string lesson, bool critical, LocalText stem)
    {
        var accept = yaml.Map("accept");
        var item = new ShortAnswerItem(
            id, outcome, level, lesson, critical, stem,
            [.. accept?.Strings("fa").Select(a => a.Value) ?? []], [.. accept?.Strings("en").Select(a => a.Value) ?? []],
            yaml.Text("why", TextKind.Prose));
        accept?.Close();
        return item;
    }

    private static List<Option> Options(YamlMap yaml, bool withText) => [.. yaml.Maps("options").Select(o => ReadOption(o, withText))];

    private static Option ReadOption(YamlMap yaml, bool withText)
    {
        var id = yaml.String("id");
        var key = yaml.Flag("key");
        var text = withText ? yaml.Text("text", TextKind.Prose) : LocalText.Empty;
        return Close(yaml, new Option(id, key, text, Why(yaml, id)));
    }

    /// <summary>The explanation is what makes a question teach: its absence has a problem of its own.</summary>
    private static LocalText Why(YamlMap yaml, string id)
    {
        if (yaml.OptionalText("why", TextKind.Prose) is { } why)
        {
            return why;
        }

        yaml.Report("id", Problems.OptionWithoutWhy, id);
        return new LocalText("", "");
    }

    private static MatchPair Pair(YamlMap yaml) =>
        Close(yaml, new MatchPair(yaml.String("id"), yaml.Text("left", TextKind.Prose), yaml.Text("right", TextKind.Prose), Why(yaml, yaml.String("id"))));

    private static MatchExtra Extra(YamlMap yaml) =>
        Close(yaml, new MatchExtra(yaml.String("id"), yaml.Text("right", TextKind.Prose), Why(yaml, yaml.String("id"))));

    private static OrderStep Step(YamlMap yaml) => Close(yaml, new OrderStep(yaml.String("id"), yaml.Text("text", TextKind.Prose)));

    private static T Close<T>(YamlMap yaml, T part) where T : class
    {
        yaml.Close();
        return yaml.Placed(part);
    }
}
