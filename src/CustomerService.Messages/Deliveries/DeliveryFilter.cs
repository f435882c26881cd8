using CustomerService.Messages.Kinds;
using CustomerService.Messages.Rules;
using CustomerService.People.Rules;

namespace CustomerService.Messages.Deliveries;

/// <summary>Which rows of the delivery log are shown; null: whatever they are.</summary>
public sealed record DeliveryFilter(MessageKind? Kind, DeliveryState? State)
{
    public bool IsAll => Kind is null && State is null;

    public static DeliveryFilter Read(Func<string, string?> query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new(MessageKinds.OfSlug(query("kind"))?.Kind, QueryValues.Read<DeliveryState>(query("state")));
    }

    public string Href() => QueryValues.Href(MessagesRoutes.Deliveries, [("kind", Kind?.Traits().Slug), ("state", State is { } state ? QueryValues.Of(state) : null)]);
}
