using System.Text;

namespace CustomerService.Certificates.Pdf;

/// <summary>Marks what a page's content stream draws outside every marked content as an artifact, that is decoration which screen readers pass
/// over. The browser tags text and images and leaves hidden drawings and the page's ground unmarked; PDF/UA-1 allows neither
/// (ISO 14289-1, 7.1; operators: ISO 32000-1, Annex A).</summary>
internal static class PdfArtifacts
{
    private static readonly byte[] Begin = "/Artifact BMC\n"u8.ToArray();
    private static readonly byte[] End = "\nEMC"u8.ToArray();

    /// <returns>The stream with the marks; null if it shows text that is not tagged, which must not be hidden from readers, or holds what is not
    /// known here.</returns>
    public static byte[]? Mark(ReadOnlySpan<byte> content)
    {
        using var marked = new MemoryStream(content.Length + 1024);
        var (at, copied, depth) = (0, 0, 0);
        var operands = -1;
        var path = -1;
        while (true)
        {
            at = SkipSpace(content, at);
            if (at >= content.Length)
            {
                break;
            }

            var start = at;
            if (!TrySkipToken(content, ref at))
            {
                return null;
            }

            if (!IsOperator(content[start]))
            {
                operands = operands < 0 ? start : operands;
                continue;
            }

            var first = operands < 0 ? start : operands;
            operands = -1;
            switch (Encoding.ASCII.GetString(content[start..at]))
            {
                case "BMC" or "BDC":
                    depth++;
                    break;
                case "EMC":
                    if (--depth < 0)
                    {
                        return null;
                    }

                    break;
                case "m" or "l" or "c" or "v" or "y" or "h" or "re" or "W" or "W*":
                    path = path < 0 ? first : path;
                    break;
                case "n":
                    path = -1;
                    break;
                case "S" or "s" or "f" or "F" or "f*" or "B" or "B*" or "b" or "b*":
                    if (depth == 0)
                    {
                        Wrap(content, path < 0 ? first : path);
                    }

                    path = -1;
                    break;
                case "Do" or "sh" when depth == 0:
                    Wrap(content, first);
                    break;
                case "Tj" or "TJ" or "'" or "\"" when depth == 0:
                    return null;
                case "BI":
                    // An image written into the stream, whose bytes would have to be skipped; the browser writes none.
                    return null;
            }
        }

        if (depth != 0)
        {
            return null;
        }

        marked.Write(content[copied..]);
        return marked.ToArray();

        void Wrap(ReadOnlySpan<byte> content, int from)
        {
            marked.Write(content[copied..from]);
            marked.Write(Begin);
            marked.Write(content[from..at]);
            marked.Write(End);
            copied = at;
        }
    }

    private static int SkipSpace(ReadOnlySpan<byte> content, int at)
    {
        while (at < content.Length && content[at] is 0 or 9 or 10 or 12 or 13 or 32)
        {
            at++;
        }

        return at;
    }

    private static bool IsOperator(byte first) => first is (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'a' and <= (byte)'z') or (byte)'\'' or (byte)'"';

    private static bool IsDelimiter(byte value) => value is (byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)'/' or (byte)'%';

    /// <summary>Skips a number, name, operator, string or bracket; the contents of dictionaries and arrays are skipped one by one, as operands.</summary>
    private static bool TrySkipToken(ReadOnlySpan<byte> content, ref int at)
    {
        switch (content[at])
        {
            case (byte)'(':
                return TrySkipString(content, ref at);
            case (byte)'<' when at + 1 < content.Length && content[at + 1] == '<':
            case (byte)'>' when at + 1 < content.Length && content[at + 1] == '>':
                at += 2;
                return true;
            case (byte)'<':
                var end = content[at..].IndexOf((byte)'>');
                at += end + 1;
                return end >= 0;
            case (byte)'[' or (byte)']':
                at++;
                return true;
            case (byte)'%' or (byte)'>' or (byte)')' or (byte)'{' or (byte)'}':
                return false;
            default:
                for (at++; at < content.Length && SkipSpace(content, at) == at && !IsDelimiter(content[at]); at++)
                {
                }

                return true;
        }
    }

    private static bool TrySkipString(ReadOnlySpan<byte> content, ref int at)
    {
        for (var open = 0; at < content.Length; at++)
        {
            switch (content[at])
            {
                case (byte)'\\':
                    at++;
                    break;
                case (byte)'(':
                    open++;
                    break;
                case (byte)')' when --open == 0:
                    at++;
                    return true;
            }
        }

        return false;
    }
}
