using CustomerService.People.Rules;
using CustomerService.People.Text;

namespace CustomerService.People.Shared;

/// <summary>Contacts in the user's language.</summary>
internal static class ContactTexts
{
    public static string Name(this ContactKind kind) => kind switch
    {
        ContactKind.Email => PeopleText.EmailLabel,
        ContactKind.Mobile => PeopleText.MobileLabel,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a contact."),
    };

    /// <summary>How and when it was proven.</summary>
    public static string Words(this ContactProof proof) => proof switch
    {
        ContactProof.Confirmation => PeopleText.ProvenByConfirmation,
        ContactProof.Office => PeopleText.ProvenByOffice,
        ContactProof.Provider => SignOnText.ProvenByProvider,
        _ => throw new ArgumentOutOfRangeException(nameof(proof), proof, "Not a proof."),
    };
}
