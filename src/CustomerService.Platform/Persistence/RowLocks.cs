using Microsoft.EntityFrameworkCore;

namespace CustomerService.Platform.Persistence;

/// <summary>Locks rows until the running transaction ends. EF has no such verb, and the three databases share no words for one, so that a
/// row is updated to what it is: whoever else locks or changes it waits, and what is read after the lock still holds at the commit.</summary>
public static class RowLocks
{
    /// <summary>Locks the row with this id.</summary>
    /// <typeparam name="T">An entity whose key is a <c>Guid</c> named <c>Id</c>.</typeparam>
    /// <returns>Whether there is such a row.</returns>
    public static async Task<bool> LockAsync<T>(this AppDbContext db, Guid id, CancellationToken cancellationToken = default) where T : class =>
        await db.Set<T>().Where(row => EF.Property<Guid>(row, "Id") == id).LockAsync(cancellationToken) > 0;

    /// <summary>Locks all these rows.</summary>
    /// <returns>How many there are.</returns>
    public static Task<int> LockAsync<T>(this IQueryable<T> rows, CancellationToken cancellationToken = default) where T : class =>
        rows.ExecuteUpdateAsync(set => set.SetProperty(row => EF.Property<Guid>(row, "Id"), row => EF.Property<Guid>(row, "Id")), cancellationToken);
}
