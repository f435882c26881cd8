using CustomerService.People.Access;
using CustomerService.People.Organisations;
using CustomerService.People.Registration;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;

namespace CustomerService.People.SignOn;

/// <summary>Adds somebody at their first sign-in from a provider's claims: organisation, unit, audience and role. The account has no password. The role is
/// given this once; afterwards administrators give and take roles.</summary>
public sealed class AddFromProvider(CreatePerson create, RecogniseByProvider recognise, TimeProvider clock)
{
    /// <returns>The person; or <see cref="ProviderNameMissing"/>, <see cref="MembershipRefused"/>, <see cref="AudienceRefused"/>, and the refusals of
    /// <see cref="CreatePerson"/> and of the role.</returns>
    public async Task<Result<Guid>> RunAsync(AppDbContext db, SignOnProvider provider, ProviderIdentity identity, Language language, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(identity);
        var name = ProviderName.Merge(new("", ""), identity.GivenName, identity.FamilyName);
        if (name.In(language).Length == 0 || ProviderName.IsTooLong(name))
        {
            return new ProviderNameMissing();
        }

        if (await db.OrganisationOfAsync(provider, cancellationToken) is not { } organisation)
        {
            return new MembershipRefused();
        }

        if (identity.Audience is not { } audience || !OrganisationAudiences.Of(organisation.Kind).Contains(audience))
        {
            return new AudienceRefused();
        }

        var unit = await db.UnitOfAsync(organisation.Id, identity.Unit, cancellationToken);
        var email = identity.IsEmailVerified ? identity.Email : null;
        var made = await create.RunAsync(db, new NewPerson(
            name, email, null, language, await recognise.UserNameAsync(db, identity.AccountName, email, cancellationToken), null,
            organisation.Id, unit?.Id, audience, null, identity.PersonnelNumber is { Length: <= 40 } number ? number : null, EmailProof: email is null ? null : ContactProof.Provider), cancellationToken);
        if (!made.Succeeded)
        {
            return made;
        }

        // The role's check asks for the person.
        await db.SaveChangesAsync(cancellationToken);
        if (identity.Role is { } role)
        {
            var (place, placeUnit) = GrantRole.PlaceWithin(role, organisation.Id, unit?.Id);
            if (await GrantRole.AddAsync(db, made.Value, role, place, placeUnit, clock.UtcNow(), cancellationToken) is { Refusal: { } refused })
            {
                return refused;
            }

            db.Audit(null, "people.role-granted", made.Value, clock, await GrantRole.DetailAsync(db, role, place, placeUnit, cancellationToken));
        }

        db.Add(new SignOnLink(Guid.CreateVersion7(), identity.Provider, identity.SubjectKey, made.Value, identity.AccountName, LinkOrigin.Added, clock.UtcNow()));
        db.Audit(null, "people.added", made.Value, clock, new AuditDetail
        {
            OrgUnit = await db.NameOfOrgUnitAsync(organisation.Id, unit?.Id, cancellationToken), Audience = audience, Provider = provider.Name,
        }.Write());
        return made.Value;
    }
}
