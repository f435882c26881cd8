using CustomerService.People.Organisations;
using CustomerService.People.Rules;
using CustomerService.People.Rules.Imports;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Import.Kinds;

/// <summary>Units: a later row may lie below a unit that an earlier one adds.</summary>
internal sealed class UnitsHandler(OrgSteps steps) : IImportHandler
{
    public ImportKind Kind => ImportKind.Units;

    public async Task<IImportSession> OpenAsync(AppDbContext db, ImportWork work, CancellationToken cancellationToken) =>
        new OrgSession(Kind, work, await db.DirectoryOfAsync(work.ActorId, cancellationToken), steps);
}

/// <summary>Partner organisations.</summary>
internal sealed class PartnersHandler(OrgSteps steps) : IImportHandler
{
    public ImportKind Kind => ImportKind.Partners;

    public async Task<IImportSession> OpenAsync(AppDbContext db, ImportWork work, CancellationToken cancellationToken) =>
        new OrgSession(Kind, work, await db.DirectoryOfAsync(work.ActorId, cancellationToken), steps);
}

/// <summary>Applies one row of units or partner organisations, or takes it back, by the use cases that change a single one: the same rules, rights and audit.</summary>
public sealed class OrgSteps(AddUnit addUnit, AddPartner addPartner, RenameOrgUnit rename, MoveUnit move, RemoveUnused remove)
{
    /// <returns>Done, or why not; then the transaction must be rolled back.</returns>
    public async Task<Result> ApplyAsync(AppDbContext db, Guid actorId, ImportKind kind, Guid id, OrgPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Action == RowAction.Create)
        {
            return kind == ImportKind.Partners
                ? await addPartner.AddAsync(db, actorId, plan.Name, id, cancellationToken)
                : await addUnit.AddAsync(db, actorId, plan.AboveId, plan.Name, id, cancellationToken);
        }

        // First the place: the name must be free where the unit comes to lie.
        if (plan.Moves && await move.MoveAsync(db, actorId, id, plan.AboveId, cancellationToken) is { Refusal: { } notMoved })
        {
            return notMoved;
        }

        await db.SaveChangesAsync(cancellationToken);
        return plan.Renames ? await rename.RenameAsync(db, actorId, id, plan.Name, version: null, cancellationToken) : Result.Done;
    }

    /// <summary>Brings a record back to what was before. What was not there before is removed, unless it is used.</summary>
    public async Task<Result> TakeBackAsync(AppDbContext db, Guid actorId, OrgSnapshot? before, OrgSnapshot after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(after);
        if (before is null)
        {
            return await remove.RemoveAsync(db, actorId, after.Id, cancellationToken);
        }

        if (before.Name != after.Name && await rename.RenameAsync(db, actorId, after.Id, before.Name, version: null, cancellationToken) is { Refusal: { } notRenamed })
        {
            return notRenamed;
        }

        await db.SaveChangesAsync(cancellationToken);
        return before.ParentId == after.ParentId ? Result.Done : await move.MoveAsync(db, actorId, after.Id, before.ParentId ?? before.OrganisationId, cancellationToken);
    }
}

/// <summary>Rows of units or of partner organisations.</summary>
internal sealed class OrgSession(ImportKind kind, ImportWork work, OrgDirectory directory, OrgSteps steps) : IImportSession
{
    private readonly SortedDictionary<int, (OrgPlan Plan, Guid Id)> _planned = [];
    private readonly Dictionary<Guid, int> _seen = [];
    private OrgDirectory _directory = directory;

    public IEnumerable<(ImportField Field, string Key)> Keys(IReadOnlyList<string> cells) => OrgRow.Read(work.Columns, cells).Keys();

    public async Task<IReadOnlyList<PlannedRow>> PlanAsync(AppDbContext db, IReadOnlyList<RowToPlan> rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count > 0 && _planned.Count > 0 && _planned.Keys.Last() >= rows[0].Number)
        {
            await ForgetAsync(db, rows[0].Number, cancellationToken);
        }

