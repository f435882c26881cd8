using System.Diagnostics.Metrics;
using CustomerService.Certificates.Document;
using CustomerService.Certificates.Pdf;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.Pdf;

public sealed class MeasuredPrinterTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private static readonly CertificateBatch Batch = new("", Language.Persian, 1, AsyncEnumerable.Empty<CertificateSheet>());
    private readonly RecordedMetrics _metrics;

    public MeasuredPrinterTests() => _metrics = new RecordedMetrics(_services);

    [Fact]
    public async Task A_print_is_measured_with_its_waiting()
    {
        var clock = TestClock.Create();
        var pdf = Measured(new Printer(() => { clock.Advance(TimeSpan.FromSeconds(2)); return new PdfWritten(1); }), clock);

        var outcome = await pdf.PrintAsync(Batch, Stream.Null, null, TestContext.Current.CancellationToken);

        Assert.True(outcome.Succeeded);
        Assert.Equal(2, _metrics.Sum(MeasuredPrinter.Duration, "academy.outcome", "succeeded"));
        Assert.Equal(1, _metrics.Count(MeasuredPrinter.Duration, "academy.print.kind", "bulk"));
    }

    [Fact]
    public async Task A_refused_and_a_broken_print_are_told_apart()
    {
        await Measured(new Printer(() => new PdfBusy())).PrintAsync(Batch, Stream.Null, null, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Measured(new Printer(() => throw new InvalidOperationException("font"))).PrintAsync(Batch, Stream.Null, null, TestContext.Current.CancellationToken));

        Assert.Equal(1, _metrics.Count(MeasuredPrinter.Duration, "academy.outcome", new PdfBusy().Code));
        Assert.Equal(1, _metrics.Count(MeasuredPrinter.Duration, "academy.outcome", nameof(InvalidOperationException)));
    }

    public void Dispose()
    {
        _metrics.Dispose();
        _services.Dispose();
    }

    private MeasuredPrinter Measured(Printer printer, TimeProvider? clock = null) =>
        new(printer, _services.GetRequiredService<IMeterFactory>(), clock ?? TestClock.Create());

    private sealed class Printer(Func<Result<PdfWritten>> print) : ICertificatePrinter
    {
        public Task<Result<PdfFile>> PrintAsync(CertificateSheet sheet, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Result<PdfWritten>> PrintAsync(CertificateBatch batch, Stream target, IProgress<PdfProgress>? progress, CancellationToken cancellationToken) => Task.FromResult(print());
    }
}
