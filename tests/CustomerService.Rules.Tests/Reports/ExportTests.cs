using System.Text;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Spreadsheets;
using CustomerService.Reports.Export;
using CustomerService.Reports.Rules;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace CustomerService.Rules.Tests.Reports;

public sealed class ExportTests
{
    private static readonly DateTime Now = new(2026, 11, 21, 8, 30, 0, DateTimeKind.Utc);
    private static readonly MatrixCourse Course = new("C03", new LocalText("ICARE در عمل", "ICARE in Practice"));

    private static ExportLine Line(string family = "محمدی", string? latin = "Mohammadi", LocalText? job = null)
    {
        var cell = new MatrixCell("C03", CellState.Completed, false, Now.AddDays(-30), Now, Now.AddDays(-20), Now.AddDays(-1), 93, 80, 2, false, null, ActiveMinutes: 45);
        var place = new MatrixMembership(new("کارفرما", "Employer"), new("مرکز تماس", "Contact centre"), Audience.Frontline, job ?? LocalText.Empty, "0042");
        return new(new MatrixRow(Guid.NewGuid(), new PersonName("سارا", family, "Sara", latin), [place], [cell]), Course, cell);
    }

    private static async IAsyncEnumerable<ExportLine> Lines(params ExportLine[] lines)
    {
        await Task.Yield();
        foreach (var line in lines)
        {
            yield return line;
        }
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+98912", "'+98912")]
    [InlineData("-2", "'-2")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "'\rx")]
    [InlineData("＝1", "'＝1")]
    [InlineData("آ;=1+2 ب", "آ;'=1+2 ب")]
    [InlineData("a\t=1\n+2\r-3;@x", "a\t'=1\n'+2\r'-3;'@x")]
    [InlineData("سارا", "سارا")]
    [InlineData("a=b; c", "a=b; c")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void A_text_cannot_begin_a_formula_in_a_csv_file(string? text, string written) => Assert.Equal(written, SpreadsheetText.ForCsv(text));

    [Fact]
    public void Characters_that_xml_cannot_hold_are_dropped() => Assert.Equal("ab😀\uFFFD", SpreadsheetText.ForXml("a\u0000\u0007b😀\uD800"));

    [Theory]
    [InlineData("a;b")]
    [InlineData("a,b")]
    [InlineData("a\tb")]
    [InlineData("a\rb")]
    [InlineData("a\nb")]
    public async Task A_cell_that_some_program_would_split_is_quoted_in_a_csv_file(string latin)
    {
        using var file = new MemoryStream();
        await CsvExport.WriteAsync(file, ReadAs.In(Language.English, () => ExportColumns.For(LocalizedFormatter.For(Language.English))), Lines(Line(latin: latin)), TestContext.Current.CancellationToken);

        Assert.Contains($"\"Sara {latin}\"", Encoding.UTF8.GetString(file.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_csv_file_is_utf8_with_its_mark_and_quotes_what_needs_it()
    {
        using var file = new MemoryStream();
        var formatter = LocalizedFormatter.For(Language.English);
        await CsvExport.WriteAsync(file, ReadAs.In(Language.English, () => ExportColumns.For(formatter)), Lines(Line(latin: "O\"Hara, Jr"), Line(job: new("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"))), TestContext.Current.CancellationToken);
        var bytes = file.ToArray();
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var rows = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        Assert.StartsWith("Name,Name in Latin letters,", rows[0], StringComparison.Ordinal);
        Assert.Contains("\"Sara O\"\"Hara, Jr\"", rows[1], StringComparison.Ordinal);
        Assert.Contains(",20 Nov 2026,2026-11-20,93,", rows[1], StringComparison.Ordinal);
        Assert.Contains(",'=cmd|' /C calc'!A0,", rows[2], StringComparison.Ordinal);
        Assert.Equal("", rows[3]);
    }

    [Theory]
    [InlineData(Language.Persian, "۱۴۰۵/۰۸/۲۹")]
    [InlineData(Language.English, "20 Nov 2026")]
    public async Task A_workbook_runs_in_the_readers_direction_and_holds_text_numbers_and_no_formula(Language language, string completed)
    {
        using var file = new MemoryStream();
        var formatter = LocalizedFormatter.For(language);
        var columns = ReadAs.In(language, () => ExportColumns.For(formatter));
        await ReadAs.InAsync(language, () => XlsxExport.WriteAsync(file, "X", language.IsRightToLeft(), columns, Lines(Line(family: "=1+1\u0007"))));
        file.Position = 0;

        using var workbook = SpreadsheetDocument.Open(file, isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(workbook).Select(e => e.Description));
        var sheet = workbook.WorkbookPart!.WorksheetParts.Single().Worksheet;
        var view = sheet.GetFirstChild<SheetViews>()!.GetFirstChild<SheetView>()!;
        Assert.Equal(language == Language.Persian, view.RightToLeft!.Value);
        Assert.Equal((PaneStateValues.Frozen, 1d), (view.Pane!.State!.Value, view.Pane.VerticalSplit!.Value));
        Assert.Equal(columns.Count, sheet.GetFirstChild<Columns>()!.Count());
        Assert.Empty(sheet.Descendants<CellFormula>());

        var rows = sheet.Descendants<Row>().ToList();
        Assert.Equal(columns.Select(c => c.Header), rows[0].Elements<Cell>().Select(c => c.InnerText));
        var values = rows[1].Elements<Cell>().ToDictionary(c => columns[c.CellReference!.Value![0] - 'A'].Header, c => c);
        string Value(int column) => values[columns[column].Header].InnerText;
        Assert.Equal("سارا =1+1", Value(0));
        Assert.Equal(CellValues.InlineString, values[columns[0].Header].DataType!.Value);
        Assert.Equal("0042", Value(2));
        // 46346 is the day's number in a workbook; its style shows it as 2026-11-20.
        Assert.Equal((completed, "46346"), (Value(15), Value(16)));
        var formats = workbook.WorkbookPart.WorkbookStylesPart!.Stylesheet!;
        var style = formats.CellFormats!.Elements<CellFormat>().ElementAt((int)values[columns[16].Header].StyleIndex!.Value);
        Assert.Equal("yyyy\\-mm\\-dd", formats.NumberingFormats!.Elements<NumberingFormat>().Single(f => f.NumberFormatId! == style.NumberFormatId!).FormatCode!.Value);
        Assert.Equal(language == Language.Persian ? "فعال" : "Active", Value(20));
        Assert.Equal("93", Value(17));
        // Credited hours, and beside them those at work.
        Assert.Equal(("1.33", "0.75"), (Value(18), Value(21)));
        Assert.Null(values[columns[17].Header].DataType);
    }

    [Fact]
    public void A_person_without_a_course_still_has_a_line_unless_a_state_is_asked_for()
    {
        var row = Line().Row with { Cells = [MatrixCell.Of("C03", CellInputs.None, new(Now, Now.AddDays(60)))] };
        Assert.Null(Assert.Single(ExportLine.Of(row, [Course], MatrixFilter.All)).Course);
        Assert.Equal(CellState.NotAssigned, Assert.Single(ExportLine.Of(row, [Course], MatrixFilter.All with { CourseId = "C03" })).Cell!.State);
        Assert.Empty(ExportLine.Of(row, [Course], MatrixFilter.All with { State = CellState.Overdue }));
    }
}
