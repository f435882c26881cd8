using CustomerService.Platform;

namespace CustomerService.People.Rules;

/// <summary>A link that was used, is too old, or was never the academy's; which of them is not disclosed.</summary>
public sealed record LinkNotValid() : Refusal("people.link-not-valid");

/// <summary>Too many requests for new passwords from this address.</summary>
public sealed record TooManyResets(DateTime UntilUtc) : Refusal("people.too-many-resets")
{
    public override IReadOnlyList<object?> Arguments => [UntilUtc];
}

/// <summary>The e-mail address is proven, or there is none.</summary>
public sealed record NothingToConfirm() : Refusal("people.nothing-to-confirm");

/// <summary>The mail was sent several times within the hour.</summary>
public sealed record MailedOften() : Refusal("people.mailed-often");
