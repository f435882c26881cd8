using System.Linq.Expressions;

namespace CustomerService.People.Rules;

/// <summary>By what a person can be reached.</summary>
public enum ContactKind
{
    Email,
    Mobile,
}

/// <summary>By what it is known that a contact is its person's own.</summary>
public enum ContactProof
{
    /// <summary>The person confirmed it by something that was sent there.</summary>
    Confirmation,

    /// <summary>Human resources entered or confirmed it, who know the person.</summary>
    Office,

    /// <summary>A provider of identities, by which the person signed in, calls it verified.</summary>
    Provider,
}

/// <summary>A contact of a person. One without a proof is no more than what somebody typed.</summary>
public sealed record Contact(ContactKind Kind, string Value, ContactProof? Proof, DateTime? ProvenAtUtc)
{
    public bool IsProven => Proof is not null;
}

/// <summary>The one rule for whatever relies on a contact, such as linking an account of an identity provider or a message that gives access: a contact
/// that is not proven counts as none. Signing in by contact and password does not rely on it, since the password proves the person.</summary>
public static class ProvenContact
{
    /// <summary>The person whose proven e-mail address this is, for a query; a contact belongs to one person at most.</summary>
    /// <param name="email">As stored: see <see cref="Person.Email"/>; of an identity provider, only one that the provider calls verified.</param>
    public static Expression<Func<Person, bool>> IsEmailOf(string email)
    {
        ArgumentNullException.ThrowIfNull(email);
        var stored = email.Trim().ToLowerInvariant();
        return person => person.Email == stored && person.EmailProof != null;
    }

    /// <summary>The person whose proven mobile number this is, for a query.</summary>
    /// <param name="mobile">In E.164.</param>
    public static Expression<Func<Person, bool>> IsMobileOf(string mobile) => person => person.Mobile == mobile && person.MobileProof != null;
}
