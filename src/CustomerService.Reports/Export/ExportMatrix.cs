using System.Runtime.CompilerServices;
using CustomerService.People.Data;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Network;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using CustomerService.Reports.Matrix;
using CustomerService.Reports.Rules;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Reports.Export;

/// <summary>The filtered matrix as lines, read in batches while they are written. Who exported which people's data is audited.</summary>
public sealed class ExportMatrix(IDbContextFactory<AppDbContext> contexts, UnitOfWork unitOfWork, MatrixQueries queries, WorkLimits limits, TimeProvider clock)
{
    private const int BatchSize = 200;

    /// <returns>The lines, or <see cref="TooMuchWork"/>.</returns>
    public async Task<Result<IAsyncEnumerable<ExportLine>>> RunAsync(Guid askerId, MatrixFilter filter, string format, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ExportMatrix));
        if (limits.TakeExport(askerId) is { } until)
        {
            return new TooMuchWork(until);
        }

        await unitOfWork.RunAsync(db =>
        {
            db.Audit(askerId, "matrix.exported", null, clock, filter.Href(format));
            return Task.FromResult(0);
        }, cancellationToken);
        return Result<IAsyncEnumerable<ExportLine>>.Of(LinesAsync(askerId, filter, cancellationToken));
    }

    private async IAsyncEnumerable<ExportLine> LinesAsync(Guid askerId, MatrixFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var matrix = await queries.FrameAsync(db, askerId, filter, clock.UtcNow(), cancellationToken);
        KeysetCursor? key = KeysetCursor.Start;
        while (key is not null)
        {
            var page = await queries.PageAsync(db, matrix, key, BatchSize, cancellationToken);
            foreach (var row in page.Rows)
            {
                foreach (var line in ExportLine.Of(row, matrix.Courses, filter))
                {
                    yield return line;
                }
            }

            key = page.After is { } last ? new KeysetCursor(last, null) : null;
        }
    }
}
