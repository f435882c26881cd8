using CustomerService.Platform;

namespace CustomerService.People.Rules;

/// <summary>Nobody was recognised: human resources have the request now.</summary>
public sealed record SignOnAsked() : Refusal("people.sign-on-asked");

/// <summary>Human resources refused the request.</summary>
public sealed record SignOnRefused() : Refusal("people.sign-on-refused");

/// <summary>The provider says that the person has left.</summary>
public sealed record SignOnLeft() : Refusal("people.sign-on-left");

/// <summary>What came back from the provider is not valid, or is no answer to a question of this browser.</summary>
public sealed record SignOnInvalid() : Refusal("people.sign-on-invalid");

/// <summary>The sign-in took too long, was begun in another browser, or its address was opened twice.</summary>
public sealed record SignOnExpired() : Refusal("people.sign-on-expired");

/// <summary>The person, or the provider, ended the sign-in there.</summary>
public sealed record SignOnDenied() : Refusal("people.sign-on-denied");

/// <summary>The provider does not answer.</summary>
public sealed record SignOnAway() : Refusal("people.sign-on-away");

/// <summary>Passwords are for administrators alone; everybody else signs in at the provider.</summary>
public sealed record LocalSignInClosed() : Refusal("people.local-sign-in-closed");

/// <summary>Without this link the person could not sign in any more.</summary>
public sealed record LastWayIn() : Refusal("people.last-way-in");

/// <summary>The request was answered meanwhile.</summary>
public sealed record SignOnAnswered() : Refusal("people.sign-on-answered");

/// <summary>No person whom the actor may change has this user name, e-mail address, mobile or personnel number, or several have.</summary>
public sealed record PersonNotFound() : Refusal("people.person-not-found");

/// <summary>The provider sent no name by which somebody could be added.</summary>
public sealed record ProviderNameMissing() : Refusal("people.provider-name-missing");
