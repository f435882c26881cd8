using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using CustomerService.People.Rules.Imports;

namespace CustomerService.People.Import.Sheets;

/// <summary>Reads the first visible sheet of an Excel workbook, row by row from the packed file (ECMA-376 part 1, clause 18). The parts are read by a plain
/// XML reader and not by a package library: what they unfold to is counted while it is read, whatever the archive says of itself, and nothing that they refer
/// to outside is followed. A formula counts as its stored value. Texts stay as they are, with leading zeros; a number with a date format becomes
/// <c>2026-11-21</c>.</summary>
internal static class XlsxSheetReader
{
    private const string Spreadsheet = "officeDocument";

    /// <summary>Days from day zero of the 1900 date base (1899-12-30) to that of the 1904 base.</summary>
    private const int Days1904 = 1462;

    /// <summary>The last day that a workbook can hold: 9999-12-31.</summary>
    private const int LastDay = 2_958_465;

    private static readonly int DayZero = new DateOnly(1899, 12, 30).DayNumber;

    public static IEnumerable<SheetRow> Read(Stream file, SheetLimits limits)
    {
        using var book = Opened(() => new Book(file, limits));
        var rows = RowsOf(book, limits).GetEnumerator();
        while (Opened(rows.MoveNext))
        {
            yield return rows.Current;
        }
    }

