namespace CustomerService.Platform.Security;

/// <summary>On a page or endpoint: it also serves somebody whose sign-in is not complete, who has a password of their own to choose or a
/// second factor to set up. All others send them to the page that completes it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ServesIncompleteSignInAttribute : Attribute;

/// <summary>A feature of a request by somebody whose sign-in is not complete: layouts then show no navigation.</summary>
public sealed record IncompleteSignIn;
