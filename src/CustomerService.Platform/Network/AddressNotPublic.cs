namespace CustomerService.Platform.Network;

/// <summary>The academy does not know the address at which others reach it: a printed certificate would lead nowhere.</summary>
public sealed record AddressNotPublic() : Refusal("address-not-public");
