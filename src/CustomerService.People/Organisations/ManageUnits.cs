using CustomerService.People.Access;
using CustomerService.People.Rules;
using CustomerService.People.Shared;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Organisations;

/// <summary>HR maintains the unit tree and the partner organisations: adds and renames them. Nothing is deleted, because
/// records refer to them.</summary>
public sealed class ManageUnits(UnitOfWork unitOfWork, TimeProvider clock)
{
    private static readonly string[] Renames = ["organisation.renamed"];

    /// <param name="parentId">The parent unit; null: a top-level one of the employer.</param>
    public Task<Result> AddUnitAsync(Guid actorId, Guid? parentId, LocalText name, CancellationToken cancellationToken = default) =>
        RunAsync(actorId, name, async db =>
        {
            var parent = parentId is null ? null : await db.Set<Unit>().SingleOrDefaultAsync(u => u.Id == parentId, cancellationToken);
            if (parentId is not null && parent is null)
            {
                return new NotFound();
            }

            var organisationId = parent?.OrganisationId
                ?? await db.Set<Organisation>().Where(o => o.Kind == OrganisationKind.Employer).Select(o => o.Id).FirstAsync(cancellationToken);
            if (await IsTakenAsync(db.Set<Unit>().Where(u => u.OrganisationId == organisationId && u.ParentId == parentId).Select(u => u.Name), name, cancellationToken))
            {
                return new NameTaken();
            }

            var unit = new Unit(Guid.CreateVersion7(), organisationId, parent, name);
            db.Add(unit);
            db.Audit(actorId, "organisation.unit-added", unit.Id, clock, name.Fa);
            return Result.Done;
        }, cancellationToken);

    public Task<Result> AddPartnerAsync(Guid actorId, LocalText name, CancellationToken cancellationToken = default) =>
        RunAsync(actorId, name, async db =>
        {
            if (await IsTakenAsync(db.Set<Organisation>().Select(o => o.Name), name, cancellationToken))
            {
                return new NameTaken();
            }

            var partner = new Organisation(Guid.CreateVersion7(), OrganisationKind.Partner, name, clock.UtcNow());
            db.Add(partner);
            db.Audit(actorId, "organisation.partner-added", partner.Id, clock, name.Fa);
            return Result.Done;
        }, cancellationToken);

    /// <summary>The version of a name.</summary>
    public static string VersionOf(LocalText name, DateTime readAtUtc)
    {
        ArgumentNullException.ThrowIfNull(name);
        return RecordVersion.Of(readAtUtc, name.Fa, name.En);
    }

    /// <param name="id">Of a unit or an organisation.</param>
    /// <param name="version">Of the name that is changed: see <see cref="VersionOf"/>; null: whatever it is.</param>
    /// <returns>Done, a <see cref="StaleRecord"/>, <see cref="NameTaken"/>, or why not.</returns>
    public Task<Result> RenameAsync(Guid actorId, Guid id, LocalText name, string? version = null, CancellationToken cancellationToken = default) =>
        RunAsync(actorId, name, async db =>
        {
            await db.LockAsync<Unit>(id, cancellationToken);
            await db.LockAsync<Organisation>(id, cancellationToken);
            if (await db.Set<Unit>().AsTracking().SingleOrDefaultAsync(u => u.Id == id, cancellationToken) is { } unit)
            {
                if (await StaleAsync(db, id, unit.Name, name, version, cancellationToken) is { } stale)
                {
                    return stale;
                }

                if (await IsTakenAsync(
                    db.Set<Unit>().Where(u => u.OrganisationId == unit.OrganisationId && u.ParentId == unit.ParentId && u.Id != id).Select(u => u.Name), name, cancellationToken))
                {
                    return new NameTaken();
                }

                db.Audit(actorId, "organisation.renamed", id, clock, $"{unit.Name.Fa} → {name.Fa}");
                unit.Rename(name);
                return Result.Done;
            }

            if (await db.Set<Organisation>().AsTracking().SingleOrDefaultAsync(o => o.Id == id, cancellationToken) is { } organisation)
            {
                if (await StaleAsync(db, id, organisation.Name, name, version, cancellationToken) is { } stale)
                {
                    return stale;
                }

                if (await IsTakenAsync(db.Set<Organisation>().Where(o => o.Id != id).Select(o => o.Name), name, cancellationToken))
                {
                    return new NameTaken();
                }

                db.Audit(actorId, "organisation.renamed", id, clock, $"{organisation.Name.Fa} → {name.Fa}");
                organisation.Rename(name);
                return Result.Done;
            }

            return new NotFound();
        }, cancellationToken);

    /// <returns>Null where nobody renamed it meanwhile, or to this very name.</returns>
    private static async Task<StaleRecord?> StaleAsync(AppDbContext db, Guid id, LocalText stored, LocalText name, string? version, CancellationToken cancellationToken) =>
        version is null || stored == name || RecordVersion.Fits(version, stored.Fa, stored.En) ? null : await db.StaleAsync(id, version, Renames, cancellationToken);

    /// <summary>Whether a sibling has the same name in either language.</summary>
    private static async Task<bool> IsTakenAsync(IQueryable<LocalText> siblings, LocalText name, CancellationToken cancellationToken) =>
        (await siblings.ToListAsync(cancellationToken)).Exists(s =>
            TextNormalizer.CompactKey(s.Fa) == TextNormalizer.CompactKey(name.Fa) || TextNormalizer.CompactKey(s.En) == TextNormalizer.CompactKey(name.En));

    private Task<Result> RunAsync(Guid actorId, LocalText name, Func<AppDbContext, Task<Result>> work, CancellationToken cancellationToken) =>
        unitOfWork.RunAsync(
            async db =>
            {
                if (!(await db.PermissionsOfAsync(actorId, cancellationToken)).IsForEverybody)
                {
                    return new NotAllowed();
                }

                if (NameNotPrintable.In(name.Fa, name.En) is { } notPrintable)
                {
                    return notPrintable;
                }

                // Names of siblings are compared in memory: the answer must still hold at the commit.
                await db.LockNameAsync("organisation-names", cancellationToken);
                return await work(db);
            },
            cancellationToken);
}
