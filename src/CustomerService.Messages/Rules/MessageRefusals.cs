using CustomerService.Platform;

namespace CustomerService.Messages.Rules;

/// <summary>The delivery waits for its first try already. (Refusal texts: <c>MessagesText</c>, by record name.)</summary>
public sealed record DeliveryWaits() : Refusal("message.delivery-waits");
