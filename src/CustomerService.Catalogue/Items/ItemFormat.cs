using CustomerService.Catalogue.Checking;
using CustomerService.Catalogue.Content;
using CustomerService.Catalogue.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Catalogue.Items;

/// <summary>Generic base class of an <see cref="IItemFormat"/>, typed by its item record.</summary>
internal abstract class ItemFormat<TItem>(string name) : IItemFormat
    where TItem : Item
{
    public string Name { get; } = name;

    public Type ItemClass => typeof(TItem);

    public virtual double PracticeMinutes => 1.25;

    public virtual IEnumerable<ICourseRule> CourseRules => [];

    protected abstract TItem Read(YamlMap yaml, ItemHeader header);

    protected abstract void Check(TItem item, ItemProblems problems);

    /// <summary>The explanation of one part. A missing one is reported as a problem kind of its own.</summary>
    protected static LocalText Why(YamlMap part, string id)
    {
        if (part.OptionalText("why", TextKind.Prose) is { } why)
        {
            return why;
        }

        part.Report("id", Problems.OptionWithoutWhy, id);
        return new LocalText("", "");
    }

    /// <summary>Finishes reading a part: reports unknown fields and records its source location.</summary>
    protected static T Close<T>(YamlMap yaml, T part) where T : class
    {
        yaml.Close();
        return yaml.Placed(part);
    }

    Item IItemFormat.Read(YamlMap yaml, ItemHeader header) => Read(yaml, header);

    void IItemFormat.Check(Item item, ItemProblems problems) => Check((TItem)item, problems);
}
