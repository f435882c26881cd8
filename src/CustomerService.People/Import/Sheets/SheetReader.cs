using CustomerService.People.Rules.Imports;

namespace CustomerService.People.Import.Sheets;

/// <summary>Reads the rows of a file, whatever kind of table it is: by what it holds, not by its name.</summary>
public static class SheetReader
{
    /// <summary>The rows that have something in them, the first of which is the header. Read while they are asked for.</summary>
    /// <param name="file">Can be sought.</param>
    /// <exception cref="SheetUnreadableException">While reading: the file is no table, or holds too much.</exception>
    public static IEnumerable<SheetRow> Read(Stream file, SheetLimits limits)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(limits);
        if (file.Length == 0)
        {
            throw new SheetUnreadableException(new ImportFileEmpty());
        }

        if (file.Length > limits.MaxFileBytes)
        {
            throw new SheetUnreadableException(new ImportFileTooLarge(limits.MaxFileBytes / (1024 * 1024)));
        }

        Span<byte> start = stackalloc byte[4];
        file.Position = 0;
        var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        var rows = start[..read] switch
        {
            [0x50, 0x4B, 0x03, 0x04] => XlsxSheetReader.Read(file, limits),
            // A compound file: a workbook of Excel before 2007, or one with a password.
            [0xD0, 0xCF, 0x11, 0xE0] => throw new SheetUnreadableException(new ImportOldWorkbook()),
            _ => CsvSheetReader.Read(file, limits),
        };
        return Bounded(rows, limits);
    }

    private static IEnumerable<SheetRow> Bounded(IEnumerable<SheetRow> rows, SheetLimits limits)
    {
        var count = 0;
        foreach (var row in rows.Where(r => !r.IsEmpty))
        {
            if (count++ > limits.MaxRows)
            {
                throw new SheetUnreadableException(new ImportTooManyRows(limits.MaxRows));
            }

            yield return row;
        }
    }

    /// <summary>The cells of a row without the empty ones at its end.</summary>
    internal static IReadOnlyList<string> Checked(List<string> cells, int row, SheetLimits limits)
    {
        while (cells.Count > 0 && cells[^1].Length == 0)
        {
            cells.RemoveAt(cells.Count - 1);
        }

        if (cells.Count > limits.MaxColumns)
        {
            throw new SheetUnreadableException(new ImportTooManyColumns(limits.MaxColumns));
        }

        return cells.Exists(c => c.Length > limits.MaxCellLength) ? throw new SheetUnreadableException(new ImportCellTooLong(row, limits.MaxCellLength)) : cells;
    }
}
