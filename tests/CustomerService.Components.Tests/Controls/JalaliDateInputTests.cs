using Bunit;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Controls;

namespace CustomerService.Components.Tests.Controls;

public sealed class JalaliDateInputTests
{
    private static readonly DateOnly Day = new(2026, 11, 21);

    [Theory]
    [InlineData(Language.Persian, null, null, "۱۴۰۵/۰۸/۳۰"), InlineData(Language.English, null, null, "2026-11-21")]
    [InlineData(Language.Persian, CalendarKind.Gregorian, DigitSet.Latin, "2026-11-21"), InlineData(Language.English, CalendarKind.Jalali, null, "1405/08/30")]
    public void Holds_the_day_in_the_readers_calendar_and_reads_it_back(Language language, CalendarKind? calendar, DigitSet? digits, string shown)
    {
        using var reading = new ReadAs(language, calendar, digits);
        var input = Render(reading, DateText.Of(Day, reading.Formatter)).Find("input");

        Assert.Equal(shown, input.GetAttribute("value"));
        Assert.Equal("ltr", input.GetAttribute("dir"));
        Assert.True(InputParser.TryDate(input.GetAttribute("value"), out var read));
        Assert.Equal(Day, read);
    }

    [Fact]
    public void Keeps_what_was_typed_and_says_what_is_wrong_where_a_screen_reader_finds_it()
    {
        using var reading = new ReadAs(Language.Persian);
        var rendered = Render(reading, "۳۰ ابان", error: "تاریخ را بنویسید.");
        var input = rendered.Find("input");

        Assert.Equal("۳۰ ابان", input.GetAttribute("value"));
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Contains("تاریخ را بنویسید.", DescriptionOf(rendered, input), StringComparison.Ordinal);
        Assert.Equal("تاریخ صدور", rendered.Find($"label[for={input.Id}]").TextContent);
    }

    [Fact]
    public void Examples_in_both_calendars_do_not_turn_round_in_a_Persian_sentence()
    {
        using var reading = new ReadAs(Language.Persian);
        var rendered = Render(reading, null);

        var description = DescriptionOf(rendered, rendered.Find("input"));
        Assert.Contains("\u2068۱۴۰۵/۰۸/۳۰\u2069", description, StringComparison.Ordinal);
        Assert.Contains("\u2068۲۰۲۶-۱۱-۲۱\u2069", description, StringComparison.Ordinal);
    }

    private static string DescriptionOf(IRenderedComponent<JalaliDateInput> rendered, AngleSharp.Dom.IElement input) =>
        string.Join('\n', input.GetAttribute("aria-describedby")!.Split(' ').Select(id => rendered.Find("#" + id).TextContent));

    private static IRenderedComponent<JalaliDateInput> Render(ReadAs reading, string? value, string? error = null) =>
        reading.Context.Render<JalaliDateInput>(parameters => parameters
            .Add(input => input.Label, "تاریخ صدور")
            .Add(input => input.Error, error)
            .Bind(input => input.Value, value, _ => { }, () => value)
            .AddUnmatched("name", "Issue.Day"));
}
