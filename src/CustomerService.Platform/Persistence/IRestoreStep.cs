using System.Data.Common;

namespace CustomerService.Platform.Persistence;

/// <summary>Puts right in a copy of the SQLite database what must not come back with it, before the copy takes its place.</summary>
public interface IRestoreStep
{
    /// <param name="copy">An open connection to the copy, whose tables may be of an earlier version.</param>
    Task RunAsync(DbConnection copy, CancellationToken cancellationToken);
}
