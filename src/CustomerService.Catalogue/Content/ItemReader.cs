using CustomerService.Catalogue.Items;
using CustomerService.Catalogue.Rules;

namespace CustomerService.Catalogue.Content;

/// <summary>Reads questions of all types: the common fields here, the rest through the format of their type.</summary>
internal static class ItemReader
{
    /// <summary>Reads an item of a bank: it specifies its outcome, level and lesson.</summary>
    public static Item? Bank(YamlMap yaml)
    {
        var outcome = yaml.String("outcome");
        var level = yaml.Choice("level", ContentKeywords.Levels, CognitiveLevel.Remember);
        return Read(yaml, outcome, level, yaml.String("lesson"));
    }

    /// <summary>Reads a practice question: lesson and outcome are those of the lesson that contains it.</summary>
    public static Item? Practice(YamlMap yaml, string lessonId, string outcomeId)
    {
        var lesson = yaml.OptionalString("lesson") ?? lessonId;
        return Read(yaml, yaml.OptionalString("outcome") ?? outcomeId, null, lesson);
    }

    private static Item? Read(YamlMap yaml, string outcome, CognitiveLevel? level, string lesson)
    {
        var id = yaml.String("id");
        var type = yaml.String("type");
        var header = new ItemHeader(id, outcome, level, lesson, yaml.Flag("critical"), yaml.Text("stem", TextKind.Prose));
        if (ItemFormats.Named(type) is not { } format)
        {
            if (type.Length > 0)
            {
                yaml.Report("type", Problems.UnknownItemType, type, string.Join(", ", ItemFormats.All.Select(f => f.Name)));
            }

            return null;
        }

        var item = format.Read(yaml, header);
        yaml.Close();
        return yaml.Placed(item);
    }
}
