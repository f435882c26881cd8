using CustomerService.Catalogue.Items;
using CustomerService.Catalogue.Rules;
using CustomerService.People.Shared;
using CustomerService.Ui.Controls;

namespace CustomerService.Catalogue.Content;

/// <summary>Reads questions of all types: what they share here, the rest by the format of their type.</summary>
internal static class ItemReader
{
    /// <summary>An item of a bank: it names its outcome, level and lesson.</summary>
    public static Item? Bank(YamlMap yaml)
    {
        var outcome = yaml.String("outcome");
        var level = yaml.Choice("level", ContentKeywords.Levels, CognitiveLevel.Remember);
        return Read(yaml, outcome, level, yaml.String("lesson"));
    }

    /// <summary>A practice question: its lesson and outcome are those of the lesson it stands in.</summary>
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
