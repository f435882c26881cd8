using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Items;
using CustomerService.Learning.Rules;

namespace CustomerService.TestKit;

/// <summary>The samples of an item's type.</summary>
public static class Answers
{
    /// <summary>A response that scores everything.</summary>
    public static Response Right(Item item) => ItemTypes.SampleAnswer(item, right: true);

    /// <summary>A response that scores nothing.</summary>
    public static Response Wrong(Item item) => ItemTypes.SampleAnswer(item, right: false);
}
