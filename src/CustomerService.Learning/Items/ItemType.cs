using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;

namespace CustomerService.Learning.Items;

/// <summary>A typed <see cref="IItemType"/> base.</summary>
/// <param name="responseName">The discriminator of <typeparamref name="TResponse"/> in stored responses.</param>
internal abstract class ItemType<TItem, TResponse>(string responseName) : IItemType
    where TItem : Item
    where TResponse : Response
{
    public Type ItemClass => typeof(TItem);

    public ResponseKind ResponseKind { get; } = new(responseName, typeof(TResponse));

    public abstract string Hint { get; }

    public abstract Type Fields { get; }

    public abstract Type Review { get; }

    public virtual string? Remark(ItemScore score) => null;

    protected abstract IReadOnlyList<string> Arrange(TItem item, SplitMix64 random);

    protected abstract Result<Response> Read(TItem item, DrawnItem drawn, ILookup<string, string> values);

    protected abstract IEnumerable<(string Field, string Value)> Write(DrawnItem drawn, TResponse response);

    /// <inheritdoc cref="IItemType.PartsLeft"/>
    protected virtual int PartsLeft(TItem item, TResponse response) => 0;

    protected abstract ItemScore Grade(TItem item, TResponse? response);

    protected abstract TResponse RightAnswer(TItem item);

    protected abstract TResponse WrongAnswer(TItem item);

    protected abstract LocalText? Explanation(TItem item);

    /// <summary>A score from the share of right parts.</summary>
    protected static ItemScore Share(int right, int of, IReadOnlyList<PartVerdict> parts) =>
        new(of <= 0 ? 0 : right / (decimal)of, of > 0 && right == of, parts);

    IReadOnlyList<string> IItemType.Arrange(Item item, SplitMix64 random) => Arrange((TItem)item, random);

    Result<Response> IItemType.Read(DrawnItem drawn, ILookup<string, string> values) => Read((TItem)drawn.Item, drawn, values);

    IEnumerable<KeyValuePair<string, string>> IItemType.Write(DrawnItem drawn, Response? response) =>
        response is TResponse own ? Write(drawn, own).Select(f => KeyValuePair.Create(f.Field, f.Value)) : [];

    int IItemType.PartsLeft(Item item, Response response) => response is TResponse own ? PartsLeft((TItem)item, own) : 0;

    ItemScore IItemType.Grade(Item item, Response? response) => Grade((TItem)item, response as TResponse);

    Response IItemType.RightAnswer(Item item) => RightAnswer((TItem)item);

    Response IItemType.WrongAnswer(Item item) => WrongAnswer((TItem)item);

    LocalText? IItemType.Explanation(Item item) => Explanation((TItem)item);
}
