using System.Globalization;
using System.Text;

namespace CustomerService.Certificates.Document;

/// <summary>The certificate's own ornament, drawn from the khatam: two squares that make an eight-pointed star. Plain paths in
/// millimetres, computed once.</summary>
internal static class Ornament
{
    /// <summary>Inner over outer radius of the star that two squares make.</summary>
    private static readonly double Khatam = Math.Cos(Math.PI / 4) / Math.Cos(Math.PI / 8);

    private const double Width = 297;
    private const double Height = 210;

    /// <summary>From the paper's edge to the middle of the band.</summary>
    private const double Inset = 13;

    private const int CellsAcross = 44;
    private const int CellsDown = 30;

    /// <summary>Cells of the band that each corner star covers.</summary>
    private const double CornerCells = 1.5;

    private static readonly double CellX = (Width - (2 * Inset)) / CellsAcross;
    private static readonly double CellY = (Height - (2 * Inset)) / CellsDown;

    private static readonly (double X, double Y)[] Corners = [(Inset, Inset), (Width - Inset, Inset), (Width - Inset, Height - Inset), (Inset, Height - Inset)];

    /// <summary>Two zigzags along each side, crossing between the cells.</summary>
    public static string Strands { get; } = MakeStrands();

    /// <summary>The square in every cell that completes its star.</summary>
    public static string Squares { get; } = Cells((path, x, y) =>
    {
        var half = CellX / 2 * Math.Sqrt(0.5);
        path.Append(Text($"M{x - half:0.##} {y - half:0.##}h{2 * half:0.##}v{2 * half:0.##}h{-2 * half:0.##}z"));
    });

    /// <summary>The point in every cell.</summary>
    public static string Points { get; } = Cells((path, x, y) => path.Append(Text($"M{x:0.##} {y - 0.55:0.##}l.55 .55-.55 .55-.55-.55z")));

    public static string CornerRims { get; } = AtCorners(8.4, 8, Khatam, 0);

    public static string CornerStars { get; } = AtCorners(7.3, 8, Khatam, 0);

    /// <summary>To be filled by the even-odd rule: the small star is cut out of the large one.</summary>
    public static string CornerHearts { get; } = AtCorners(5.2, 8, 0.5, 22.5) + AtCorners(3.1, 8, 0.55, 0);

    /// <summary>Around the origin, radius 16.2.</summary>
    public static string SealEdge { get; } = MakeSealEdge(32, 16.2);

    public static string SealRays { get; } = MakeRays(64, 12.6, 15);

    public static string SealRim { get; } = Star(0, 0, 11.4, 8, Khatam, 0);

    public static string SealStar { get; } = Star(0, 0, 10.3, 8, Khatam, 0);

    /// <summary>In the middle of the rule under the name: 96 by 4.</summary>
    public static string RuleStars { get; } = Star(48, 2, 1.9, 8, Khatam, 0) + Star(44.6, 2, 0.7, 2, 1, 0) + Star(51.4, 2, 0.7, 2, 1, 0);

    private static string MakeStrands()
    {
        var path = new StringBuilder();
        var across = CellsAcross - (int)(2 * CornerCells);
        var down = CellsDown - (int)(2 * CornerCells);
        var swing = CellX / 2;
        foreach (var side in (ReadOnlySpan<double>)[1, -1])
        {
            foreach (var y in (ReadOnlySpan<double>)[Inset, Height - Inset])
            {
                path.Append(Text($"M{Inset + (CornerCells * CellX):0.##} {y:0.##}"));
                for (var i = 0; i < across; i++)
                {
                    path.Append(Text($"l{CellX / 2:0.###} {side * swing:0.###} {CellX / 2:0.###} {-side * swing:0.###}"));
                }
            }

            foreach (var x in (ReadOnlySpan<double>)[Inset, Width - Inset])
            {
                path.Append(Text($"M{x:0.##} {Inset + (CornerCells * CellY):0.##}"));
                for (var i = 0; i < down; i++)
                {
                    path.Append(Text($"l{side * swing:0.###} {CellY / 2:0.###} {-side * swing:0.###} {CellY / 2:0.###}"));
                }
            }
        }

        return path.ToString();
    }

    private static string Cells(Action<StringBuilder, double, double> draw)
    {
        var path = new StringBuilder();
        for (var x = Inset + ((CornerCells + 0.5) * CellX); x < Width - Inset - (CornerCells * CellX); x += CellX)
        {
            draw(path, x, Inset);
            draw(path, x, Height - Inset);
        }

        for (var y = Inset + ((CornerCells + 0.5) * CellY); y < Height - Inset - (CornerCells * CellY); y += CellY)
        {
            draw(path, Inset, y);
            draw(path, Width - Inset, y);
        }

        return path.ToString();
    }

    private static string AtCorners(double radius, int points, double ratio, double turn) =>
        string.Concat(Corners.Select(c => Star(c.X, c.Y, radius, points, ratio, turn)));

    private static string Star(double x, double y, double radius, int points, double ratio, double turn)
    {
        var path = new StringBuilder("M");
        for (var i = 0; i < 2 * points; i++)
        {
            var r = i % 2 == 0 ? radius : radius * ratio;
            var angle = (turn * Math.PI / 180) + (Math.PI * i / points);
            path.Append(Text($"{(i == 0 ? "" : "L")}{x + (r * Math.Sin(angle)):0.##} {y - (r * Math.Cos(angle)):0.##}"));
        }

        return path.Append('Z').ToString();
    }

    private static string MakeSealEdge(int scallops, double radius)
    {
        var path = new StringBuilder(Text($"M0 {-radius:0.##}"));
        for (var i = 1; i <= scallops; i++)
        {
            var angle = 2 * Math.PI * i / scallops;
            path.Append(Text($"A1.72 1.72 0 0 1 {radius * Math.Sin(angle):0.##} {-radius * Math.Cos(angle):0.##}"));
        }

        return path.Append('Z').ToString();
    }

    private static string MakeRays(int count, double inner, double outer)
    {
        var path = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * i / count);
            path.Append(Text($"M{inner * sin:0.##} {-inner * cos:0.##}L{outer * sin:0.##} {-outer * cos:0.##}"));
        }

        return path.ToString();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