        return [.. rows.Select(Plan)];
    }

    public Task LockAsync(AppDbContext db, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) => db.LockNameAsync(OrgUnitNames.Lock, cancellationToken);

    public async Task<IReadOnlyDictionary<Guid, string>> SnapshotsAsync(AppDbContext db, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) => kind == ImportKind.Partners
        ? (await db.Set<Organisation>().AsNoTracking().Where(o => ids.Contains(o.Id)).ToListAsync(cancellationToken)).ToDictionary(o => o.Id, o => new OrgSnapshot(o.Id, o.Id, null, o.Name.Fa, o.Name.En).Write())
        : (await db.Set<Unit>().AsNoTracking().Where(u => ids.Contains(u.Id)).ToListAsync(cancellationToken)).ToDictionary(u => u.Id, u => new OrgSnapshot(u.Id, u.OrganisationId, u.ParentId, u.Name.Fa, u.Name.En).Write());

    public async Task<RowError?> ApplyAsync(AppDbContext db, RowToApply row, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        var plan = Of(OrgRow.Read(work.Columns, row.Cells));
        if (plan.Action != row.Action || (plan.OnRecord is { } record && record.Id != row.SubjectId))
        {
            return plan.Errors.Count > 0 ? plan.Errors[0] : RowError.Of(null, new RowChangedSince());
        }

        if (await steps.ApplyAsync(db, work.ActorId, kind, row.SubjectId, plan, cancellationToken) is { Refusal: { } refusal })
        {
            return RowError.Of(FieldOf(refusal), refusal);
        }

        _directory.Follow(kind, plan, row.SubjectId);
        return null;
    }

    public async Task<RowError?> TakeBackAsync(AppDbContext db, Guid subjectId, string? before, string present, CancellationToken cancellationToken) =>
        await steps.TakeBackAsync(db, work.ActorId, OrgSnapshot.Read(before), OrgSnapshot.Read(present)!, cancellationToken) is { Refusal: { } refusal } ? RowError.Of(FieldOf(refusal), refusal) : null;

    private PlannedRow Plan(RowToPlan row)
    {
        var plan = Of(OrgRow.Read(work.Columns, row.Cells));
        List<RowError> errors = [.. plan.Errors, .. row.Repeated];
        if (plan.OnRecord is { } record && !_seen.TryAdd(record.Id, row.Number))
        {
            errors.Add(RowError.Of(ImportField.NameFa, new RowRepeated(_seen[record.Id])));
        }

        if (errors.Count > 0)
        {
            return PlannedRow.Refused([.. errors.DistinctBy(e => (e.Field, e.Code))]);
        }

        var id = plan.OnRecord?.Id ?? Guid.CreateVersion7();
        if (plan.Action != RowAction.Unchanged)
        {
            _planned[row.Number] = (plan, id);
            _directory.Follow(kind, plan, id);
        }

        _seen.TryAdd(id, row.Number);
        return new(plan.Action, id, [], plan.Changes, plan.OnRecord?.Write());
    }

    /// <summary>Rows are planned again whose transaction was rolled back: what they did to the directory is undone.</summary>
    private async Task ForgetAsync(AppDbContext db, int from, CancellationToken cancellationToken)
    {
        foreach (var number in _planned.Keys.Where(n => n >= from).ToList())
        {
            _planned.Remove(number);
        }

        foreach (var id in _seen.Where(s => s.Value >= from).Select(s => s.Key).ToList())
        {
            _seen.Remove(id);
        }

        _directory = await db.DirectoryOfAsync(work.ActorId, cancellationToken);
        foreach (var (plan, id) in _planned.Values)
        {
            _directory.Follow(kind, plan, id);
        }
    }

    private OrgPlan Of(OrgRow row) => kind == ImportKind.Partners ? OrgPlan.OfPartner(row, _directory) : OrgPlan.OfUnit(row, _directory);

    private static ImportField? FieldOf(Refusal refusal) => refusal switch
    {
        NameTaken or NameNotPrintable => ImportField.NameFa,
        UnitTooDeep or UnitBelowItself or UnitOfAnotherOrganisation or UnitClosed => ImportField.ParentUnit,
        _ => null,
    };
}
