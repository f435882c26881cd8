using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CustomerService.Platform.Spreadsheets;

/// <summary>Exports as answers of an endpoint, written line by line.</summary>
public static class ExportResults
{
    /// <summary>The file is generated while its lines are read.</summary>
    public static PushStreamHttpResult Csv<TLine>(IReadOnlyList<ExportColumn<TLine>> columns, IAsyncEnumerable<TLine> lines, string fileName, CancellationToken cancellationToken) =>
        TypedResults.Stream(stream => CsvExport.WriteAsync(stream, columns, lines, cancellationToken), CsvExport.ContentType, fileName);

    /// <summary>The spreadsheet library writes synchronously, which responses do not allow: a temporary file is written first.</summary>
    public static async Task<FileStreamHttpResult> XlsxAsync<TLine>(
        string sheetName, bool rightToLeft, IReadOnlyList<ExportColumn<TLine>> columns, IAsyncEnumerable<TLine> lines, string fileName, CancellationToken cancellationToken)
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), $"academy-{Guid.NewGuid():N}.xlsx"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
        try
        {
            await XlsxExport.WriteAsync(file, sheetName, rightToLeft, columns, lines, cancellationToken);
            file.Position = 0;
            return TypedResults.Stream(file, XlsxExport.ContentType, fileName);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
