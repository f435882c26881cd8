namespace CustomerService.Ui.Office.Controls;

/// <summary>One row of figures in a chart.</summary>
/// <param name="Values">One for each category; null where there is none.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<decimal?> Values);

/// <summary>The shape of a chart: bars compare, a line shows how something went.</summary>
public enum ChartShape
{
    Bars,
    Line,
}