    /// <summary>A damaged archive or part is told as one sentence.</summary>
    private static T Opened<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or FormatException or OverflowException or ArgumentException or EndOfStreamException)
        {
            throw new SheetUnreadableException(new ImportFileNotRead(), e);
        }
    }

    private static IEnumerable<SheetRow> RowsOf(Book book, SheetLimits limits)
    {
        using var xml = book.Open(book.Sheet);
        var (number, cells) = (0, new List<string>());
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "row" })
            {
                number = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var told) ? told : number + 1;
                cells = [];
                if (xml.IsEmptyElement)
                {
                    continue;
                }
            }
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "c" })
            {
                var column = ColumnOf(xml.GetAttribute("r")) ?? cells.Count;
                var text = CellOf(xml, book, number, limits);
                if (text.Length == 0)
                {
                    continue;
                }

                if (column >= limits.MaxColumns)
                {
                    throw new SheetUnreadableException(new ImportTooManyColumns(limits.MaxColumns));
                }

                while (cells.Count <= column)
                {
                    cells.Add("");
                }

                cells[column] = text;
            }
            else if (xml is { NodeType: XmlNodeType.EndElement, LocalName: "row" })
            {
                yield return new SheetRow(number, SheetReader.Checked(cells, number, limits));
            }
        }
    }

    /// <summary>The text of the cell at which the reader stands; leaves it at the cell's end.</summary>
    private static string CellOf(XmlReader xml, Book book, int row, SheetLimits limits)
    {
        var (type, style) = (xml.GetAttribute("t"), xml.GetAttribute("s"));
        if (xml.IsEmptyElement)
        {
            return "";
        }

        var (value, inline, depth) = ("", new StringBuilder(), xml.Depth);
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "v" } && xml.Depth == depth + 1)
            {
                value = Content(xml, row, limits);
            }
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "is" })
            {
                ReadTexts(xml, inline, row, limits);
            }
        }

        return (type switch
        {
            "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? book.Shared(index) : "",
            "inlineStr" => inline.ToString(),
            "str" or "e" => value,
            "b" => value is "1" or "true" ? "TRUE" : "FALSE",
            "d" => value is { Length: >= 10 } ? value[..10] : value,
            _ => NumberOf(value, book.IsDate(style), book.Uses1904),
        }).Trim('\uFEFF', ' ', '\t', '\r', '\n', '\u00A0');
    }

    private static string NumberOf(string value, bool isDate, bool uses1904)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            return value;
        }

        if (isDate)
        {
            var day = Math.Floor(number) + (uses1904 ? Days1904 : 0);
            // Day 60 of the 1900 base, the 29 February that never was, shifts what is before it.
            return day is >= 1 and <= LastDay ? DateOnly.FromDayNumber(DayZero + (int)day + (day < 60 ? 1 : 0)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : value;
        }

        // Written out: 9.12E+09 is a telephone number. Beyond 15 digits a workbook does not hold them.
        return Math.Abs(number) < 1e15 ? ((decimal)number).ToString("0.##########", CultureInfo.InvariantCulture) : value;
    }

    /// <summary>The place of a column, from 0: <c>AB12</c> is 27.</summary>
    private static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var letter in reference ?? "")
        {
            if (!char.IsAsciiLetter(letter))
            {
                break;
            }

            column = (column * 26) + (char.ToUpperInvariant(letter) - 'A') + 1;
            if (column > 20_000)
            {
                return null;
            }
        }

        return column == 0 ? null : column - 1;
    }

    private static string Content(XmlReader xml, int row, SheetLimits limits)
    {
        var text = new StringBuilder();
        ReadContent(xml, text, row, limits);
        return text.ToString();
    }

    /// <summary>Adds the characters of the element at which the reader stands; leaves it at the element's end.</summary>
    private static void ReadContent(XmlReader xml, StringBuilder text, int row, SheetLimits limits)
    {
        if (xml.IsEmptyElement)
        {
            return;
        }

        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
            {
                if (text.Length + xml.Value.Length > limits.MaxCellLength * 4)
                {
                    throw new SheetUnreadableException(new ImportCellTooLong(row, limits.MaxCellLength));
                }

                text.Append(xml.Value);
            }
        }
    }

    /// <summary>The text of a shared or inline string: its runs without the reading aids for Japanese.</summary>
    private static void ReadTexts(XmlReader xml, StringBuilder text, int row, SheetLimits limits)
    {
        if (xml.IsEmptyElement)
        {
            return;
        }

        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "rPh" })
            {
                ReadContent(xml, new StringBuilder(), row, limits);
            }
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "t" })
            {
                ReadContent(xml, text, row, limits);
            }
        }
    }

    /// <summary>The parts of a workbook that the rows need.</summary>
    private sealed class Book : IDisposable
    {
        private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true, IgnoreComments = true, IgnoreProcessingInstructions = true };

        private readonly ZipArchive _zip;
        private readonly SheetLimits _limits;
        private readonly List<string> _shared = [];
        private readonly HashSet<int> _dates = [];
        private long _expanded;

        public Book(Stream file, SheetLimits limits)
        {
            _limits = limits;
            _zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            try
            {
                if (_zip.Entries.Count > limits.MaxParts || _zip.Entries.Sum(e => e.Length) > limits.MaxExpandedBytes)
                {
                    throw new SheetUnreadableException(new ImportExpandsTooMuch());
                }

                var workbook = Relations("").FirstOrDefault(r => r.Type == Spreadsheet).Target ?? throw new InvalidDataException("No workbook.");
                var parts = Relations(workbook);
                Sheet = SheetOf(workbook, parts);
                if (parts.FirstOrDefault(p => p.Type == "sharedStrings").Target is { } shared)
                {
                    ReadShared(shared);
                }

                if (parts.FirstOrDefault(p => p.Type == "styles").Target is { } styles)
                {
                    ReadStyles(styles);
                }
            }
            catch
            {
                _zip.Dispose();
                throw;
            }
        }

        /// <summary>The part of the first visible sheet.</summary>
        public string Sheet { get; }

        public bool Uses1904 { get; private set; }

        public string Shared(int index) => index < _shared.Count ? _shared[index] : "";

        public bool IsDate(string? style) => style is not null && int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && _dates.Contains(index);

        public void Dispose() => _zip.Dispose();

        public XmlReader Open(string part)
        {
            var entry = _zip.GetEntry(part) ?? _zip.Entries.FirstOrDefault(e => e.FullName.Equals(part, StringComparison.OrdinalIgnoreCase)) ?? throw new InvalidDataException("A part is missing.");
            return XmlReader.Create(new Counted(entry.Open(), read =>
            {
                _expanded += read;
                if (_expanded > _limits.MaxExpandedBytes)
                {
                    throw new SheetUnreadableException(new ImportExpandsTooMuch());
                }
            }), Settings);
        }

        /// <summary>What a part refers to within the archive: the last word of the relation's type, and the part.</summary>
        private List<(string Id, string Type, string Target)> Relations(string part)
        {
            var folder = part.Contains('/', StringComparison.Ordinal) ? part[..(part.LastIndexOf('/') + 1)] : "";
            var found = new List<(string, string, string)>();
            using var xml = Open($"{folder}_rels/{part[folder.Length..]}.rels");
            while (xml.Read())
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && xml.GetAttribute("TargetMode") != "External" && xml.GetAttribute("Target") is { } target)
                {
                    var type = xml.GetAttribute("Type") ?? "";
                    found.Add((xml.GetAttribute("Id") ?? "", type[(type.LastIndexOf('/') + 1)..], Uri.UnescapeDataString(new Uri(new Uri("part:/" + folder), target).AbsolutePath).TrimStart('/')));
                }
            }

            return found;
        }

        private string SheetOf(string workbook, List<(string Id, string Type, string Target)> parts)
        {
            using var xml = Open(workbook);
            string? first = null;
            while (xml.Read())
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "workbookPr" })
                {
                    Uses1904 = xml.GetAttribute("date1904") is "1" or "true";
                }
                else if (first is null && xml is { NodeType: XmlNodeType.Element, LocalName: "sheet" } && xml.GetAttribute("state") is null or "visible" && IdOf(xml) is { } id)
                {
                    first = parts.FirstOrDefault(p => p.Id == id && p.Type == "worksheet").Target;
                }
            }

            return first ?? throw new InvalidDataException("No sheet.");
        }

        /// <summary>The relation of a sheet, in whichever namespace the edition of the standard has it.</summary>
        private static string? IdOf(XmlReader xml)
        {
            for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
            {
                if (xml is { LocalName: "id", Prefix.Length: > 0 })
                {
                    var id = xml.Value;
                    xml.MoveToElement();
                    return id;
                }
            }

            xml.MoveToElement();
            return null;
        }

        private void ReadShared(string part)
        {
            using var xml = Open(part);
            var characters = 0L;
            while (xml.Read())
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "si" })
                {
                    var text = new StringBuilder();
                    ReadTexts(xml, text, 0, _limits);
                    // Each costs its place in memory too.
                    characters += text.Length + 16;
                    if (characters > _limits.MaxSharedCharacters)
                    {
                        throw new SheetUnreadableException(new ImportExpandsTooMuch());
                    }

                    _shared.Add(text.ToString());
                }
            }
        }

        /// <summary>Which styles of cells show a number as a date.</summary>
        private void ReadStyles(string part)
        {
            using var xml = Open(part);
            var formats = new HashSet<int>();
            var (isCells, index) = (false, 0);
            while (xml.Read())
            {
                switch (xml.NodeType, xml.LocalName)
                {
                    case (XmlNodeType.Element, "numFmt") when int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && ShowsDay(xml.GetAttribute("formatCode")):
                        formats.Add(id);
                        break;
                    case (XmlNodeType.Element, "cellXfs"):
                        isCells = !xml.IsEmptyElement;
                        break;
                    case (XmlNodeType.EndElement, "cellXfs"):
                        isCells = false;
                        break;
                    case (XmlNodeType.Element, "xf") when isCells:
                        if (int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var format) && (format is (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or (>= 34 and <= 36) or (>= 50 and <= 58) || formats.Contains(format)))
                        {
                            _dates.Add(index);
                        }

                        index++;
                        break;
                    default:
                        break;
                }
            }
        }

        /// <summary>Whether a format has a year or a day, outside of quotes, escapes and brackets.</summary>
        private static bool ShowsDay(string? format)
        {
            var (isQuoted, isBracketed) = (false, false);
            for (var i = 0; i < (format?.Length ?? 0); i++)
            {
                switch (format![i])
                {
                    case '"':
                        isQuoted = !isQuoted;
                        break;
                    case '\\' or '_' or '*' when !isQuoted:
                        i++;
                        break;
                    case '[' when !isQuoted:
                        isBracketed = true;
                        break;
                    case ']' when !isQuoted:
                        isBracketed = false;
                        break;
                    case 'y' or 'Y' or 'd' or 'D' when !isQuoted && !isBracketed:
                        return true;
                    default:
                        break;
                }
            }

            return false;
        }
    }

    /// <summary>Tells how much was read.</summary>
    private sealed class Counted(Stream inner, Action<int> count) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            count(read);
            return read;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
