using CustomerService.People.Rules;
using CustomerService.People.Shared;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Organisations;

/// <summary>HR renames a unit or an organisation. What was issued under the old name keeps it.</summary>
public sealed class RenameOrgUnit(UnitOfWork unitOfWork, TimeProvider clock)
{
    private static readonly string[] Renames = ["organisation.renamed"];

    /// <summary>The version of a name.</summary>
    public static string VersionOf(LocalText name, DateTime readAtUtc)
    {
        ArgumentNullException.ThrowIfNull(name);
        return RecordVersion.Of(readAtUtc, name.Fa, name.En);
    }

    /// <param name="id">Of a unit or an organisation.</param>
    /// <param name="version">Of the name that is changed: see <see cref="VersionOf"/>; null: whatever it is.</param>
    /// <returns>Done, a <see cref="StaleRecord"/>, <see cref="NameTaken"/>, or why not.</returns>
    public Task<Result> RunAsync(Guid actorId, Guid id, LocalText name, string? version = null, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync(db => RenameAsync(db, actorId, id, name, version, cancellationToken), cancellationToken);

    /// <summary>The step within a unit of work.</summary>
    internal async Task<Result> RenameAsync(AppDbContext db, Guid actorId, Guid id, LocalText name, string? version, CancellationToken cancellationToken)
    {
        if (await db.BeginNamingAsync(actorId, name, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        await db.LockAsync<Unit>(id, cancellationToken);
        await db.LockAsync<Organisation>(id, cancellationToken);
        if (await db.Set<Unit>().AsTracking().SingleOrDefaultAsync(u => u.Id == id, cancellationToken) is { } unit)
        {
            var sisters = db.Set<Unit>().Where(u => u.OrganisationId == unit.OrganisationId && u.ParentId == unit.ParentId && u.Id != id && u.ClosedAtUtc == null).Select(u => u.Name);
            return await GiveAsync(unit.Name, unit.Rename, sisters);
        }

        if (await db.Set<Organisation>().AsTracking().SingleOrDefaultAsync(o => o.Id == id, cancellationToken) is { } organisation)
        {
            return await GiveAsync(organisation.Name, organisation.Rename, db.Set<Organisation>().Where(o => o.Id != id).Select(o => o.Name));
        }

        return new NotFound();

        async Task<Result> GiveAsync(LocalText stored, Action<LocalText> rename, IQueryable<LocalText> siblings)
        {
            // Nobody renamed it meanwhile, or to this very name.
            if (version is not null && stored != name && !RecordVersion.Fits(version, stored.Fa, stored.En))
            {
                return await db.StaleAsync(id, version, Renames, cancellationToken);
            }

            if (await siblings.HaveNameAsync(name, cancellationToken))
            {
                return new NameTaken();
            }

            db.Audit(actorId, "organisation.renamed", id, clock, $"{stored.Fa} → {name.Fa}");
            rename(name);
            return Result.Done;
        }
    }
}
