using System.Globalization;
using System.Text;

namespace CustomerService.Certificates.Document;

/// <summary>The certificate's ornament, based on the khatam: two squares that form an eight-pointed star. Defined in millimetres,
/// written in integers of 1/20 mm and without arcs, computed once: every page of a document repeats it, and integers need a third
/// of the digits that the browser writes for other numbers.</summary>
internal static class Ornament
{
    /// <summary>Path units per millimetre.</summary>
    private const int UnitsPerMillimetre = 20;

    /// <summary>Ratio of inner to outer radius of the star formed by two squares.</summary>
    private static readonly double Khatam = Math.Cos(Math.PI / 4) / Math.Cos(Math.PI / 8);

    private const double Width = 297;
    private const double Height = 210;

    /// <summary>Distance from the paper's edge to the middle of the band, in millimetres.</summary>
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
    public static string Squares { get; } = Cells((pen, x, y) =>
    {
        var half = CellX / 2 * Math.Sqrt(0.5);
        pen.Polygon((x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half));
    });

    /// <summary>The point in every cell.</summary>
    public static string Points { get; } = Cells((pen, x, y) => pen.Polygon((x, y - 0.55), (x + 0.55, y), (x, y + 0.55), (x - 0.55, y)));

    public static string CornerRims { get; } = AtCorners(8.4, 8, Khatam, 0);

    public static string CornerStars { get; } = AtCorners(7.3, 8, Khatam, 0);

    /// <summary>Fill with the even-odd rule: the small star is cut out of the large one.</summary>
    public static string CornerHearts { get; } = AtCorners(5.2, 8, 0.5, 22.5) + AtCorners(3.1, 8, 0.55, 0);

    /// <summary>Centred on the origin, like the whole seal.</summary>
    public static string SealEdge { get; } = MakeSealEdge(32, 16.2, 1.72);

    public static string SealRays { get; } = MakeRays(64, 12.6, 15);

    public static string SealRim { get; } = Star(0, 0, 11.4, 8, Khatam, 0);

    public static string SealStar { get; } = Star(0, 0, 10.3, 8, Khatam, 0);

    /// <summary>Centred on the rule under the name: 96 by 4 mm.</summary>
    public static string RuleStars { get; } = Star(48, 2, 1.9, 8, Khatam, 0) + Star(44.6, 2, 0.7, 2, 1, 0) + Star(51.4, 2, 0.7, 2, 1, 0);

    private static string MakeStrands()
    {
        var pen = new Pen();
        var across = CellsAcross - (int)(2 * CornerCells);
        var down = CellsDown - (int)(2 * CornerCells);
        var swing = CellX / 2;
        foreach (var side in (ReadOnlySpan<double>)[1, -1])
        {
            foreach (var y in (ReadOnlySpan<double>)[Inset, Height - Inset])
            {
                pen.Line(Enumerable.Range(0, (2 * across) + 1).Select(i => (Inset + (CornerCells * CellX) + (i * CellX / 2), y + (i % 2 * side * swing))));
            }

            foreach (var x in (ReadOnlySpan<double>)[Inset, Width - Inset])
            {
                pen.Line(Enumerable.Range(0, (2 * down) + 1).Select(i => (x + (i % 2 * side * swing), Inset + (CornerCells * CellY) + (i * CellY / 2))));
            }
        }

        return pen.ToString();
    }

    private static string Cells(Action<Pen, double, double> draw)
    {
        var pen = new Pen();
        for (var x = Inset + ((CornerCells + 0.5) * CellX); x < Width - Inset - (CornerCells * CellX); x += CellX)
        {
            draw(pen, x, Inset);
            draw(pen, x, Height - Inset);
        }

        for (var y = Inset + ((CornerCells + 0.5) * CellY); y < Height - Inset - (CornerCells * CellY); y += CellY)
        {
            draw(pen, Inset, y);
            draw(pen, Width - Inset, y);
        }

        return pen.ToString();
    }

    private static string AtCorners(double radius, int points, double ratio, double turn) =>
        string.Concat(Corners.Select(c => Star(c.X, c.Y, radius, points, ratio, turn)));

    private static string Star(double x, double y, double radius, int points, double ratio, double turn)
    {
        var pen = new Pen();
        pen.Polygon([.. Enumerable.Range(0, 2 * points).Select(i =>
        {
            var (sin, cos) = Math.SinCos((turn * Math.PI / 180) + (Math.PI * i / points));
            var r = i % 2 == 0 ? radius : radius * ratio;
            return (x + (r * sin), y - (r * cos));
        })]);
        return pen.ToString();
    }

    /// <summary>Scallops around a circle; each arc is approximated by a cubic Bézier curve within 1 % of its radius.</summary>
    private static string MakeSealEdge(int scallops, double radius, double scallopRadius)
    {
        var half = Math.PI / scallops;
        var bend = Math.Asin(radius * Math.Sin(half) / scallopRadius);
        var reach = 4.0 / 3 * Math.Tan(bend / 2) * scallopRadius;
        var pen = new Pen();
        pen.Move(OnEdge(0, 0, 0));
        for (var i = 0; i < scallops; i++)
        {
            var (from, to) = (2 * half * i, 2 * half * (i + 1));
            // The tangents at the end points turn outwards from the chord by half the arc's angle.
            pen.Curve(OnEdge(from, reach, from + half - bend), OnEdge(to, -reach, to - half + bend), OnEdge(to, 0, 0));
        }

        pen.Close();
        return pen.ToString();

        (double X, double Y) OnEdge(double angle, double step, double heading) =>
            ((radius * Math.Sin(angle)) + (step * Math.Cos(heading)), (-radius * Math.Cos(angle)) + (step * Math.Sin(heading)));
    }

    private static string MakeRays(int count, double inner, double outer)
    {
        var pen = new Pen();
        for (var i = 0; i < count; i++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * i / count);
            pen.Line([(inner * sin, -inner * cos), (outer * sin, -outer * cos)]);
        }

        return pen.ToString();
    }

    /// <summary>Writes an SVG path from coordinates in millimetres.</summary>
    private sealed class Pen
    {
        private readonly StringBuilder _path = new();

        public void Move((double X, double Y) to) => Write('M', to);

        public void Line(IEnumerable<(double X, double Y)> points)
        {
            var command = 'M';
            foreach (var point in points)
            {
                Write(command, point);
                command = 'L';
            }
        }

        public void Polygon(params IEnumerable<(double X, double Y)> corners)
        {
            Line(corners);
            Close();
        }

        public void Curve((double X, double Y) leaving, (double X, double Y) arriving, (double X, double Y) to)
        {
            Write('C', leaving);
            Write(' ', arriving);
            Write(' ', to);
        }

        public void Close() => _path.Append('z');

        public override string ToString() => _path.ToString();

        private void Write(char command, (double X, double Y) at) => _path.Append(command)
            .Append(CultureInfo.InvariantCulture, $"{(int)Math.Round(at.X * UnitsPerMillimetre)} {(int)Math.Round(at.Y * UnitsPerMillimetre)}");
    }
}
