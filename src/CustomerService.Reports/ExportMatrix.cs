using System.Runtime.CompilerServices;
using CustomerService.People.Data;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Data;
using CustomerService.Platform.Telemetry;
using CustomerService.Reports.Data;
using CustomerService.Reports.Rules;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Reports;

/// <summary>The filtered matrix as lines, read batch by batch while they are written. Who took which people's data away is audited.</summary>
public sealed class ExportMatrix(IDbContextFactory<AppDbContext> contexts, UnitOfWork unitOfWork, MatrixQueries queries, TimeProvider clock)
{
    private const int BatchSize = 200;

    public async Task<IAsyncEnumerable<ExportLine>> RunAsync(Guid askerId, MatrixFilter filter, string format, CancellationToken cancellation = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ExportMatrix));
        await unitOfWork.RunAsync(db =>
        {
            db.Audit(askerId, "matrix.exported", null, clock, filter.Href(format));
            return Task.FromResult(0);
        }, cancellation);
        return LinesAsync(askerId, filter, cancellation);
    }

    private async IAsyncEnumerable<ExportLine> LinesAsync(Guid askerId, MatrixFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var frame = await queries.FrameAsync(db, askerId, filter, clock.UtcNow(), cancellation);
        SliceKey? key = SliceKey.Start;
        while (key is not null)
        {
            var slice = await queries.SliceAsync(db, frame, key, BatchSize, cancellation);
            foreach (var row in slice.Rows)
            {
                foreach (var line in ExportLine.Of(row, frame.Courses, filter))
                {
                    yield return line;
                }
            }

            key = slice.After is { } last ? new SliceKey(last, null) : null;
        }
    }
}
