using CustomerService.People.Rules;
using CustomerService.People.Rules.Imports;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Outbox;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CustomerService.People.Import;

/// <summary>Applies the rows of a confirmed import, or takes those of an undone one back, in batches of one transaction each. What is done stands in the rows, so
/// whoever comes after a restart goes on where it ended, and two who work at once do each row once: a batch holds the import's row. A row whose record changed
/// since the dry run, or that a rule refuses now, is refused alone; the batch is then made again without it.</summary>
public sealed partial class ApplyImport(UnitOfWork unitOfWork, PersonSteps steps, CivilCalendar days, TimeProvider clock, ILogger<ApplyImport> logger)
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
                // Nobody changes them until the batch is committed.
                await db.Set<Person>().Where(p => ids.Contains(p.Id)).LockAsync(cancellationToken);
                var people = await db.SnapshotsAsync(ids, cancellationToken);
                var directory = await db.DirectoryOfAsync(import.ActorId, cancellationToken);
                var columns = ImportColumns.Read(import.Columns);
                foreach (var row in rows)
                {
                    at = row.Number;
                    var present = people.GetValueOrDefault(row.SubjectId!.Value);
                    if ((isUndo ? await TakeBackAsync(db, import, row, present, cancellationToken) : await ApplyAsync(db, import, row, columns, present, directory, cancellationToken)) is { } error)
                    {
                        failed = (row.Number, error);
                        return new RowChangedSince();
                    }

                    await db.SaveChangesAsync(cancellationToken);
                }

                at = null;
                await CountAsync(db, import, rows, isUndo, cancellationToken);
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
    private async Task<RowError?> ApplyAsync(
        AppDbContext db, PeopleImport import, ImportRow row, ImportColumns columns, PersonSnapshot? present, OrgDirectory directory, CancellationToken cancellationToken)
    {
        if (present?.Write() != row.Before)
        {
            return RowError.Of(null, new RowChangedSince());
        }

        // From the row again and not from a stored plan: units may have been renamed and rights withdrawn since.
        var read = PersonRow.Read(columns, ImportAccess.ReadCells(row.Cells), directory, days.DayOf(clock.UtcNow()));
        var plan = PersonPlan.Of(read, present, directory, row.SubjectId == import.ActorId);
        if (plan.Action != row.Action)
        {
            return plan.Errors.Count > 0 ? plan.Errors[0] : RowError.Of(null, new RowChangedSince());
        }

        return await steps.ApplyAsync(db, import.ActorId, row.SubjectId!.Value, plan, cancellationToken) is { Refusal: { } refusal } ? RowError.Of(FieldOf(refusal), refusal) : null;
    }

    private async Task<RowError?> TakeBackAsync(AppDbContext db, PeopleImport import, ImportRow row, PersonSnapshot? present, CancellationToken cancellationToken)
    {
        if (present is null || present.Write() != row.After)
        {
            return RowError.Of(null, new RowNotUndone());
        }

        return await steps.TakeBackAsync(db, import.ActorId, PersonSnapshot.Read(row.Before), present, cancellationToken) is { Refusal: { } refusal } ? RowError.Of(FieldOf(refusal), refusal) : null;
    }

    private static async Task CountAsync(AppDbContext db, PeopleImport import, List<ImportRow> rows, bool isUndo, CancellationToken cancellationToken)
    {
        if (isUndo)
        {
            rows.ForEach(r => r.TakeBack());
            import.CountTakenBack(rows.Count, 0);
            return;
        }

        var after = await db.SnapshotsAsync([.. rows.Select(r => r.SubjectId!.Value)], cancellationToken);
        rows.ForEach(r => r.Apply(after[r.SubjectId!.Value].Write()));
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

    private static ImportField? FieldOf(Refusal refusal) => refusal switch
    {
        UserNameTaken or UserNameRefused or AccountStateRefused => ImportField.UserName,
        EmailTaken or EmailUnprovenElsewhere => ImportField.Email,
        MobileTaken or MobileUnprovenElsewhere => ImportField.Mobile,
        PersonnelNumberTaken => ImportField.PersonnelNumber,
        MembershipRefused or MembershipHeld => ImportField.Unit,
        AudienceRefused => ImportField.Audience,
        LastAdministrator or NotOneself => ImportField.State,
        _ => null,
    };

    [LoggerMessage(1, LogLevel.Error, "Row {Number} of import {ImportId} failed")]
    private static partial void RowNotApplied(ILogger logger, int number, Guid importId, Exception exception);

    /// <param name="Done">Rows of the batch.</param>
    /// <param name="Next">How many to take the next time.</param>
    private sealed record Step(bool IsOver, int Done, (int Number, RowError Error)? Failed, int Next);
}
