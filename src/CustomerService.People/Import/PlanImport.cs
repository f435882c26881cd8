using CustomerService.People.Import.Kinds;
using CustomerService.People.Rules.Imports;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Import;

/// <summary>The dry run: says of each row what it would do, and of each that cannot be done why. It changes nothing but the plan itself, and may be made again.</summary>
public sealed class PlanImport(IDbContextFactory<AppDbContext> contexts, UnitOfWork unitOfWork, IEnumerable<IImportHandler> handlers)
{
    private const int BatchSize = 250;

    /// <param name="columns">What the columns mean; null: as it is on record.</param>
    /// <param name="progress">Told how many rows are planned.</param>
    /// <returns>The counts, <see cref="NotFound"/>, <see cref="ImportStateRefused"/>, or what is wrong with the columns.</returns>
    public async Task<Result<ImportCounts>> RunAsync(Guid actorId, Guid importId, ImportColumns? columns = null, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(PlanImport));
        var begun = await BeginAsync(actorId, importId, columns, cancellationToken);
        if (begun.Value is not { } plan)
        {
            return begun.Refusal!;
        }

        await FindRepeatedAsync(plan, cancellationToken);
        var (last, done, counts) = (0, 0, new int[Enum.GetValues<RowAction>().Length]);
        for (var count = BatchSize; count == BatchSize;)
        {
            var batch = await unitOfWork.RunAsync<Result<(int Last, List<RowAction> Actions)>>(async db =>
            {
                // Confirmed meanwhile, in another window: the plan stands.
                await db.LockAsync<PeopleImport>(importId, cancellationToken);
                if (!await db.Set<PeopleImport>().AnyAsync(i => i.Id == importId && i.State == ImportState.Received, cancellationToken))
                {
                    return new ImportStateRefused();
                }

                var rows = await db.Set<ImportRow>().AsTracking().Where(r => r.ImportId == importId && r.Number > last).OrderBy(r => r.Number).Take(BatchSize).ToListAsync(cancellationToken);
                await PlanAsync(db, plan, rows, cancellationToken);
                return (rows.Count == 0 ? last : rows[^1].Number, rows.ConvertAll(r => r.Action));
            }, cancellationToken);
            if (!batch.Succeeded)
            {
                return batch.Refusal!;
            }

            (last, count) = (batch.Value.Last, batch.Value.Actions.Count);
            batch.Value.Actions.ForEach(a => counts[(int)a]++);
            done += count;
            progress?.Report(done);
        }

        return await EndAsync(actorId, importId, plan.Work.Columns, counts, cancellationToken);
    }

    private Task<Result<Plan>> BeginAsync(Guid actorId, Guid importId, ImportColumns? columns, CancellationToken cancellationToken) => unitOfWork.RunAsync<Result<Plan>>(async db =>
    {
        await db.LockAsync<PeopleImport>(importId, cancellationToken);
        if (await db.OwnImportAsync(actorId, importId, cancellationToken) is not { } import)
        {
            return new NotFound();
        }

        if (import.State is not (ImportState.Received or ImportState.Planned) || import.RowsRemovedAtUtc is not null)
        {
            return new ImportStateRefused();
        }

        columns ??= ImportColumns.Read(import.Columns);
        if (columns.Check(import.Kind) is { Refusal: { } refused })
        {
            return refused;
        }

        import.Reopen(columns);
        var work = new ImportWork(importId, actorId, import.FileName, columns);
        return new Plan(work, await handlers.Of(import.Kind).OpenAsync(db, work, cancellationToken));
    }, cancellationToken);

    private Task<Result<ImportCounts>> EndAsync(Guid actorId, Guid importId, ImportColumns columns, int[] counts, CancellationToken cancellationToken) => unitOfWork.RunAsync<Result<ImportCounts>>(async db =>
    {
        await db.LockAsync<PeopleImport>(importId, cancellationToken);
        if (await db.OwnImportAsync(actorId, importId, cancellationToken) is not { State: ImportState.Received } import)
        {
            return new ImportStateRefused();
        }

        import.Plan(columns, new(
            counts[(int)RowAction.Create], counts[(int)RowAction.Update], counts[(int)RowAction.Deactivate], counts[(int)RowAction.Reactivate], counts[(int)RowAction.Unchanged], counts[(int)RowAction.Error]));
        return import.Counts;
    }, cancellationToken);

    /// <summary>Finds the keys that are in several rows: both are told, since nobody can say which is right.</summary>
    private async Task FindRepeatedAsync(Plan plan, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await foreach (var row in db.Set<ImportRow>().AsNoTracking().Where(r => r.ImportId == plan.Work.ImportId).OrderBy(r => r.Number).Select(r => new { r.Number, r.Cells }).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            foreach (var key in plan.Session.Keys(ImportAccess.ReadCells(row.Cells)))
            {
                if (!plan.First.TryAdd(key, row.Number))
                {
                    plan.Second.TryAdd(key, row.Number);
                }
            }
        }
    }

    private static async Task PlanAsync(AppDbContext db, Plan plan, List<ImportRow> rows, CancellationToken cancellationToken)
    {
        var planned = await plan.Session.PlanAsync(db, rows.ConvertAll(plan.Read), cancellationToken);
        for (var i = 0; i < rows.Count; i++)
        {
            rows[i].Plan(planned[i].Action, planned[i].SubjectId, planned[i].Errors, planned[i].Changes, planned[i].Before);
        }
    }

    /// <summary>What one dry run knows. It grows with the keys of the file, not with its rows' contents.</summary>
    private sealed record Plan(ImportWork Work, IImportSession Session)
    {
        public Dictionary<(ImportField Field, string Key), int> First { get; } = [];

        public Dictionary<(ImportField Field, string Key), int> Second { get; } = [];

        public RowToPlan Read(ImportRow row)
        {
            var cells = ImportAccess.ReadCells(row.Cells);
            return new(row.Number, cells, [.. Session.Keys(cells).Where(Second.ContainsKey).Select(key => RowError.Of(key.Field, new RowRepeated(First[key] == row.Number ? Second[key] : First[key])))]);
        }
    }
}
