using CustomerService.Platform.Localization;
using CustomerService.Ui.Office.Text;
using Microsoft.AspNetCore.Components;
using static CustomerService.Ui.Office.Controls.ChartFrame;

namespace CustomerService.Ui.Office.Controls;

/// <summary>A chart, its table and its figures in words. Figures are not negative.</summary>
public sealed partial class ChartFigure
{
    private const int LongestName = 14;

    private ChartFrame _frame = new(0, 0, isRightToLeft: false);
    private bool _asTable;

    [Parameter, EditorRequired] public string Title { get; set; } = "";

    [Parameter] public ChartShape Shape { get; set; }

    /// <summary>What the categories are: "Month", "Unit"; heads the table's first column.</summary>
    [Parameter, EditorRequired] public string CategoryName { get; set; } = "";

    [Parameter, EditorRequired] public IReadOnlyList<string> Categories { get; set; } = [];

    [Parameter, EditorRequired] public IReadOnlyList<ChartSeries> Series { get; set; } = [];

    /// <summary>Writes a figure in the reader's way; by default as a number with up to two decimals.</summary>
    [Parameter] public Func<decimal, string>? Write { get; set; }

    [Inject] private LocalizedFormatter Formatter { get; set; } = default!;

    /// <summary>For each series its last, highest and lowest figure, which is what an eye takes from the drawing.</summary>
    private string Summary => string.Join(' ', Series.Select(SummaryOf));

    /// <inheritdoc/>
    protected override void OnParametersSet() => _frame = new(Categories.Count, Series.SelectMany(s => s.Values).Max() ?? 0, Formatter.Language.IsRightToLeft());

    private string SummaryOf(ChartSeries series)
    {
        var known = series.Values.Select((value, at) => (Value: value, At: at)).Where(v => v.Value is not null).Select(v => (Value: v.Value!.Value, v.At)).ToList();
        if (known.Count == 0)
        {
            return Formatter.Say(PartsText.ChartEmpty, series.Name);
        }

        var (high, low, last) = (known.MaxBy(v => v.Value), known.MinBy(v => v.Value), known[^1]);
        return Shape == ChartShape.Line
            ? Formatter.Say(PartsText.ChartLine, series.Name, Categories[known[0].At], Written(known[0].Value), Categories[last.At], Written(last.Value), Categories[high.At], Written(high.Value))
            : Formatter.Say(PartsText.ChartBars, series.Name, Categories[high.At], Written(high.Value), Categories[low.At], Written(low.Value));
    }

    private string Written(decimal? value) => value is { } known ? Write?.Invoke(known) ?? Formatter.Say("{0}", known) : "–";

    private string NameOf(int category, int series, decimal value) => Formatter.Say(PartsText.ChartPoint, Categories[category], Series[series].Name, Written(value));

    private string PointsOf(ChartSeries series) =>
        string.Join(' ', series.Values.Select((value, i) => value is { } known ? At(_frame.Middle(i)) + "," + At(_frame.Y(known)) : null).OfType<string>());

    /// <summary>Words in the drawing; Razor keeps the element's name for itself.</summary>
    private static RenderFragment Words(string kind, decimal x, decimal y, string words) => builder =>
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "class", kind);
        builder.AddAttribute(2, "x", At(x));
        builder.AddAttribute(3, "y", At(y));
        builder.AddContent(4, words);
        builder.CloseElement();
    };

    private static string Cut(string name) => name.Length <= LongestName ? name : string.Concat(name.AsSpan(0, LongestName - 1).TrimEnd(), "…");
}
