using CustomerService.Catalogue.Content;
using CustomerService.Platform.Localization;

namespace CustomerService.Catalogue.Items.Choices;

/// <summary>Base class of the question types with options.</summary>
internal abstract class ChoiceFormat<TItem>(string name) : ItemFormat<TItem>(name)
    where TItem : ChoiceItem
{
    protected static IReadOnlyList<Option> Options(YamlMap yaml, bool withText = true) => [.. yaml.Maps("options").Select(o => Option(o, withText))];

    protected override void Check(TItem item, ItemProblems problems) => problems.UniqueIds(item.Options, o => o.Id);

    private static Option Option(YamlMap yaml, bool withText)
    {
        var id = yaml.String("id");
        var key = yaml.Flag("key");
        var text = withText ? yaml.Text("text", TextKind.Prose) : LocalText.Empty;
        return Close(yaml, new Option(id, key, text, Why(yaml, id)));
    }
}
