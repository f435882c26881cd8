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
        unitOfWork.RunAsync(db => AddAsync(db, actorId, name, Guid.CreateVersion7(), cancellationToken), cancellationToken);

    /// <summary>The step within a unit of work.</summary>
    internal async Task<Result<Guid>> AddAsync(AppDbContext db, Guid actorId, LocalText name, Guid id, CancellationToken cancellationToken)
    {
        if (await db.BeginNamingAsync(actorId, name, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        if (await db.Set<Organisation>().Select(o => o.Name).HaveNameAsync(name, cancellationToken))
        {
            return new NameTaken();
        }

        db.Add(new Organisation(id, OrganisationKind.Partner, name, clock.UtcNow()));
        db.Audit(actorId, "organisation.partner-added", id, clock, name.Fa);
        return id;
    }
}
