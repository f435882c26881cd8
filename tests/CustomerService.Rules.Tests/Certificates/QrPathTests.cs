using System.Globalization;
using System.Text.RegularExpressions;
using CustomerService.Certificates.Document;
using QRCoder;

namespace CustomerService.Rules.Tests.Certificates;

public sealed partial class QrPathTests
{
    private const string Address = "https://academy.example.ir/verify/7Q2MD4XK9B3V0TRC8WJH";

    [Fact]
    public void The_outlines_hold_exactly_the_dark_modules_of_the_code()
    {
        using var code = QRCodeGenerator.GenerateQrCode(Address, QRCodeGenerator.ECCLevel.M);
        var qr = QrPath.Of(Address);

        Assert.Equal(code.ModuleMatrix.Count - 8, qr.Size);
        var dark = Fill(qr);
        for (var y = 0; y < qr.Size; y++)
        {
            for (var x = 0; x < qr.Size; x++)
            {
                Assert.Equal(code.ModuleMatrix[y + 4][x + 4], dark[x, y]);
            }
        }
    }

    [Fact]
    public void Areas_that_touch_at_a_corner_keep_apart_and_holes_stay_open()
    {
        // A ring around a hole, and a module that touches it at a corner.
        string[] picture = ["###.", "#.#.", "###.", "...#"];
        var path = QrPath.Outline(4, (x, y) => picture[y][x] == '#');

        Assert.Equal("M0 0h3v3h-3v-3zM1 1v1h1v-1h-1zM3 3h1v1h-1v-1z", Normal(path));
        var dark = Fill(new QrPath(4, path));
        Assert.All(Enumerable.Range(0, 16), i => Assert.Equal(picture[i / 4][i % 4] == '#', dark[i % 4, i / 4]));
    }

    [Fact]
    public void It_is_a_third_of_one_square_per_module()
    {
        var qr = QrPath.Of(Address);
        var modules = Fill(qr).Cast<bool>().Count(d => d);

        Assert.InRange(qr.Path.Length, 1, modules * "M10 10h1v1h-1z".Length / 3);
    }

    /// <summary>Rasterises by the even-odd rule: a module is dark when a ray to the left crosses an odd number of edges.</summary>
    private static bool[,] Fill(QrPath qr)
    {
        var crossings = new int[qr.Size + 1, qr.Size];
        foreach (Match loop in Loops().Matches(qr.Path))
        {
            var (x, y) = (Number(loop.Groups[1]), Number(loop.Groups[2]));
            foreach (Match step in Steps().Matches(loop.Groups[3].Value))
            {
                var length = Number(step.Groups[2]);
                if (step.Groups[1].Value == "h")
                {
                    x += length;
                    continue;
                }

                for (var row = Math.Min(y, y + length); row < Math.Max(y, y + length); row++)
                {
                    crossings[x, row]++;
                }

                y += length;
            }
        }

        var dark = new bool[qr.Size, qr.Size];
        for (var y = 0; y < qr.Size; y++)
        {
            var inside = false;
            for (var x = 0; x < qr.Size; x++)
            {
                inside ^= crossings[x, y] % 2 == 1;
                dark[x, y] = inside;
            }
        }

        return dark;
    }

    /// <summary>The hole may be walked either way round; the fill is what counts.</summary>
    private static string Normal(string path) => path.Replace("M1 2v-1h1v1h-1z", "M1 1v1h1v-1h-1z", StringComparison.Ordinal).Replace("M1 2h1v-1h-1v1z", "M1 1v1h1v-1h-1z", StringComparison.Ordinal);

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"M(\d+) (\d+)([hv\d-]+)z")]
    private static partial Regex Loops();

    [GeneratedRegex(@"([hv])(-?\d+)")]
    private static partial Regex Steps();
}
