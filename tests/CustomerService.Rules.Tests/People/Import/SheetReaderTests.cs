using System.IO.Compression;
using System.Text;
using CustomerService.People.Import.Sheets;
using CustomerService.People.Rules.Imports;
using CustomerService.Platform;

namespace CustomerService.Rules.Tests.People.Import;

public sealed class SheetReaderTests
{
    private static readonly SheetLimits Small = new() { MaxFileBytes = 4096, MaxRows = 3, MaxColumns = 4, MaxCellLength = 20, MaxExpandedBytes = 20_000, MaxSharedCharacters = 200 };

    [Theory]
    [InlineData("نام,کد\nسارا,0012\n", ',')]
    [InlineData("نام;کد\r\nسارا;0012\r\n", ';')]
    [InlineData("نام\tکد\nسارا\t0012", '\t')]
    [InlineData("sep=;\nنام;کد\nسارا;0012", ';')]
    public void Values_are_separated_by_whatever_the_first_line_uses_and_keep_their_zeros(string text, char separator)
    {
        var rows = Read(Encoding.UTF8.GetBytes(text));
        Assert.Equal(["نام", "کد"], rows[0].Cells);
        Assert.Equal((separator, "سارا", "0012"), (separator, rows[1].Cells[0], rows[1].Cells[1]));
    }

