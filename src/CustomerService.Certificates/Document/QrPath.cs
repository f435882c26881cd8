using System.Globalization;
using System.Text;
using QRCoder;

namespace CustomerService.Certificates.Document;

/// <summary>A QR code as one SVG path: the outlines of its dark areas, which is compact and has no seams between modules at any size.</summary>
/// <param name="Size">Modules per side; the path's view box is <c>0 0 Size Size</c>. The page must add the quiet zone.</param>
/// <param name="Path">Fill with the even-odd rule.</param>
public sealed record QrPath(int Size, string Path)
{
    private static readonly (int X, int Y)[] Steps = [(1, 0), (0, 1), (-1, 0), (0, -1)];

    /// <summary>Encodes a text; readable with up to 15 % damage.</summary>
    public static QrPath Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        const int quiet = 4; // the generator's margin
        var size = code.ModuleMatrix.Count - (2 * quiet);
        return new(size, Outline(size, (x, y) => code.ModuleMatrix[y + quiet][x + quiet]));
    }

    /// <summary>Traces every dark area, keeping the dark side on the right.</summary>
    internal static string Outline(int size, Func<int, int, bool> isDark)
    {
        // One outgoing edge per corner and direction; an edge is removed when it is traced.
        var edges = new bool[size + 1, size + 1, Steps.Length];
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                if (isDark(x, y))
                {
                    edges[x, y, 0] = y == 0 || !isDark(x, y - 1);
                    edges[x + 1, y, 1] = x == size - 1 || !isDark(x + 1, y);
                    edges[x + 1, y + 1, 2] = y == size - 1 || !isDark(x, y + 1);
                    edges[x, y + 1, 3] = x == 0 || !isDark(x - 1, y);
                }
            }
        }

        var path = new StringBuilder();
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                if (edges[x, y, 0])
                {
                    Walk(edges, x, y, path);
                }
            }
        }

        return path.ToString();
    }

    private static void Walk(bool[,,] edges, int x, int y, StringBuilder path)
    {
        path.Append('M').Append(Number(x)).Append(' ').Append(Number(y));
        var direction = 0;
        while (edges[x, y, direction])
        {
            var length = 0;
            while (edges[x, y, direction])
            {
                edges[x, y, direction] = false;
                (x, y) = (x + Steps[direction].X, y + Steps[direction].Y);
                length++;
            }

            path.Append(direction % 2 == 0 ? 'h' : 'v').Append(Number(direction < 2 ? length : -length));
            // Where two areas touch at a corner both turns are possible; turning right keeps them separate.
            direction = edges[x, y, (direction + 1) % 4] ? (direction + 1) % 4 : (direction + 3) % 4;
        }

        path.Append('z');
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
