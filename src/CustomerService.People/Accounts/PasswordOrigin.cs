namespace CustomerService.People.Accounts;

/// <summary>Where an account's present password comes from.</summary>
public enum PasswordOrigin
{
    /// <summary>The person chose it.</summary>
    Chosen,

    /// <summary>Somebody else made it and knows it: the person chooses an own one before anything else opens.</summary>
    HandedOut,

    /// <summary>The published password of the demonstration.</summary>
    Demonstration,
}
