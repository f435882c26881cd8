using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;

namespace CustomerService.Certificates.Pdf;

/// <summary>Makes a tagged PDF of the browser PDF/UA-1 (ISO 14289-1): marks decoration as artifacts (<see cref="PdfArtifacts"/>) and adds the
/// metadata that names title, language and standard. Fonts, structure and everything else are copied byte for byte; the file's table of objects
/// (ISO 32000-1, 7.5.4) is written anew. The whole file is held in memory: for single documents.</summary>
internal static partial class PdfUa
{
    /// <returns>The file; or null where what the browser wrote is not as expected, so that nothing can be claimed of it.</returns>
    public static byte[]? Apply(byte[] pdf, string title, string language)
    {
        ArgumentNullException.ThrowIfNull(pdf);
        var text = Encoding.Latin1.GetString(pdf);
        if (ReadObjects(text) is not { } objects || Trailer().Match(text, objects.End) is not { Success: true } trailer
            || !objects.At.TryGetValue(Number(trailer, "root"), out var catalogue))
        {
            return null;
        }

        var root = DictionaryAt(text, catalogue);
        if (!root.Contains("/DisplayDocTitle true", StringComparison.Ordinal) || !root.Contains("/Marked true", StringComparison.Ordinal) || !root.Contains("/Lang", StringComparison.Ordinal))
        {
            return null;
        }

        var metadata = Number(trailer, "size");
        var changed = new Dictionary<int, byte[]>
        {
            [Number(trailer, "root")] = Encoding.Latin1.GetBytes($"{root[..root.LastIndexOf(">>", StringComparison.Ordinal)]}/Metadata {metadata.ToString(CultureInfo.InvariantCulture)} 0 R\n>>"),
            [metadata] = Stream("/Type /Metadata\n/Subtype /XML\n", Metadata(title, language)),
        };
        foreach (var page in objects.At.Values.Select(at => DictionaryAt(text, at)).Where(d => Page().IsMatch(d)))
        {
            if (Contents().Match(page) is not { Success: true } contents || !objects.At.TryGetValue(Number(contents, "number"), out var at)
                || Inflate(pdf, text, at) is not { } content || PdfArtifacts.Mark(content) is not { } marked)
            {
                return null;
            }

            changed[Number(contents, "number")] = Stream("/Filter /FlateDecode\n", Deflate(marked));
        }

        return Write(pdf, objects, changed, trailer.Value);
    }

    /// <summary>Where each object begins, and where the last one ends.</summary>
    private static (SortedDictionary<int, int> At, int End)? ReadObjects(string text)
    {
        var last = text.LastIndexOf("startxref", StringComparison.Ordinal);
        if (last < 0 || !Start().IsMatch(text[last..]) || !int.TryParse(Start().Match(text[last..]).Groups["at"].ValueSpan, CultureInfo.InvariantCulture, out var table)
            || table >= text.Length || Table().Match(text, table) is not { Success: true } found || found.Index != table)
        {
            return null;
        }

        // One section that begins with object 0, as a file has that was never changed.
        var at = new SortedDictionary<int, int>();
        var number = 0;
        foreach (Capture entry in found.Groups["entry"].Captures)
        {
            if (entry.ValueSpan[17] == 'n')
            {
                at[number] = int.Parse(entry.ValueSpan[..10], CultureInfo.InvariantCulture);
            }

            number++;
        }

        return (at, table);
    }

    /// <summary>The dictionary of an object, or what stands in its place, without its stream.</summary>
    private static string DictionaryAt(string text, int at)
    {
        var begin = text.IndexOf("obj", at, StringComparison.Ordinal) + 3;
        var end = text.IndexOf("endobj", begin, StringComparison.Ordinal);
        var stream = text.IndexOf("stream", begin, end - begin, StringComparison.Ordinal);
        return text[begin..(stream < 0 ? end : stream)].Trim();
    }

    private static byte[]? Inflate(byte[] pdf, string text, int at)
    {
        var dictionary = DictionaryAt(text, at);
        var begin = text.IndexOf("stream", at, StringComparison.Ordinal) + "stream".Length;
        begin += text[begin] == '\r' ? 2 : 1;
        if (Length().Match(dictionary) is not { Success: true } length || !dictionary.Contains("/FlateDecode", StringComparison.Ordinal) || begin + Number(length, "bytes") > pdf.Length)
        {
            return null;
        }

        using var inflater = new ZLibStream(new MemoryStream(pdf, begin, Number(length, "bytes")), CompressionMode.Decompress);
        using var content = new MemoryStream();
        inflater.CopyTo(content);
        return content.ToArray();
    }

