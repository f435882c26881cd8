using System.Globalization;
using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CustomerService.Platform.Spreadsheets;

/// <summary>An Excel workbook of one sheet, written row by row into the zip stream, so that memory use does not grow with its size. In Persian the
/// sheet is right to left. Texts are inline strings: a spreadsheet program never interprets one as a formula.</summary>
public static class XlsxExport
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const uint HeaderStyle = 1;

    /// <summary>Dates as <c>2026-11-20</c>, regardless of the program's language.</summary>
    private const uint DayStyle = 2;

    /// <summary>Day zero of workbook dates for current dates (ECMA-376 part 1, 18.17.4.1, the 1900 date base).</summary>
    private static readonly int DayZero = new DateOnly(1899, 12, 30).DayNumber;

    // The constant parts. A package library would keep the whole sheet in memory so that they could be changed later.
    private static readonly (string Name, string Content)[] FixedParts =
    [
        ("[Content_Types].xml", """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>
            """),
        ("_rels/.rels", """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>
            """),
        ("xl/_rels/workbook.xml.rels", """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>
            """),
        ("xl/styles.xml", """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts><fonts count="2"><font><sz val="10"/><name val="Tahoma"/></font><font><b/><sz val="10"/><name val="Tahoma"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE1EFEC"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf fontId="0" fillId="0" borderId="0"/><xf fontId="1" fillId="2" borderId="0" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf><xf numFmtId="164" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/></cellXfs></styleSheet>
            """),
    ];

    /// <param name="stream">Written sequentially, without seeking.</param>
    /// <param name="sheetName">At most 31 characters, none of <c>[ ] : * ? / \</c>.</param>
    public static async Task WriteAsync<TLine>(
        Stream stream, string sheetName, bool rightToLeft, IReadOnlyList<ExportColumn<TLine>> columns, IAsyncEnumerable<TLine> lines, CancellationToken cancellationToken = default)
    {
        await using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, content) in FixedParts)
        {
            await using var part = await zip.CreateEntry(name).OpenAsync(cancellationToken);
            await part.WriteAsync(Encoding.UTF8.GetBytes(content), cancellationToken);
        }

        await using (var part = await zip.CreateEntry("xl/workbook.xml").OpenAsync(cancellationToken))
        {
            using var writer = OpenXmlWriter.Create(part);
            writer.WriteStartDocument(standalone: true);
            var sheet = new Sheet { Name = sheetName, SheetId = 1, Id = "rId1" };
            writer.WriteElement(new Workbook(new BookViews(new WorkbookView()), new Sheets(sheet)));
        }

        await using var worksheet = await zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).OpenAsync(cancellationToken);
        using var rows = OpenXmlWriter.Create(worksheet);
        rows.WriteStartDocument(standalone: true);
        rows.WriteStartElement(new Worksheet());
        rows.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { RightToLeft = rightToLeft, WorkbookViewId = 0 }));
        rows.WriteElement(new Columns(columns.Select((c, i) => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = c.Width, CustomWidth = true })));
        rows.WriteStartElement(new SheetData());
        WriteRow(rows, 1, [.. columns.Select(c => new ExportValue(c.Header))], HeaderStyle);
        var number = 1;
        await foreach (var line in lines.WithCancellation(cancellationToken))
        {
            WriteRow(rows, ++number, [.. columns.Select(c => c.Value(line))], style: null);
        }

        rows.WriteEndElement();
        rows.WriteElement(new AutoFilter { Reference = $"A1:{Letters(columns.Count)}{number.ToString(CultureInfo.InvariantCulture)}" });
        rows.WriteEndElement();
    }

    private static void WriteRow(OpenXmlWriter writer, int number, ReadOnlySpan<ExportValue> values, uint? style)
    {
        writer.WriteStartElement(new Row { RowIndex = (uint)number });
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            if (value is { Number: null, Day: null, Text: null or "" })
            {
                continue;
            }

            var cell = new Cell { CellReference = Letters(i + 1) + number.ToString(CultureInfo.InvariantCulture) };
            if (style is { } known)
            {
                cell.StyleIndex = known;
            }

            if (value.Number is { } amount)
            {
                cell.CellValue = new CellValue(amount);
            }
            else if (value.Day is { } day)
            {
                cell.StyleIndex = DayStyle;
                cell.CellValue = new CellValue((decimal)(day.DayNumber - DayZero));
            }
            else
            {
                cell.DataType = CellValues.InlineString;
                cell.InlineString = new InlineString(new DocumentFormat.OpenXml.Spreadsheet.Text(SpreadsheetText.ForXml(value.Text)) { Space = SpaceProcessingModeValues.Preserve });
            }

            writer.WriteElement(cell);
        }

        writer.WriteEndElement();
    }

    /// <summary>The letters of a column, from 1: A … Z, AA ….</summary>
    private static string Letters(int column)
    {
        var letters = "";
        for (; column > 0; column = (column - 1) / 26)
        {
            letters = (char)('A' + ((column - 1) % 26)) + letters;
        }

        return letters;
    }
}
