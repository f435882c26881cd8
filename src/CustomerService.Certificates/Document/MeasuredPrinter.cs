using System.Diagnostics;
using System.Diagnostics.Metrics;
using CustomerService.Certificates.Pdf;
using CustomerService.Platform;

namespace CustomerService.Certificates.Document;

/// <summary>Decorator that records a trace span and a duration metric for each print.</summary>
public sealed class MeasuredPrinter : ICertificatePrinter
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string MeterName = "CustomerService.Certificates";

    /// <summary>Seconds from request to file, including queue time, by <c>academy.print.kind</c> (<c>single</c>, <c>bulk</c>) and
    /// <c>academy.outcome</c> (<c>succeeded</c>, the code of a refusal, or the type of an exception).</summary>
    public const string Duration = "academy.print.duration";

    private static readonly ActivitySource Source = new(MeterName);

    private readonly ICertificatePrinter _printer;
    private readonly TimeProvider _clock;
    private readonly Histogram<double> _duration;

    public MeasuredPrinter(ICertificatePrinter printer, IMeterFactory meters, TimeProvider clock)
    {
        _printer = printer;
        _clock = clock;
        _duration = meters.Create(MeterName).CreateHistogram<double>(Duration, "s", "Time that a print took, waiting included");
    }

    public Task<Result<PdfFile>> PrintAsync(CertificateSheet sheet, CancellationToken cancellationToken) =>
        MeasureAsync("single", 1, () => _printer.PrintAsync(sheet, cancellationToken));

    public Task<Result<PdfWritten>> PrintAsync(CertificateBatch batch, Stream target, IProgress<PdfProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return MeasureAsync("bulk", batch.Count, () => _printer.PrintAsync(batch, target, progress, cancellationToken));
    }

    private async Task<Result<T>> MeasureAsync<T>(string kind, int pages, Func<Task<Result<T>>> print)
    {
        using var activity = Source.StartActivity("print")?.SetTag("academy.print.kind", kind).SetTag("academy.print.pages", pages);
        var started = _clock.GetTimestamp();
        var outcome = "succeeded";
        try
        {
            var result = await print();
            outcome = result.Refusal?.Code ?? outcome;
            return result;
        }
        catch (Exception e)
        {
            outcome = e.GetType().Name;
            activity?.SetStatus(ActivityStatusCode.Error);
            throw;
        }
        finally
        {
            activity?.SetTag("academy.outcome", outcome);
            _duration.Record(_clock.GetElapsedTime(started).TotalSeconds, new("academy.print.kind", kind), new("academy.outcome", outcome));
        }
    }
}
