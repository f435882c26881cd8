using System.IO.Compression;
using System.Text;

namespace CustomerService.Rules.Tests.People.Import;

/// <summary>A workbook of one sheet, written by hand so that a test says each cell as a spreadsheet program does.</summary>
internal static class TestWorkbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Document = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <param name="rows">The content of <c>sheetData</c>.</param>
    /// <param name="shared">The content of <c>sst</c>.</param>
    public static MemoryStream Of(string rows, string shared = "", string workbook = "", string prolog = "", Action<ZipArchive>? more = null)
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(zip, "_rels/.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="{Document}/officeDocument" Target="/xl/workbook.xml"/></Relationships>""");
            Part(zip, "xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Document}">{workbook}<sheets><sheet name="hidden" sheetId="1" state="hidden" r:id="r9"/><sheet name="people" sheetId="2" r:id="r1"/></sheets></workbook>""");
            Part(zip, "xl/_rels/workbook.xml.rels", $"""
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{Document}/worksheet" Target="worksheets/sheet1.xml"/>
                <Relationship Id="r9" Type="{Document}/worksheet" Target="worksheets/hidden.xml"/><Relationship Id="r2" Type="{Document}/sharedStrings" Target="sharedStrings.xml"/>
                <Relationship Id="r3" Type="{Document}/styles" Target="styles.xml"/><Relationship Id="r4" Type="{Document}/externalLink" Target="file:///etc/passwd" TargetMode="External"/></Relationships>
                """);
            Part(zip, "xl/sharedStrings.xml", $"""<sst xmlns="{Main}">{shared}</sst>""");
            // 0: general, 1: built-in date, 2: a Persian date of its own, 3: text, 4: a number with a word in quotes
            Part(zip, "xl/styles.xml", $"""
                <styleSheet xmlns="{Main}"><numFmts><numFmt numFmtId="164" formatCode="[$-fa-IR,16]yyyy/mm/dd;@"/><numFmt numFmtId="165" formatCode="0&quot; days&quot;"/></numFmts>
                <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="49"/><xf numFmtId="165"/></cellXfs></styleSheet>
                """);
            Part(zip, "xl/worksheets/sheet1.xml", $"""{prolog}<worksheet xmlns="{Main}"><sheetData>{rows}</sheetData></worksheet>""");
            more?.Invoke(zip);
        }

        file.Position = 0;
        return file;
    }

    public static void Part(ZipArchive zip, string name, string content)
    {
        using var part = zip.CreateEntry(name).Open();
        part.Write(Encoding.UTF8.GetBytes(content));
    }
}
