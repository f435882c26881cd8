using System.Diagnostics.Metrics;
using CustomerService.Certificates.Pdf;
using CustomerService.Platform;
using CustomerService.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.Pdf;

public sealed class MeasuredPdfTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly RecordedMetrics metrics;

    public MeasuredPdfTests() => metrics = new RecordedMetrics(services);

    [Fact]
    public async Task A_print_is_measured_with_its_waiting()
    {
        var clock = TestClock.Create();
        var pdf = Measured(new Printer(() => { clock.Advance(TimeSpan.FromSeconds(2)); return new PdfFile([1]); }), clock);

        var outcome = await pdf.RenderAsync(new PdfRequest("", "fa", PdfPaper.A4Landscape, ""), TestContext.Current.CancellationToken);

        Assert.True(outcome.Succeeded);
        Assert.Equal(2, metrics.Sum(MeasuredPdf.Duration, "academy.outcome", "succeeded"));
        Assert.Equal(1, metrics.Count(MeasuredPdf.Duration, "academy.print.kind", "single"));
    }

    [Fact]
    public async Task A_refused_and_a_broken_print_are_told_apart()
    {
        var request = new PdfRequest("", "fa", PdfPaper.A4Landscape, "");
        await Measured(new Printer(() => new PdfBusy())).RenderAsync(request, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Measured(new Printer(() => throw new InvalidOperationException("font"))).RenderAsync(request, TestContext.Current.CancellationToken));

        Assert.Equal(1, metrics.Count(MeasuredPdf.Duration, "academy.outcome", new PdfBusy().Code));
        Assert.Equal(1, metrics.Count(MeasuredPdf.Duration, "academy.outcome", nameof(InvalidOperationException)));
    }

    public void Dispose()
    {
        metrics.Dispose();
        services.Dispose();
    }

    private MeasuredPdf Measured(Printer printer, TimeProvider? clock = null) =>
        new(printer, services.GetRequiredService<IMeterFactory>(), clock ?? TestClock.Create());

    private sealed class Printer(Func<Result<PdfFile>> print) : IPdfRenderer
    {
        public Task<Result<PdfFile>> RenderAsync(PdfRequest request, CancellationToken cancellation) => Task.FromResult(print());

        public Task<Result<PdfWritten>> RenderAsync(PdfBook book, Stream target, IProgress<PdfProgress>? progress, CancellationToken cancellation) =>
            throw new NotSupportedException();
    }
}
