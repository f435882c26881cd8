using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Rules;
using CustomerService.Learning.Shared;
using CustomerService.Platform;
using CustomerService.Platform.Localization;

namespace CustomerService.Learning.Items;

/// <summary>A question type for learners: how it is arranged, answered, graded and shown. Reading it from content files and checking it
/// is done by its counterpart in the catalogue. All members but the two components are pure.</summary>
public interface IItemType
{
    /// <summary>The catalogue record that this is the type of.</summary>
    Type ItemClass { get; }

    /// <summary>The class of its responses, and its discriminator in stored responses.</summary>
    ResponseKind ResponseKind { get; }

    /// <summary>How to answer, in the user's language.</summary>
    string Hint { get; }

    /// <summary>The component that renders the answer fields: an <see cref="ItemFieldsPart{TItem}"/>.</summary>
    Type Fields { get; }

    /// <summary>The component that shows the right answer, the given one, and why: an <see cref="ItemReviewPart{TItem}"/>.</summary>
    Type Review { get; }

    /// <summary>The ids of the item's parts in the order shown: <see cref="DrawnItem.Order"/>. The algorithm must never change, since
    /// past attempts are shown and graded by it.</summary>
    IReadOnlyList<string> Arrange(Item item, SplitMix64 random);

    /// <summary>Reads the response from the fields.</summary>
    /// <param name="values">Trimmed, without empty values, by the names of <see cref="ResponseFields"/>.</param>
    /// <returns>The response, <see cref="BlankResponse"/> where nothing was given, or a refusal of the family <c>answer.*</c>.</returns>
    Result<Response> Read(DrawnItem drawn, ILookup<string, string> values);

    /// <summary>The fields for this response: the inverse of <see cref="Read"/>. Empty for no answer, or one of another type.</summary>
    IEnumerable<KeyValuePair<string, string>> Write(DrawnItem drawn, Response? response);

    /// <summary>How many parts of the item this response leaves empty; 0 where it is a whole answer. Called for the type's own responses.</summary>
    int PartsLeft(Item item, Response response);

    /// <summary>Grades by the table in content/README.md. A response of another type, or none, scores 0.</summary>
    ItemScore Grade(Item item, Response? response);

    /// <summary>A sample right answer: it scores 1.</summary>
    Response RightAnswer(Item item);

    /// <summary>A sample wrong answer: complete, and it scores 0.</summary>
    Response WrongAnswer(Item item);

    /// <summary>The explanation shown for a right answer in practice; null where each part has its own explanation.</summary>
    LocalText? Explanation(Item item);

    /// <summary>An additional remark on a score, in the user's language; null for none.</summary>
    string? Remark(ItemScore score);
}

/// <param name="Name">The discriminator in stored responses. It never changes; types may share it.</param>
public sealed record ResponseKind(string Name, Type Class);
