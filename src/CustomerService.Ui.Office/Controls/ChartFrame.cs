using System.Globalization;

namespace CustomerService.Ui.Office.Controls;

/// <summary>Where the parts of a chart stand in its drawing of <see cref="Width"/> by <see cref="Height"/>, counted from the side at which the
/// reader begins.</summary>
internal sealed class ChartFrame(int categories, decimal largest, bool isRightToLeft)
{
    public const int Width = 640;
    public const int Height = 260;
    public const string ViewBox = "0 0 640 260";
    private const decimal Gutter = 56, Head = 12, Foot = 30;

    /// <summary>The end of the scale: a round figure, four equal steps from none, that no value exceeds.</summary>
    public decimal Top { get; } = RoundUp(largest);

    /// <summary>Every so many categories have their name below them, so that names do not meet.</summary>
    public int NameEvery { get; } = Math.Max(1, (int)Math.Ceiling(categories / 8m));

    /// <summary>The names are so few that they fit on a phone.</summary>
    public bool HasRoom => categories <= 4;

    public decimal Slot => (Width - Gutter) / Math.Max(categories, 1);

    /// <summary>Lines of the scale, from none to <see cref="Top"/>.</summary>
    public IEnumerable<decimal> Ticks => Enumerable.Range(0, 5).Select(i => Top * i / 4);

    /// <summary>The distance from the drawing's left edge of a point that is so far from where the reader begins.</summary>
    public decimal X(decimal fromStart) => isRightToLeft ? Width - fromStart : fromStart;

    public decimal Middle(int category) => X(Gutter + (Slot * (category + 0.5m)));

    /// <summary>Where the figures of the scale end.</summary>
    public decimal ScaleX => X(Gutter - 8);

    /// <summary>Where the lines of the scale begin.</summary>
    public decimal LineX => X(Gutter - 2);

    public decimal Y(decimal value) => Head + ((Height - Head - Foot) * (1 - (value / Top)));

    /// <summary>The left edge and the width of one of several bars of a category.</summary>
    public (decimal X, decimal Width) Bar(int category, int series, int count)
    {
        var width = Slot * 0.7m / count;
        var start = Gutter + (Slot * (category + 0.15m)) + (width * series);
        return (isRightToLeft ? Width - start - width : start, width * 0.94m);
    }

    /// <summary>A figure for an attribute of the drawing.</summary>
    public static string At(decimal value) => decimal.Round(value, 2).ToString(CultureInfo.InvariantCulture);

    private static decimal RoundUp(decimal value)
    {
        if (value <= 0)
        {
            return 1;
        }

        var power = 1m;
        while (power < value)
        {
            power *= 10;
        }

        while (power / 10 >= value)
        {
            power /= 10;
        }

        return new[] { 0.1m, 0.2m, 0.25m, 0.4m, 0.5m, 0.6m, 0.8m, 1m }.Select(part => part * power).First(end => end >= value);
    }
}
