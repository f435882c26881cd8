using System.Text.Json.Serialization.Metadata;
using CustomerService.Catalogue.Items.Matching;
using CustomerService.Catalogue.Items.MultipleChoice;
using CustomerService.Catalogue.Items.Numeric;
using CustomerService.Catalogue.Items.Ordering;
using CustomerService.Catalogue.Items.ShortAnswer;
using CustomerService.Catalogue.Items.SingleChoice;
using CustomerService.Catalogue.Items.TrueFalse;
using CustomerService.Catalogue.Rules;

namespace CustomerService.Catalogue.Items;

/// <summary>The single list of question types that content may use. Learning has its own; a test compares both.</summary>
public static class ItemFormats
{
    internal static IReadOnlyList<IItemFormat> All { get; } =
    [
        new SingleChoiceFormat(), new MultipleChoiceFormat(), new TrueFalseFormat(), new MatchingFormat(), new OrderingFormat(),
        new ShortAnswerFormat(), new NumericFormat(),
    ];

    private static readonly Dictionary<Type, IItemFormat> ByClass = All.ToDictionary(f => f.ItemClass);

    /// <summary>The name of each type in content files, and the record it is read into.</summary>
    public static IReadOnlyDictionary<string, Type> Classes { get; } = All.ToDictionary(f => f.Name, f => f.ItemClass);

    /// <summary>The format with the given name; null if there is none.</summary>
    internal static IItemFormat? Named(string name) => All.FirstOrDefault(f => f.Name == name);

    /// <exception cref="ArgumentOutOfRangeException">The item's type is not in the list.</exception>
    internal static IItemFormat Of(Item item) =>
        ByClass.GetValueOrDefault(item.GetType()) ?? throw new ArgumentOutOfRangeException(nameof(item), item.GetType().Name, "An item type without a format.");

    /// <summary>Registers the item types for polymorphic JSON, with the discriminator property <c>type</c>.</summary>
    internal static void AddTo(JsonTypeInfo json)
    {
        if (json.Type != typeof(Item))
        {
            return;
        }

        json.PolymorphismOptions = new() { TypeDiscriminatorPropertyName = "type" };
        foreach (var format in All)
        {
            json.PolymorphismOptions.DerivedTypes.Add(new(format.ItemClass, format.Name));
        }
    }
}
