using System.Globalization;
using CsvHelper;

namespace CustomerService.Platform.Spreadsheets;

/// <summary>Comma-separated values by RFC 4180, in UTF-8 with a BOM for spreadsheet programs. Written line by line.</summary>
public static class CsvExport
{
    public const string ContentType = "text/csv; charset=utf-8";

    public static async Task WriteAsync<TLine>(Stream stream, IReadOnlyList<ExportColumn<TLine>> columns, IAsyncEnumerable<TLine> lines, CancellationToken cancellationToken = default)
    {
        await using var csv = CsvWriter.Create(stream, new CsvWriterOptions { WriteByteOrderMark = true }, leaveOpen: true);
        foreach (var column in columns)
        {
            WriteText(csv, column.Header);
        }

        await csv.EndRecordAsync(cancellationToken);
        await foreach (var line in lines.WithCancellation(cancellationToken))
        {
            foreach (var column in columns)
            {
                var value = column.Value(line);
                if (value.Number is { } number)
                {
                    csv.WriteField(number);
                }
                else if (value.Day is { } day)
                {
                    csv.WriteField(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                }
                else
                {
                    WriteText(csv, value.Text);
                }
            }

            await csv.EndRecordAsync(cancellationToken);
        }

        await csv.FlushAsync(cancellationToken);
    }

    private static void WriteText(CsvWriter csv, string? value)
    {
        var text = SpreadsheetText.ForCsv(value);
        csv.WriteField(text, SpreadsheetText.NeedsQuotes(text) ? CsvQuoting.Always : CsvQuoting.WhenNeeded);
    }
}
