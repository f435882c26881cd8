using CustomerService.People.Rules;

namespace CustomerService.Rules.Tests.People;

public sealed class ContactTests
{
    private static readonly DateTime Now = new(2026, 12, 1, 8, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_contact_counts_once_it_is_proven_and_until_it_changes()
    {
        var person = new Person(Guid.NewGuid(), new PersonName("سارا", "محمدی"), Now);
        person.ChangeContact("Sara@Example.org", "09121234567");
        var (isEmail, isMobile) = (ProvenContact.IsEmailOf(" SARA@example.org").Compile(), ProvenContact.IsMobileOf("+989121234567").Compile());
        Assert.False(isEmail(person) || isMobile(person));

        person.Prove(ContactKind.Email, ContactProof.Office, Now);
        Assert.True(isEmail(person));
        Assert.False(isMobile(person));
        Assert.Equal(
            [new Contact(ContactKind.Email, "sara@example.org", ContactProof.Office, Now), new Contact(ContactKind.Mobile, "+989121234567", null, null)], person.Contacts);

        person.ChangeContact("SARA@example.org", null);
        Assert.True(isEmail(person)); // the same address
        person.ChangeContact("sara.m@example.org", null);
        Assert.All(person.Contacts, c => Assert.False(c.IsProven));
        person.Prove(ContactKind.Mobile, ContactProof.Confirmation, Now);
        Assert.Null(person.MobileProof); // there is none
    }

    [Fact]
    public void Only_human_resources_and_administrators_prove_the_contacts_of_others_in_their_reach()
    {
        Guid me = Guid.NewGuid(), other = Guid.NewGuid(), partner = Guid.NewGuid();
        var agent = new Placement(partner, null, Audience.Agent);
        Assert.True(With(Role.HumanResources).MayProveContacts(other, [agent]));
        Assert.True(With(Role.Administrator).MayProveContacts(other, [agent]));
        Assert.False(With(Role.Administrator).MayProveContacts(me, [agent]));
        Assert.False(With(Role.PartnerManager, partner).MayProveContacts(other, [agent]));
        Assert.False(With(Role.HumanResources, Guid.NewGuid()).MayProveContacts(other, [agent]));

        ManagementPermissions With(Role role, Guid? organisation = null) => new(me, [new GrantScope(role, organisation, null)]);
    }
}
