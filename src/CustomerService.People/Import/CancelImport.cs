using CustomerService.People.Rules.Imports;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Persistence;

namespace CustomerService.People.Import;

/// <summary>Stops an import that is being applied. What was applied stays, and can be taken back.</summary>
public sealed class CancelImport(UnitOfWork unitOfWork, TimeProvider clock)
{
    /// <returns>Done, <see cref="NotFound"/> or <see cref="ImportStateRefused"/>.</returns>
    public Task<Result> RunAsync(Guid actorId, Guid importId, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync<Result>(async db =>
        {
            // Waits for the batch that is being written.
            await db.LockAsync<PeopleImport>(importId, cancellationToken);
            if (await db.OwnImportAsync(actorId, importId, cancellationToken) is not { } import)
            {
                return new NotFound();
            }

            if (import.State != ImportState.Applying)
            {
                return import.State == ImportState.Cancelled ? Result.Done : new ImportStateRefused();
            }

            import.Cancel(clock.UtcNow());
            db.Audit(actorId, "people.import-cancelled", importId, clock);
            return Result.Done;
        }, cancellationToken);
}
