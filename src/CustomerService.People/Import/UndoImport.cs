using CustomerService.People.Rules.Imports;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Outbox;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Import;

/// <summary>Lets the last import of somebody be taken back in the background: who was added is deactivated, what was changed becomes what it was, unless it was
/// changed again since.</summary>
public sealed class UndoImport(UnitOfWork unitOfWork, TimeProvider clock)
{
    /// <returns>Done, <see cref="NotFound"/>, or <see cref="ImportStateRefused"/> where nothing was applied, or a later import was.</returns>
    public Task<Result> RunAsync(Guid actorId, Guid importId, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync<Result>(async db =>
        {
            await db.LockNameAsync("people-import:" + actorId.ToString("N"), cancellationToken);
            await db.LockAsync<PeopleImport>(importId, cancellationToken);
            if (await db.OwnImportAsync(actorId, importId, cancellationToken) is not { } import)
            {
                return new NotFound();
            }

            if (import.State is ImportState.Undoing or ImportState.Undone)
            {
                return Result.Done;
            }

            if (!await db.MayUndoAsync(import, cancellationToken))
            {
                return new ImportStateRefused();
            }

            import.Undo();
            db.Audit(actorId, "people.import-undone", importId, clock);
            db.AddToOutbox(new ImportWorkRequested(importId), clock);
            return Result.Done;
        }, cancellationToken);
}

internal static class UndoQueries
{
    /// <summary>Whether an import is the last one that its sender had applied, and its rows are still there.</summary>
    public static async Task<bool> MayUndoAsync(this AppDbContext db, PeopleImport import, CancellationToken cancellationToken) =>
        import is { State: ImportState.Done or ImportState.Cancelled, RowsRemovedAtUtc: null, Applied: > 0, ConfirmedAtUtc: { } confirmed }
        && !await db.Set<PeopleImport>().AnyAsync(i => i.ActorId == import.ActorId && i.Id != import.Id && i.ConfirmedAtUtc > confirmed && i.State != ImportState.Undone, cancellationToken);
}
