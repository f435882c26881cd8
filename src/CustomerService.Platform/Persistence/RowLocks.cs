using Microsoft.EntityFrameworkCore;

namespace CustomerService.Platform.Persistence;

/// <summary>Row locks until the end of the current transaction. EF has no API for them and the three databases share no SQL syntax, so a
/// no-op update takes the lock: concurrent locks and writes block, and what is read after the lock still holds at the commit.</summary>
public static class RowLocks
{
    /// <summary>Locks the row with this id.</summary>
    /// <typeparam name="T">An entity whose key is a <c>Guid</c> named <c>Id</c>.</typeparam>
    /// <returns>Whether the row exists.</returns>
    public static async Task<bool> LockAsync<T>(this AppDbContext db, Guid id, CancellationToken cancellationToken = default) where T : class =>
        await db.Set<T>().Where(row => EF.Property<Guid>(row, "Id") == id).LockAsync(cancellationToken) > 0;

    /// <summary>Locks all of these rows.</summary>
    /// <returns>The number of rows.</returns>
    public static Task<int> LockAsync<T>(this IQueryable<T> rows, CancellationToken cancellationToken = default) where T : class =>
        rows.ExecuteUpdateAsync(set => set.SetProperty(row => EF.Property<Guid>(row, "Id"), row => EF.Property<Guid>(row, "Id")), cancellationToken);
}
