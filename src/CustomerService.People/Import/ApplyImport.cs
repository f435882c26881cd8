using CustomerService.People.Import.Kinds;
using CustomerService.People.Rules.Imports;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Outbox;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CustomerService.People.Import;

/// <summary>Applies the rows of a confirmed import, or takes those of an undone one back, in batches of one transaction each. What is done stands in the rows, so
/// whoever comes after a restart goes on where it ended, and two who work at once do each row once: a batch holds the import's row. A row whose record changed
/// since the dry run, or that a rule refuses now, is refused alone; the batch is then made again without it.</summary>
public sealed partial class ApplyImport(UnitOfWork unitOfWork, IEnumerable<IImportHandler> handlers, TimeProvider clock, ILogger<ApplyImport> logger)
    : IOutboxHandler<ImportWorkRequested>
{
    /// <summary>Rows of one transaction, while none is refused.</summary>
    internal const int BatchSize = 50;

    public Task HandleAsync(ImportWorkRequested message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return RunAsync(message.ImportId, null, cancellationToken);
    }

    /// <param name="progress">Told after each batch.</param>
    public async Task RunAsync(Guid importId, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ApplyImport));
        for (var size = BatchSize; await StepAsync(importId, size, cancellationToken) is { IsOver: false } step;)
        {
            if (step.Failed is { } failed)
            {
                await RefuseAsync(importId, failed.Number, failed.Error, cancellationToken);
                progress?.Report(1);
            }
            else
            {
                progress?.Report(step.Done);
            }

            size = step.Next;
        }
    }

    /// <summary>One batch. Nothing of it is kept if one of its rows cannot be applied.</summary>
    private async Task<Step> StepAsync(Guid importId, int size, CancellationToken cancellationToken)
    {
        (int Number, RowError Error)? failed = null;
        int? at = null;
        try
        {
            var done = await unitOfWork.RunAsync<Result<int>>(async db =>
            {
                (failed, at) = (null, null);
                await db.LockAsync<PeopleImport>(importId, cancellationToken);
                var import = await db.Set<PeopleImport>().AsTracking().SingleOrDefaultAsync(i => i.Id == importId, cancellationToken);
                if (import is not { State: ImportState.Applying or ImportState.Undoing })
                {
                    return -1;
                }

                var isUndo = import.State == ImportState.Undoing;
                var rows = await NextAsync(db, importId, isUndo, size, cancellationToken);
                if (rows.Count == 0)
                {
                    Finish(db, import, isUndo);
                    return -1;
                }

                List<Guid> ids = [.. rows.Select(r => r.SubjectId!.Value)];
                var session = await handlers.Of(import.Kind).OpenAsync(db, new(importId, import.ActorId, import.FileName, ImportColumns.Read(import.Columns)), cancellationToken);
                // Nobody changes them until the batch is committed.
                await session.LockAsync(db, ids, cancellationToken);
                var records = await session.SnapshotsAsync(db, ids, cancellationToken);
                foreach (var row in rows)
                {
                    at = row.Number;
                    var present = records.GetValueOrDefault(row.SubjectId!.Value);
                    if ((isUndo ? await TakeBackAsync(db, session, row, present, cancellationToken) : await ApplyAsync(db, session, row, present, cancellationToken)) is { } error)
                    {
                        failed = (row.Number, error);
                        return new RowChangedSince();
                    }

                    await db.SaveChangesAsync(cancellationToken);
                }

                at = null;
                await CountAsync(db, session, import, rows, isUndo, cancellationToken);
                return rows.Count;
            }, cancellationToken);
            return failed is { } refused ? new(false, 0, refused, Math.Max(1, size / 4)) : new(done.Value < 0, done.Value, null, Math.Min(BatchSize, size * 2));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && !DatabaseFailures.MeansAway(e))
        {
            if (at is not { } number)
            {
                throw;
            }

            RowNotApplied(logger, number, importId, e);
            return new(false, 0, (number, RowError.Of(null, new RowFailed())), 1);
        }
    }

    private static Task<List<ImportRow>> NextAsync(AppDbContext db, Guid importId, bool isUndo, int size, CancellationToken cancellationToken)
    {
        var rows = db.Set<ImportRow>().AsTracking().Where(r => r.ImportId == importId && r.SubjectId != null);
        // Backwards: the last change is the first to be taken back.
        rows = isUndo
            ? rows.Where(r => r.Progress == RowProgress.Applied).OrderByDescending(r => r.Number)
            : rows.Where(r => r.Progress == RowProgress.Waiting && r.Action != RowAction.Unchanged && r.Action != RowAction.Error && r.Action != RowAction.None).OrderBy(r => r.Number);
        return rows.Take(size).ToListAsync(cancellationToken);
    }

    /// <returns>Null, or why the row cannot be applied.</returns>
    private static Task<RowError?> ApplyAsync(AppDbContext db, IImportSession session, ImportRow row, string? present, CancellationToken cancellationToken) =>
        present != row.Before ? Task.FromResult<RowError?>(RowError.Of(null, new RowChangedSince()))
        : session.ApplyAsync(db, new(ImportAccess.ReadCells(row.Cells), row.Action, row.SubjectId!.Value, present), cancellationToken);

    private static Task<RowError?> TakeBackAsync(AppDbContext db, IImportSession session, ImportRow row, string? present, CancellationToken cancellationToken) =>
        present is null || present != row.After ? Task.FromResult<RowError?>(RowError.Of(null, new RowNotUndone()))
        : session.TakeBackAsync(db, row.SubjectId!.Value, row.Before, present, cancellationToken);

    private static async Task CountAsync(AppDbContext db, IImportSession session, PeopleImport import, List<ImportRow> rows, bool isUndo, CancellationToken cancellationToken)
    {
        if (isUndo)
        {
            rows.ForEach(r => r.TakeBack());
            import.CountTakenBack(rows.Count, 0);
            return;
        }

        var after = await session.SnapshotsAsync(db, [.. rows.Select(r => r.SubjectId!.Value)], cancellationToken);
        rows.ForEach(r => r.Apply(after[r.SubjectId!.Value]));
        import.CountApplied(rows.Count, 0);
    }

    private void Finish(AppDbContext db, PeopleImport import, bool isUndo)
    {
        if (isUndo)
        {
            import.FinishUndo();
            return;
        }

        import.Finish(clock.UtcNow());
        db.Audit(import.ActorId, "people.imported", import.Id, clock);
    }

    private Task<int> RefuseAsync(Guid importId, int number, RowError error, CancellationToken cancellationToken) => unitOfWork.RunAsync(async db =>
    {
        await db.LockAsync<PeopleImport>(importId, cancellationToken);
        var import = await db.Set<PeopleImport>().AsTracking().SingleAsync(i => i.Id == importId, cancellationToken);
        var row = await db.Set<ImportRow>().AsTracking().SingleAsync(r => r.ImportId == importId && r.Number == number, cancellationToken);
        if (import.State == ImportState.Undoing && row.Progress == RowProgress.Applied)
        {
            row.NotTakeBack(error);
            import.CountTakenBack(0, 1);
        }
        else if (import.State == ImportState.Applying && row.Progress == RowProgress.Waiting)
        {
            row.Refuse(error);
            import.CountApplied(0, 1);
        }

        return 0;
    }, cancellationToken);

    [LoggerMessage(1, LogLevel.Error, "Row {Number} of import {ImportId} failed")]
    private static partial void RowNotApplied(ILogger logger, int number, Guid importId, Exception exception);

    /// <param name="Done">Rows of the batch.</param>
    /// <param name="Next">How many to take the next time.</param>
    private sealed record Step(bool IsOver, int Done, (int Number, RowError Error)? Failed, int Next);
}
