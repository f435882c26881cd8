using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;

namespace CustomerService.People.Organisations;

/// <summary>HR adds a partner organisation.</summary>
public sealed class AddPartner(UnitOfWork unitOfWork, TimeProvider clock)
{
    /// <returns>Its id, <see cref="NotAllowed"/>, <see cref="NameTaken"/> or a refusal of the name.</returns>
    public Task<Result<Guid>> RunAsync(Guid actorId, LocalText name, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync<Result<Guid>>(async db =>
        {
            if (await db.BeginNamingAsync(actorId, name, cancellationToken) is { } refusal)
            {
                return refusal;
            }

            if (await db.Set<Organisation>().Select(o => o.Name).HaveNameAsync(name, cancellationToken))
            {
                return new NameTaken();
            }

            var partner = new Organisation(Guid.CreateVersion7(), OrganisationKind.Partner, name, clock.UtcNow());
            db.Add(partner);
            db.Audit(actorId, "organisation.partner-added", partner.Id, clock, name.Fa);
            return partner.Id;
        }, cancellationToken);
}
