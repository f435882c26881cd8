using CustomerService.People.Data;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using CustomerService.Reports.Rules;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Reports.Matrix;

/// <summary>A page of people × courses for a user who sees people: HR all of them, a manager those of the unit, a partner manager
/// those of the organisation.</summary>
public sealed class ViewMatrix(IDbContextFactory<AppDbContext> contexts, MatrixQueries queries, TimeProvider clock)
{
    /// <summary>Page size.</summary>
    public const int PageSize = 25;

    public async Task<(MatrixContext Matrix, MatrixPageRows Page)> RunAsync(Guid askerId, MatrixFilter filter, KeysetCursor key, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ViewMatrix));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var matrix = await queries.FrameAsync(db, askerId, filter, clock.UtcNow(), cancellationToken);
        return (matrix, await queries.PageAsync(db, matrix, key, PageSize, cancellationToken));
    }
}