    [Fact]
    public void A_text_is_read_in_every_encoding_of_Unicode()
    {
        const string Text = "نام,unit\nکیان,فروش\n";
        foreach (var encoding in new Encoding[] { new UTF8Encoding(true), new UTF8Encoding(false), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true), new UnicodeEncoding(false, false), new UnicodeEncoding(true, false) })
        {
            var rows = Read([.. encoding.GetPreamble(), .. encoding.GetBytes(Text)]);
            Assert.Equal((encoding.BodyName, "نام", "کیان", "فروش"), (encoding.BodyName, rows[0].Cells[0], rows[1].Cells[0], rows[1].Cells[1]));
        }
    }

    [Fact]
    public void A_text_in_Windows_1256_is_refused_and_not_guessed() =>
        Assert.IsType<ImportEncodingUnknown>(RefusalOf([0xE4, 0xC7, 0xE3, (byte)',', (byte)'a', (byte)'\n', 0xD3, 0xC7, 0xD1, 0xC7]));

    [Fact]
    public void A_cell_may_hold_separators_lines_and_quotation_marks_and_rows_keep_the_number_of_their_first_line()
    {
        var rows = Read("name,note\n\n\"a, b\",\"two\nlines and \"\"marks\"\"\"\nc,d\n"u8.ToArray());
        Assert.Equal([1, 3, 5], rows.Select(r => r.Number));
        Assert.Equal(["a, b", "two\nlines and \"marks\""], rows[1].Cells);
    }

    /// <summary>Exports put an apostrophe before what would be a formula.</summary>
    [Fact]
    public void What_an_export_protected_is_read_as_it_was() =>
        Assert.Equal(["+44 20 7946 0000", "-", "'quoted'"], Read("a,b,c\n'+44 20 7946 0000,'-,'quoted'"u8.ToArray())[1].Cells);

    [Fact]
    public void A_workbook_gives_the_texts_of_its_first_visible_sheet()
    {
        using var file = TestWorkbook.Of(
            """
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>نام</t></is></c></row>
            <row r="4"><c r="A4" t="s"><v>1</v></c><c r="B4"><f>1+1</f><v>2</v></c><c r="C4" t="str"><f>A1</f><v>از فرمول</v></c><c r="D4" t="b"><v>1</v></c></row>
            <row r="5" spans="1:2"/><row r="6"><c r="A6" t="inlineStr"><is><t>  </t></is></c></row>
            """,
            "<si><t>کد</t></si><si><r><t>00</t></r><r><t>12</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si>");
        var rows = SheetReader.Read(file, SheetLimits.Default).ToList();
        Assert.Equal([1, 4], rows.Select(r => r.Number));
        Assert.Equal(["کد", "", "نام"], rows[0].Cells);
        Assert.Equal(["0012", "2", "از فرمول", "TRUE"], rows[1].Cells);
    }

    [Fact]
    public void Numbers_with_the_format_of_a_date_are_days_and_all_others_are_written_out()
    {
        const string Row = """<row r="1"><c r="A1" s="1"><v>46347</v></c><c r="B1" s="2"><v>46347.75</v></c><c r="C1" s="4"><v>46347</v></c><c r="D1"><v>9.12345678E+9</v></c><c r="E1" s="3"><v>0.5</v></c><c r="F1" s="1"><v>45</v></c></row>""";
        using var file = TestWorkbook.Of(Row);
        Assert.Equal(["2026-11-21", "2026-11-21", "46347", "9123456780", "0.5", "1900-02-14"], SheetReader.Read(file, SheetLimits.Default).Single().Cells);
        using var mac = TestWorkbook.Of("""<row r="1"><c r="A1" s="1"><v>44885</v></c></row>""", workbook: "<workbookPr date1904=\"1\"/>");
        Assert.Equal(["2026-11-21"], SheetReader.Read(mac, SheetLimits.Default).Single().Cells);
    }

    [Fact]
    public void What_is_no_table_is_told_by_what_it_is()
    {
        Assert.IsType<ImportFileEmpty>(RefusalOf([]));
        Assert.IsType<ImportOldWorkbook>(RefusalOf([0xD0, 0xCF, 0x11, 0xE0, 1, 2, 3]));
        Assert.IsType<ImportFileNotRead>(RefusalOf([0x50, 0x4B, 0x03, 0x04, 9, 9, 9]));
        Assert.IsType<ImportFileNotRead>(RefusalOf([0x89, (byte)'P', (byte)'N', (byte)'G', 0, 0, 13, 10]));
        using var empty = new MemoryStream();
        using (var zip = new ZipArchive(empty, ZipArchiveMode.Create, leaveOpen: true)) { TestWorkbook.Part(zip, "word/document.xml", "<a/>"); }
        Assert.IsType<ImportFileNotRead>(RefusalOf(empty.ToArray()));
        using var broken = TestWorkbook.Of("<row r=\"1\"><c>");
        Assert.IsType<ImportFileNotRead>(RefusalOf(broken.ToArray()));
    }

    [Fact]
    public void A_document_type_and_its_entities_are_refused()
    {
        using var file = TestWorkbook.Of("""<row r="1"><c r="A1" t="inlineStr"><is><t>&x;</t></is></c></row>""", prolog: "<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>");
        Assert.IsType<ImportFileNotRead>(RefusalOf(file.ToArray()));
    }

    [Fact]
    public void Each_limit_is_told_with_its_number()
    {
        Assert.Equal(new ImportFileTooLarge(0), RefusalOf(new byte[5000], Small));
        Assert.Equal(new ImportTooManyRows(3), RefusalOf("a\nb\nc\nd\ne\n"u8.ToArray(), Small));
        Assert.Equal(new ImportTooManyColumns(4), RefusalOf("a,b,c,d,e\n"u8.ToArray(), Small));
        Assert.Equal(new ImportCellTooLong(2, 20), RefusalOf(Encoding.UTF8.GetBytes("a\n" + new string('x', 21)), Small));
        using var wide = TestWorkbook.Of("""<row r="1"><c r="AZ1"><v>1</v></c></row>""");
        Assert.Equal(new ImportTooManyColumns(4), RefusalOf(wide.ToArray(), Small));
    }

    /// <summary>Half a kilobyte that unfolds to more, whether the archive says so or not.</summary>
    [Fact]
    public void A_workbook_that_unfolds_to_too_much_is_refused_while_it_is_read()
    {
        using var sheet = TestWorkbook.Of(new string(' ', 30_000));
        Assert.IsType<ImportExpandsTooMuch>(RefusalOf(sheet.ToArray(), Small));
        using var shared = TestWorkbook.Of("", string.Concat(Enumerable.Repeat("<si><t>aaaa</t></si>", 20)));
        Assert.IsType<ImportExpandsTooMuch>(RefusalOf(shared.ToArray(), Small));
        using var many = TestWorkbook.Of("", more: zip => { for (var i = 0; i < 12; i++) { TestWorkbook.Part(zip, $"x{i}", ""); } });
        Assert.IsType<ImportExpandsTooMuch>(RefusalOf(many.ToArray(), Small with { MaxParts = 10 }));
    }

    private static List<SheetRow> Read(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return [.. SheetReader.Read(stream, SheetLimits.Default)];
    }

    private static Refusal RefusalOf(byte[] file, SheetLimits? limits = null)
    {
        using var stream = new MemoryStream(file);
        return Assert.Throws<SheetUnreadableException>(() => SheetReader.Read(stream, limits ?? SheetLimits.Default).Count()).Refusal;
    }
}