    private static byte[] Deflate(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var deflater = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflater.Write(content);
        }

        return packed.ToArray();
    }

    private static byte[] Stream(string entries, byte[] content) =>
        [.. Encoding.Latin1.GetBytes($"<<{entries}/Length {content.Length.ToString(CultureInfo.InvariantCulture)}>> stream\n"), .. content, .. "\nendstream"u8];

    /// <summary>Writes the file with the changed objects in their places and the new one at the end.</summary>
    private static byte[] Write(byte[] pdf, (SortedDictionary<int, int> At, int End) objects, Dictionary<int, byte[]> changed, string trailer)
    {
        var inFile = objects.At.OrderBy(o => o.Value).Select(o => o.Key).ToArray();
        var size = Math.Max(objects.At.Keys.Max(), changed.Keys.Max()) + 1;
        var at = new int[size];
        using var file = new MemoryStream(pdf.Length + 4096);
        file.Write(pdf, 0, objects.At[inFile[0]]);
        for (var i = 0; i < inFile.Length; i++)
        {
            at[inFile[i]] = (int)file.Position;
            if (changed.Remove(inFile[i], out var content))
            {
                WriteObject(file, inFile[i], content);
            }
            else
            {
                var begin = objects.At[inFile[i]];
                file.Write(pdf, begin, (i + 1 < inFile.Length ? objects.At[inFile[i + 1]] : objects.End) - begin);
            }
        }

        foreach (var (number, content) in changed)
        {
            at[number] = (int)file.Position;
            WriteObject(file, number, content);
        }

        var table = file.Position;
        var end = new StringBuilder().Append(CultureInfo.InvariantCulture, $"xref\n0 {size}\n0000000000 65535 f \n");
        for (var number = 1; number < size; number++)
        {
            end.Append(CultureInfo.InvariantCulture, $"{at[number]:0000000000} {(at[number] == 0 ? "65535 f" : "00000 n")} \n");
        }

        end.Append(Size().Replace(trailer, $"/Size {size.ToString(CultureInfo.InvariantCulture)}", 1)).Append(CultureInfo.InvariantCulture, $"\nstartxref\n{table}\n%%EOF\n");
        file.Write(Encoding.Latin1.GetBytes(end.ToString()));
        return file.ToArray();
    }

    private static void WriteObject(MemoryStream file, int number, byte[] content)
    {
        file.Write(Encoding.Latin1.GetBytes($"{number.ToString(CultureInfo.InvariantCulture)} 0 obj\n"));
        file.Write(content);
        file.Write("\nendobj\n"u8);
    }

    /// <summary>XMP (ISO 16684-1) with title, language and the identification of PDF/UA-1.</summary>
    private static byte[] Metadata(string title, string language) => Encoding.UTF8.GetBytes($"""
        <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
        <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{SecurityElement.Escape(title)}</rdf:li></rdf:Alt></dc:title>
        <dc:language><rdf:Bag><rdf:li>{SecurityElement.Escape(language)}</rdf:li></rdf:Bag></dc:language>
        <pdfuaid:part>1</pdfuaid:part>
        </rdf:Description></rdf:RDF></x:xmpmeta>
        <?xpacket end="w"?>
        """);

    private static int Number(Match match, string group) => int.TryParse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture, out var value) ? value : -1;

    [GeneratedRegex(@"\Astartxref\s+(?<at>\d{1,9})\s", RegexOptions.ExplicitCapture)]
    private static partial Regex Start();

    [GeneratedRegex(@"xref\r?\n0 \d+\s*\n(?<entry>\d{10} \d{5} [nf][ \r][\r\n])+(?=trailer)", RegexOptions.ExplicitCapture)]
    private static partial Regex Table();

    [GeneratedRegex(@"trailer\s*<<(?=[^>]*/Size (?<size>\d+))(?=[^>]*/Root (?<root>\d+) 0 R).*?>>(?=\s*startxref)", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Trailer();

    [GeneratedRegex(@"/Size \d+")]
    private static partial Regex Size();

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)")]
    private static partial Regex Page();

    [GeneratedRegex(@"/Contents (?<number>\d+) 0 R", RegexOptions.ExplicitCapture)]
    private static partial Regex Contents();

    [GeneratedRegex(@"/Length (?<bytes>\d+)(?! 0 R)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Length();
}
