using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace CustomerService.App.Tests.Pdf;

/// <summary>Reads what the tests need from a PDF: its objects as written, and its streams inflated.</summary>
internal sealed partial class PdfInspector
{
    private readonly string _objects;
    private readonly List<string> _streams = [];

    public PdfInspector(byte[] pdf)
    {
        _objects = Encoding.Latin1.GetString(pdf);
        Assert.StartsWith("%PDF-", _objects);
        Assert.EndsWith("%%EOF", _objects.TrimEnd());
        foreach (Match stream in Streams().Matches(_objects))
        {
            _streams.Add(Inflate(Encoding.Latin1.GetBytes(stream.Groups["content"].Value)));
        }
    }

    public int Pages => Page().Count(_objects);

    public bool IsTagged => _objects.Contains("/StructTreeRoot") && Marked().IsMatch(_objects);

    /// <summary>Language of the whole document, from the document catalog.</summary>
    public string Language => CatalogueLanguage().Match(_objects).Groups["tag"].Value;

    public string Title => TextValue("Title");

    public string Creator => TextValue("Creator");

    /// <summary>Structure element types of the tagged PDF, for screen readers: <c>H1</c>, <c>P</c> …</summary>
    public IEnumerable<string> Structure => StructureType().Matches(_objects).Select(m => m.Groups["type"].Value).Distinct();

    /// <summary>Distinct page sizes, width and height in points.</summary>
    public IEnumerable<(double Width, double Height)> Sizes => MediaBox().Matches(_objects)
        .Select(m => (double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture), double.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture))).Distinct();

    /// <summary>Names of all fonts used, without the subset's prefix.</summary>
    public IEnumerable<string> Fonts => BaseFont().Matches(_objects).Select(m => m.Groups["name"].Value).Distinct().Order();

    public int EmbeddedFonts => FontFile().Count(_objects);

    /// <summary>Whether some glyph of the document maps to this character when text is copied or read aloud.</summary>
    public bool CanBeReadAs(char character)
    {
        // a presentation form carries its letter as /ActualText; a glyph that is the letter itself is in the font's /ToUnicode table
        var code = ((int)character).ToString("X4", CultureInfo.InvariantCulture);
        return _streams.Any(s =>
            (s.Contains("/ActualText", StringComparison.Ordinal) && s.Contains(code, StringComparison.Ordinal))
            || (s.Contains("beginbf", StringComparison.Ordinal) && (s.Contains(code, StringComparison.Ordinal) || CodeRange().Matches(s).Any(r => Covers(r, character)))));
    }

    /// <summary>Whether a range of consecutive glyphs, mapped to consecutive characters, contains the character.</summary>
    private static bool Covers(Match range, char character)
    {
        var (first, last, letter) = (Hex(range.Groups[1]), Hex(range.Groups[2]), Hex(range.Groups[3]));
        return character >= letter && character <= letter + last - first;

        static int Hex(Group group) => int.Parse(group.Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    private string TextValue(string key)
    {
        var hex = Regex.Match(_objects, $@"/{key} <FEFF([0-9A-F\s]*)>");
        return hex.Success
            ? Encoding.BigEndianUnicode.GetString(Convert.FromHexString(hex.Groups[1].Value))
            : Regex.Match(_objects, $@"/{key} \((.*?)(?<!\\)\)").Groups[1].Value;
    }

    private static string Inflate(byte[] content)
    {
        try
        {
            using var inflater = new ZLibStream(new MemoryStream(content), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            inflater.CopyTo(plain);
            return Encoding.Latin1.GetString(plain.ToArray());
        }
        catch (InvalidDataException)
        {
            return "";
        }
    }

    [GeneratedRegex(@"stream\r?\n(?<content>.*?)\r?\nendstream", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Streams();

    [GeneratedRegex(@"/Type /Page\b(?!s)")]
    private static partial Regex Page();

    [GeneratedRegex(@"/MarkInfo <<[^>]*/Marked true")]
    private static partial Regex Marked();

    [GeneratedRegex(@"/Type /Catalog\b(?:(?!endobj).)*?/Lang \((?<tag>.*?)\)", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex CatalogueLanguage();

    [GeneratedRegex(@"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]")]
    private static partial Regex MediaBox();

    [GeneratedRegex(@"/BaseFont /(?:[A-Z]{6}\+)?(?<name>[\w-]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex BaseFont();

    [GeneratedRegex(@"/S /(?<type>\w+)", RegexOptions.ExplicitCapture)]
    private static partial Regex StructureType();

    [GeneratedRegex("<([0-9A-F]{4})> <([0-9A-F]{4})> <([0-9A-F]{4})>")]
    private static partial Regex CodeRange();

    [GeneratedRegex(@"/FontFile2 \d")]
    private static partial Regex FontFile();
}
