using CustomerService.Certificates.Pdf;

namespace CustomerService.App.Tests.Pdf;

/// <summary>Long documents.</summary>
public sealed class BookTests : IAsyncDisposable
{
    private readonly ChromiumPdf _printer = Printing.Printer(o => o.TimeoutSeconds = 60);

    [Fact]
    public async Task Three_hundred_pages_go_to_a_stream_in_small_pieces_with_progress()
    {
        var target = new WatchedStream();
        var progress = new Reports();

        var result = await _printer.RenderAsync(Printing.Book(300), target, progress, TestContext.Current.CancellationToken);

        Assert.Null(result.Refusal);
        Assert.Equal(target.Length, result.Value!.Bytes);
        Assert.InRange(target.LargestWrite, 1, 64 * 1024);
        var pdf = new PdfInspector(target.ToArray());
        Assert.Equal(300, pdf.Pages);
        Assert.Equal("گواهینامه‌ها", pdf.Title);
        Assert.Equal("fa", pdf.Language);
        Assert.True(pdf.IsTagged);
        Assert.Equal(2, pdf.EmbeddedFonts);

        Assert.Equal(Enumerable.Range(1, 300), progress.Seen.Where(p => p.Stage == PdfStage.Composing).Select(p => p.Pages));
        Assert.Equal([PdfStage.Composing, PdfStage.Printing, PdfStage.Saving, PdfStage.Done], progress.Seen.Select(p => p.Stage).Distinct());
        Assert.Equal(progress.Seen.Select(p => p.Fraction).Order(), progress.Seen.Select(p => p.Fraction));
        Assert.Equal(1, progress.Seen[^1].Fraction);
        Assert.Null(_printer.BooksProcessId);
    }

    [Fact]
    public async Task Pages_are_taken_as_they_come_and_not_collected_first()
    {
        var ahead = 0;
        var progress = new Reports();
        var book = Printing.Book(50, page =>
        {
            ahead = Math.Max(ahead, page - progress.Seen.Count);
            return Task.CompletedTask;
        });

        Assert.Null((await _printer.RenderAsync(book, Stream.Null, progress, TestContext.Current.CancellationToken)).Refusal);
        Assert.Equal(1, ahead);
    }

    [Fact]
    public async Task A_certificate_does_not_wait_for_a_long_document()
    {
        var begun = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var book = _printer.RenderAsync(Printing.Book(3, page =>
        {
            begun.TrySetResult();
            return page == 3 ? goOn.Task : Task.CompletedTask;
        }), Stream.Null, null, TestContext.Current.CancellationToken);

        await begun.Task;
        Assert.True((await _printer.InspectAsync(Printing.Request())).IsTagged);
        Assert.False(book.IsCompleted);
        goOn.SetResult();
        Assert.Null((await book).Refusal);
    }

    [Fact]
    public async Task A_page_of_any_length_and_content_arrives_whole()
    {
        var markup = string.Concat(Enumerable.Repeat("<p>متن \\ \" ' ` ${x} \u2028 😀</p>", 2000));
        var book = new PdfBook("x", "fa", PdfPaper.A4Portrait, Printing.Head("<style>@page { size: A5 } section { height: auto !important }</style>"), 2, new[] { $"<section>{markup}</section>", "<section>پایان</section>" }.ToAsyncEnumerable());
        using var target = new MemoryStream();
        Assert.Null((await _printer.RenderAsync(book, target, null, TestContext.Current.CancellationToken)).Refusal);
        Assert.InRange(new PdfInspector(target.ToArray()).Pages, 50, 1000);
    }

    [Fact]
    public async Task Cancelling_stops_at_once_and_the_next_long_document_is_printed()
    {
        using var cancelled = new CancellationTokenSource();
        var book = _printer.RenderAsync(Printing.Book(1000, page => page == 100 ? cancelled.CancelAsync() : Task.CompletedTask), Stream.Null, null, cancelled.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => book);
        Assert.Null(_printer.BooksProcessId);

        Assert.Null((await _printer.RenderAsync(Printing.Book(2), Stream.Null, null, TestContext.Current.CancellationToken)).Refusal);
    }

    [Fact]
    public async Task An_error_of_the_one_who_writes_the_pages_reaches_the_caller_and_the_next_is_printed()
    {
        var book = _printer.RenderAsync(Printing.Book(3, page => page == 2 ? throw new FormatException("page 2") : Task.CompletedTask), Stream.Null, null, TestContext.Current.CancellationToken);
        Assert.Equal("page 2", (await Assert.ThrowsAsync<FormatException>(() => book)).Message);
        Assert.Null((await _printer.RenderAsync(Printing.Book(2), Stream.Null, null, TestContext.Current.CancellationToken)).Refusal);
    }

    public ValueTask DisposeAsync() => _printer.DisposeAsync();

    private sealed class Reports : IProgress<PdfProgress>
    {
        public List<PdfProgress> Seen { get; } = [];

        public void Report(PdfProgress value) => Seen.Add(value);
    }

    private sealed class WatchedStream : MemoryStream
    {
        public int LargestWrite { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            LargestWrite = Math.Max(LargestWrite, buffer.Length);
            return base.WriteAsync(buffer, cancellationToken);
        }
    }
}
