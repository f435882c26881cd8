using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Items.Matching;
using CustomerService.Learning.Items.MultipleChoice;
using CustomerService.Learning.Items.Numeric;
using CustomerService.Learning.Items.Ordering;
using CustomerService.Learning.Items.ShortAnswer;
using CustomerService.Learning.Items.SingleChoice;
using CustomerService.Learning.Items.TrueFalse;
using CustomerService.Learning.Rules;

namespace CustomerService.Learning.Items;

/// <summary>The list of question types for learners. The catalogue has its own list, and a test compares both.</summary>
public static class ItemTypes
{
    public static IReadOnlyList<IItemType> All { get; } =
    [
        new SingleChoiceType(), new MultipleChoiceType(), new TrueFalseType(), new MatchingType(), new OrderingType(),
        new ShortAnswerType(), new NumericType(),
    ];

    private static readonly Dictionary<Type, IItemType> ByClass = All.ToDictionary(t => t.ItemClass);

    /// <exception cref="ArgumentOutOfRangeException">The item's type is not in the list.</exception>
    public static IItemType Of(Item item) =>
        ByClass.GetValueOrDefault(item.GetType()) ?? throw new ArgumentOutOfRangeException(nameof(item), item.GetType().Name, "A question type that learners cannot be asked.");

    /// <summary>How many parts of the item a response leaves empty; 0 for a whole answer, and for none at all.</summary>
    public static int PartsLeft(Item item, Response? response) => response is null ? 0 : Of(item).PartsLeft(item, response);

    /// <summary>The type's sample response, right or wrong.</summary>
    public static Response SampleAnswer(Item item, bool right) => right ? Of(item).RightAnswer(item) : Of(item).WrongAnswer(item);
}
