using Microsoft.EntityFrameworkCore;

namespace CustomerService.Platform.Persistence;

/// <summary>Locks on a name until the end of the current transaction, for what has no row to lock: the absence of rows that another
/// transaction may be adding ("nobody has this e-mail", "these are all courses"). What is read after the lock was taken still holds at the
/// commit, if everybody who could change it takes the same name. SQLite needs none: its write transactions follow each other.</summary>
public static class NamedLocks
{
    /// <summary>Waits until no other transaction holds the name, in either mode.</summary>
    public static Task LockNameAsync(this AppDbContext db, string name, CancellationToken cancellationToken = default) =>
        TakeAsync(db, name, shared: false, cancellationToken);

    /// <summary>Waits until no other transaction holds the name by <see cref="LockNameAsync"/>. Those who share it do not wait for each other.</summary>
    public static Task ShareNameAsync(this AppDbContext db, string name, CancellationToken cancellationToken = default) =>
        TakeAsync(db, name, shared: true, cancellationToken);

    private static async Task TakeAsync(AppDbContext db, string name, bool shared, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A name is locked until the end of a transaction, and there is none: use a UnitOfWork.");
        }

        if (db.Database.IsNpgsql())
        {
            await (shared
                ? db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock_shared(hashtextextended({name}, 0))", cancellationToken)
                : db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({name}, 0))", cancellationToken));
        }
        else if (db.Database.IsSqlServer())
        {
            var mode = shared ? "Shared" : "Exclusive";
            var answer = await db.Database.SqlQuery<int>(
                $"DECLARE @answer int; EXEC @answer = sp_getapplock @Resource = {name}, @LockMode = {mode}, @LockOwner = 'Transaction'; SELECT @answer AS [Value]").ToListAsync(cancellationToken);
            if (answer[0] < 0)
            {
                // A deadlock is told by a number here, not by error 1205: the unit of work runs again.
                throw new DbUpdateConcurrencyException($"SQL Server refused the lock ({answer[0]}).");
            }
        }
    }
}
