namespace CustomerService.Platform.Persistence;

/// <summary>Learns of each commit of a <see cref="UnitOfWork"/>, before the unit of work returns: to drop what is remembered in memory and to log.
/// It must not fail, wait or query: the work is already done.</summary>
public interface ICommitListener
{
    /// <param name="db">The context after its commit; its change tracker still has what was written.</param>
    void Committed(AppDbContext db);
}
