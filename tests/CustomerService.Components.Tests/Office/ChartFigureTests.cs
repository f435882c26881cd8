using Bunit;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Office.Controls;
using Microsoft.AspNetCore.Components.Web;

namespace CustomerService.Components.Tests.Office;

/// <summary>A chart is a drawing, a table and a sentence.</summary>
public sealed class ChartFigureTests
{
    [Theory]
    [InlineData(Language.Persian, "۰٫۸۴"), InlineData(Language.English, "0.84")]
    public async Task The_drawing_is_said_in_words_and_is_a_table_by_a_press(Language language, string highest)
    {
        await using var reading = new OfficeReading(language);
        var chart = Render(reading, ChartShape.Bars, .84m, null, .61m);

        var drawing = chart.Find("svg[role=img]");
        Assert.StartsWith("Courses", drawing.GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Contains(highest, drawing.GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Contains(highest, chart.Find(".chart-words").TextContent, StringComparison.Ordinal);
        Assert.Equal(2, chart.FindAll("rect").Count);

        await chart.Find("button[aria-pressed=false]").ClickAsync(new MouseEventArgs());
        Assert.Equal(["A", "B", "C"], chart.FindAll("tbody th[scope=row]").Select(h => h.TextContent));
        Assert.Equal(highest, chart.FindAll("td")[0].TextContent);
        Assert.Equal("–", chart.FindAll("td")[1].TextContent);
        Assert.Empty(chart.FindAll("svg.chart-drawing"));
    }

    /// <summary>The drawing is for a reader who begins at the right, and its figures are for a browser.</summary>
    [Theory]
    [InlineData(Language.Persian, false), InlineData(Language.English, true)]
    public async Task The_first_category_stands_where_the_reader_begins(Language language, bool isAtLeft)
    {
        await using var reading = new OfficeReading(language);
        var points = Render(reading, ChartShape.Line, 1, 2, 5).FindAll("circle").Select(c => decimal.Parse(c.GetAttribute("cx")!, System.Globalization.CultureInfo.InvariantCulture)).ToList();

        Assert.Equal(isAtLeft, points[0] < points[2]);
        Assert.All(points, x => Assert.InRange(x, 0, 640));
    }

    [Theory]
    [InlineData(0, 1), InlineData(0.84, 1), InlineData(1, 1), InlineData(7, 8), InlineData(52, 60), InlineData(12, 20), InlineData(21, 25), InlineData(260, 400), InlineData(1001, 2000), InlineData(0.03, 0.04)]
    public void The_scale_ends_at_a_round_figure(double largest, double top) => Assert.Equal((decimal)top, new ChartFrame(3, (decimal)largest, isRightToLeft: false).Top);

    [Fact]
    public async Task A_series_without_figures_says_so()
    {
        await using var reading = new OfficeReading();

        Assert.Contains("no figures yet", Render(reading, ChartShape.Line, null, null, null).Find(".chart-words").TextContent, StringComparison.Ordinal);
    }

    private static IRenderedComponent<ChartFigure> Render(OfficeReading reading, ChartShape shape, params decimal?[] values) => reading.Context.Render<ChartFigure>(p => p
        .Add(c => c.Title, "Courses").Add(c => c.CategoryName, "Unit").Add(c => c.Shape, shape).Add(c => c.Categories, ["A", "B", "C"]).Add(c => c.Series, [new ChartSeries("Completed", values)]));
}
