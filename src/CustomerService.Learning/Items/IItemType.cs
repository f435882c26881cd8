using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Rules;
using CustomerService.Learning.Shared;
using CustomerService.Platform;
using CustomerService.Platform.Localization;

namespace CustomerService.Learning.Items;

/// <summary>A question type as a learner meets it: how it is arranged, answered, graded and shown. How it is read from content files
/// and checked is the business of its counterpart in the catalogue. All but the two components is pure.</summary>
public interface IItemType
{
    /// <summary>The record of the catalogue that this is the type of.</summary>
    Type ItemClass { get; }

    /// <summary>The class of its responses, and how stored responses name it.</summary>
    ResponseKind ResponseKind { get; }

    /// <summary>How to answer, in the reader's language.</summary>
    string Hint { get; }

    /// <summary>The component that shows the fields to answer in: an <see cref="ItemFieldsPart{TItem}"/>.</summary>
    Type Fields { get; }

    /// <summary>The component that shows what is right, what was given, and why: an <see cref="ItemReviewPart{TItem}"/>.</summary>
    Type Review { get; }

    /// <summary>The ids of the item's parts in the order shown: <see cref="DrawnItem.Order"/>. It must stay the same for ever, since
    /// attempts of the past are shown and graded by it.</summary>
    IReadOnlyList<string> Arrange(Item item, SplitMix64 random);

    /// <summary>The response that fields give.</summary>
    /// <param name="values">Trimmed, without empty ones, by the names of <see cref="ResponseFields"/>.</param>
    /// <returns>The response, <see cref="BlankResponse"/> where nothing was given, or a refusal of the family <c>answer.*</c>.</returns>
    Result<Response> Read(DrawnItem drawn, ILookup<string, string> values);

    /// <summary>The fields that would give this response: what <see cref="Read"/> undoes. None for no answer, or one of another type.</summary>
    IEnumerable<KeyValuePair<string, string>> Write(DrawnItem drawn, Response? response);

    /// <summary>Grades by the table in content/README.md. A response of another type, or none, scores 0.</summary>
    ItemScore Grade(Item item, Response? response);

    /// <summary>What somebody who knows answers: it scores 1.</summary>
    Response RightAnswer(Item item);

    /// <summary>What somebody who does not know answers: whole, and it scores 0.</summary>
    Response WrongAnswer(Item item);

    /// <summary>What a right answer in practice is told; null where each part has its own explanation.</summary>
    LocalText? Explanation(Item item);

    /// <summary>What else there is to say about a score, in the reader's language; null for nothing.</summary>
    string? Remark(ItemScore score);
}

/// <param name="Name">The discriminator in stored responses. It never changes; types may share it.</param>
public sealed record ResponseKind(string Name, Type Class);
