using CustomerService.People.Rules.Imports;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Import;

/// <summary>Removes the rows of imports, which hold people's data, when <see cref="PeopleImport.KeptFor"/> is over; what the import counted stays as history.
/// Nodes may run it at once.</summary>
public sealed class PurgeImports(UnitOfWork unitOfWork, TimeProvider clock)
{
    /// <returns>How many imports lost their rows.</returns>
    public Task<int> RunAsync(CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync(async db =>
        {
            var now = clock.UtcNow();
            var before = now - PeopleImport.KeptFor;
            var old = await db.Set<PeopleImport>().AsTracking()
                .Where(i => i.RowsRemovedAtUtc == null && i.CreatedAtUtc < before && i.State != ImportState.Applying && i.State != ImportState.Undoing).ToListAsync(cancellationToken);
            foreach (var import in old)
            {
                await db.Set<ImportRow>().Where(r => r.ImportId == import.Id).ExecuteDeleteAsync(cancellationToken);
                import.RemoveRows(now);
            }

            return old.Count;
        }, cancellationToken);
}
