using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Organisations;

/// <summary>HR adds a unit to the tree of the employer or of a partner organisation.</summary>
public sealed class AddUnit(UnitOfWork unitOfWork, TimeProvider clock)
{
    /// <param name="aboveId">The unit above it, or the organisation of which it is a topmost unit; null: the employer.</param>
    /// <returns>The new unit's id, <see cref="NotFound"/> (customers have no units), <see cref="NameTaken"/>, <see cref="UnitClosed"/>, <see cref="UnitTooDeep"/> or a refusal of the name.</returns>
    public Task<Result<Guid>> RunAsync(Guid actorId, Guid? aboveId, LocalText name, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync(db => AddAsync(db, actorId, aboveId, name, Guid.CreateVersion7(), cancellationToken), cancellationToken);

    /// <summary>The step within a unit of work.</summary>
    internal async Task<Result<Guid>> AddAsync(AppDbContext db, Guid actorId, Guid? aboveId, LocalText name, Guid id, CancellationToken cancellationToken)
    {
        if (await db.BeginNamingAsync(actorId, name, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var above = aboveId is null ? null : await db.Set<Unit>().SingleOrDefaultAsync(u => u.Id == aboveId, cancellationToken);
        var organisationId = above?.OrganisationId ?? await db.Set<Organisation>()
            .Where(o => aboveId == null ? o.Kind == OrganisationKind.Employer : o.Id == aboveId && o.Kind != OrganisationKind.Customers)
            .Select(o => (Guid?)o.Id).FirstOrDefaultAsync(cancellationToken);
        if (organisationId is not { } owner)
        {
            return new NotFound();
        }

        if (await db.KeepOpenAsync(above?.Id, cancellationToken) is { Refusal: { } closed })
        {
            return closed;
        }

        if (above?.Level >= Unit.MostLevels)
        {
            return new UnitTooDeep(Unit.MostLevels);
        }

        var parentId = above?.Id;
        if (await db.Set<Unit>().Where(u => u.OrganisationId == owner && u.ParentId == parentId && u.ClosedAtUtc == null).Select(u => u.Name).HaveNameAsync(name, cancellationToken))
        {
            return new NameTaken();
        }

        var unit = new Unit(id, owner, above, name);
        db.Add(unit);
        db.Audit(actorId, "organisation.unit-added", unit.Id, clock, name.Fa);
        return unit.Id;
    }
}
