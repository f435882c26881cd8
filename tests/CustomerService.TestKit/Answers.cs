using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Items;
using CustomerService.Learning.Rules;

namespace CustomerService.TestKit;

/// <summary>Sample responses for an item's type.</summary>
public static class Answers
{
    /// <summary>A response with the full score.</summary>
    public static Response Right(Item item) => ItemTypes.SampleAnswer(item, right: true);

    /// <summary>A response that scores 0.</summary>
    public static Response Wrong(Item item) => ItemTypes.SampleAnswer(item, right: false);
}
