using CustomerService.People.Rules.Imports;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Outbox;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Import;

/// <summary>The rows of an import are to be applied, or taken back: delivered by the outbox, so that one node works on them and another takes them up if that dies.</summary>
public sealed record ImportWorkRequested(Guid ImportId);

/// <summary>Lets a planned import be applied in the background. Rows with errors are left out.</summary>
public sealed class ConfirmImport(UnitOfWork unitOfWork, TimeProvider clock)
{
    /// <returns>Done, <see cref="NotFound"/>, <see cref="ImportStateRefused"/>, or <see cref="ImportAtWork"/>.</returns>
    public Task<Result> RunAsync(Guid actorId, Guid importId, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync<Result>(async db =>
        {
            await db.LockNameAsync("people-import:" + actorId.ToString("N"), cancellationToken);
            await db.LockAsync<PeopleImport>(importId, cancellationToken);
            if (await db.OwnImportAsync(actorId, importId, cancellationToken) is not { } import)
            {
                return new NotFound();
            }

            if (import.State is ImportState.Applying or ImportState.Done)
            {
                // A second click.
                return Result.Done;
            }

            if (import.State != ImportState.Planned || import.RowsRemovedAtUtc is not null)
            {
                return new ImportStateRefused();
            }

            if (await db.Set<PeopleImport>().AnyAsync(i => i.ActorId == actorId && i.Id != importId && (i.State == ImportState.Applying || i.State == ImportState.Undoing), cancellationToken))
            {
                return new ImportAtWork();
            }

            import.Confirm(clock.UtcNow());
            db.Audit(actorId, "people.import-confirmed", importId, clock);
            db.AddToOutbox(new ImportWorkRequested(importId), clock);
            return Result.Done;
        }, cancellationToken);
}
