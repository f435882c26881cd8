using System.Buffers;
using System.Text;
using CsvHelper;
using CustomerService.People.Rules.Imports;

namespace CustomerService.People.Import.Sheets;

/// <summary>Reads a text of separated values: by comma, semicolon or tab, whichever the first line has most of; UTF-8 with or without its mark, or UTF-16.
/// A text in another encoding, such as Windows-1256, is refused: its letters could be read in several ways.</summary>
internal static class CsvSheetReader
{
    private const int GuessBytes = 64 * 1024;

    private static readonly char[] Delimiters = [',', ';', '\t'];

    /// <summary>What our own exports put an apostrophe before, so that no spreadsheet program takes it for a formula.</summary>
    private static readonly SearchValues<char> FormulaStarts = SearchValues.Create("=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20");

    public static IEnumerable<SheetRow> Read(Stream file, SheetLimits limits)
    {
        var encoding = EncodingOf(file);
        var delimiter = DelimiterOf(file, encoding);
        file.Position = 0;
        using var text = new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: false, bufferSize: 16 * 1024, leaveOpen: true);
        using var csv = CsvReader.Create(text, new CsvReaderOptions
        {
            Separator = delimiter, HasHeader = false, TrackLineNumbers = true, IncludeValuesInExceptions = false,
            // Of bytes in UTF-8: an unclosed quotation mark must not swallow the rest of the file.
            MaxRecordSize = Math.Max(64 * 1024, limits.MaxCellLength * 4 * 8),
        }, leaveOpen: true);
        while (Next(csv, limits))
        {
            var (number, cells) = ((int)csv.LineNumber, new List<string>(csv.FieldCount));
            for (var i = 0; i < csv.FieldCount; i++)
            {
                cells.Add(Plain(csv.GetString(i)));
            }

            if (number == 1 && cells is [var first, ..] && cells.Count <= 2 && first.StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            yield return new SheetRow(number, SheetReader.Checked(cells, number, limits));
        }
    }

    private static bool Next(CsvReader csv, SheetLimits limits)
    {
        try
        {
            return csv.Read();
        }
        catch (DecoderFallbackException e)
        {
            throw new SheetUnreadableException(new ImportEncodingUnknown(), e);
        }
        catch (CsvFormatException e)
        {
            throw new SheetUnreadableException(new ImportCellTooLong(e.LineNumber, limits.MaxCellLength), e);
        }
    }

    /// <summary>The cell as it was before an export protected it.</summary>
    private static string Plain(string cell)
    {
        var trimmed = cell.Trim('\uFEFF', ' ', '\t', '\r', '\n', '\u00A0');
        return trimmed is ['\'', var next, ..] && FormulaStarts.Contains(next) ? trimmed[1..] : trimmed;
    }

    private static Encoding EncodingOf(Stream file)
    {
        Span<byte> start = stackalloc byte[256];
        file.Position = 0;
        start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        return start switch
        {
            [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
            [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
            // Without a mark, every second byte of a delimiter or a digit is zero.
            _ when start.Contains((byte)0) => Zeros(start, odd: true) > Zeros(start, odd: false) ? new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true)
                : Zeros(start, odd: false) > 0 && Zeros(start, odd: true) == 0 ? new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true)
                : throw new SheetUnreadableException(new ImportFileNotRead()),
            _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
        };
    }

    private static int Zeros(ReadOnlySpan<byte> bytes, bool odd)
    {
        var count = 0;
        for (var i = odd ? 1 : 0; i < bytes.Length; i += 2)
        {
            count += bytes[i] == 0 ? 1 : 0;
        }

        return count;
    }

    private static char DelimiterOf(Stream file, Encoding encoding)
    {
        var buffer = new byte[GuessBytes];
        file.Position = 0;
        var read = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        // A letter may be cut in two at the end: this decoder does not mind, the reader of the rows does.
        var text = (encoding is UTF8Encoding ? Encoding.UTF8 : encoding.BodyName == "utf-16BE" ? Encoding.BigEndianUnicode : Encoding.Unicode).GetString(buffer, 0, read).TrimStart('\uFEFF', '\r', '\n');
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 4 && Delimiters.Contains(text[4]))
        {
            return text[4];
        }

        var counts = new int[Delimiters.Length];
        var isQuoted = false;
        foreach (var character in text)
        {
            isQuoted ^= character == '"';
            if (isQuoted)
            {
                continue;
            }

            if (character is '\n' or '\r')
            {
                break;
            }

            if (Array.IndexOf(Delimiters, character) is >= 0 and var at)
            {
                counts[at]++;
            }
        }

        return Delimiters[Array.IndexOf(counts, counts.Max())];
    }
}
