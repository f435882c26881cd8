using CustomerService.Certificates.Document;
using CustomerService.Certificates.Pdf;
using CustomerService.Platform;
using CustomerService.Platform.Localization;

namespace CustomerService.App.Tests.Certificates;

/// <summary>Requirements on every certificate printer, shown with one that uses neither HTML nor a browser.</summary>
public sealed class CertificatePrinterTests
{
    private static readonly CertificateBatch Two = new("Two", Language.English, 2, new[] { Sheet("Sara"), Sheet("Ali") }.ToAsyncEnumerable());

    [Fact]
    public async Task A_temporary_file_holds_the_document_until_it_is_closed()
    {
        var result = await new NamePrinter(refusal: null).PrintToTemporaryFileAsync(Two, null, TestContext.Current.CancellationToken);
        var file = result.Value!;
        using var reader = new StreamReader(file);
        Assert.Equal("Two: Sara, Ali, ", await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.True(File.Exists(file.Name));
        await file.DisposeAsync();
        Assert.False(File.Exists(file.Name));
    }

    [Fact]
    public async Task A_refusal_reaches_the_caller_instead_of_a_file()
    {
        var result = await new NamePrinter(new PdfBusy()).PrintToTemporaryFileAsync(Two, null, TestContext.Current.CancellationToken);
        Assert.IsType<PdfBusy>(result.Refusal);
    }

    private static CertificateSheet Sheet(string name)
    {
        var nothing = new SetText("", Language.English);
        return new CertificateSheet(
            Language.English, "", nothing, nothing, "", new SetText(name, Language.English), "", [], false, [], [], nothing, nothing, QrPath.Of("https://academy.example"), "", null, name);
    }

    /// <summary>Writes the names.</summary>
    private sealed class NamePrinter(Refusal? refusal) : ICertificatePrinter
    {
        public Task<Result<PdfFile>> PrintAsync(CertificateSheet sheet, CancellationToken cancellationToken) => throw new NotSupportedException();

        public async Task<Result<PdfWritten>> PrintAsync(CertificateBatch batch, Stream target, IProgress<PdfProgress>? progress, CancellationToken cancellationToken)
        {
            await target.WriteAsync(System.Text.Encoding.UTF8.GetBytes($"{batch.Title}: "), cancellationToken);
            await foreach (var sheet in batch.Sheets.WithCancellation(cancellationToken))
            {
                await target.WriteAsync(System.Text.Encoding.UTF8.GetBytes($"{sheet.Name.Text}, "), cancellationToken);
            }

            return refusal is not null ? refusal : new PdfWritten(target.Length);
        }
    }
}
