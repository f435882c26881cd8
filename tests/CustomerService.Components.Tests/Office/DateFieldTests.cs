using Bunit;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Controls;
using CustomerService.Ui.Office.Controls;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CustomerService.Components.Tests.Office;

/// <summary>Days and ranges of the office: typed in either calendar, or chosen from a month by keys alone.</summary>
public sealed class DateFieldTests
{
    /// <summary>Saturday, 30 Aban 1405.</summary>
    private static readonly DateOnly Day = new(2026, 11, 21);

    [Theory]
    [InlineData(Language.Persian, "۲۱ نوامبر ۲۰۲۶", "۱۴۰۵/۰۸/۳۰"), InlineData(Language.Persian, "٣٠ آبان ١٤٠٥", "۱۴۰۵/۰۸/۳۰")]
    [InlineData(Language.English, "۱۴۰۵/۸/۳۰", "2026-11-21"), InlineData(Language.English, "21 Nov 2026", "2026-11-21")]
    public async Task A_day_is_read_in_either_calendar_and_shown_in_the_readers(Language language, string typed, string shown)
    {
        await using var reading = Reading(language);
        DateOnly? value = null;
        var field = Render(reading, value, v => value = v);

        await field.Find("input").ChangeAsync(new() { Value = typed });

        Assert.Equal(Day, value);
        Assert.Equal(shown, field.Find("input").GetAttribute("value"));
    }

    [Theory]
    [InlineData("30 Esfand 1404", "There is no such day."), InlineData("2026-11-19", "Choose Friday, 20 November 2026 or a later day."), InlineData("2027-01-01", "or an earlier day.")]
    public async Task What_cannot_be_taken_stays_as_typed_with_what_to_do(string typed, string said)
    {
        await using var reading = Reading(Language.English);
        DateOnly? value = Day;
        var field = Render(reading, value, v => value = v, Day.AddDays(-1), Day.AddDays(30));

        await field.Find("input").ChangeAsync(new() { Value = typed });

        var input = field.Find("input");
        Assert.Equal(typed, input.GetAttribute("value"));
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Contains(said, field.Find("#" + input.GetAttribute("aria-describedby")!.Split(' ')[0]).TextContent.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Equal(Day, value);

        await input.ChangeAsync(new() { Value = "22 Nov 2026" });
        Assert.Null(field.Find("input").GetAttribute("aria-invalid"));
    }

    [Theory]
    [InlineData(Language.Persian, "ArrowLeft", false, 1), InlineData(Language.English, "ArrowLeft", false, -1)]
    [InlineData(Language.Persian, "ArrowRight", false, -1), InlineData(Language.English, "ArrowDown", false, 7), InlineData(Language.English, "ArrowUp", false, -7)]
    [InlineData(Language.Persian, "Home", false, 0), InlineData(Language.Persian, "End", false, 6), InlineData(Language.English, "Home", false, -5), InlineData(Language.English, "End", false, 1)]
    [InlineData(Language.Persian, "PageDown", false, 30), InlineData(Language.English, "PageUp", false, -31)]
    [InlineData(Language.Persian, "PageUp", true, -365), InlineData(Language.English, "PageDown", true, 365)]
    public async Task Keys_move_in_the_month_as_the_date_picker_pattern_says(Language language, string key, bool shift, int days)
    {
        await using var reading = Reading(language);
        var field = Render(reading, Day, _ => { });
        await field.Find("button.input-tool").ClickAsync(new MouseEventArgs());
        Assert.Equal(reading.Formatter.Date(Day), ActiveDay(field));

        await field.Find("[role=grid]").KeyDownAsync(new KeyboardEventArgs { Key = key, ShiftKey = shift });

        Assert.Equal(reading.Formatter.Date(Day.AddDays(days)), ActiveDay(field));
    }

    [Theory]
    [InlineData(Language.Persian, "شنبه", "آبان ۱۴۰۵", 30), InlineData(Language.English, "Monday", "November 2026", 30)]
    public async Task The_month_is_the_readers_and_its_week_begins_as_there(Language language, string first, string month, int days)
    {
        await using var reading = Reading(language);
        var field = Render(reading, Day, _ => { });

        await field.Find("button.input-tool").ClickAsync(new MouseEventArgs());

        Assert.Equal(first, field.Find("th").GetAttribute("abbr"));
        Assert.Equal(month, field.Find("[role=dialog][aria-modal=true] [aria-live]").TextContent);
        Assert.Equal(days, field.FindAll("td button").Count);
        Assert.Equal(reading.Formatter.Date(Day), field.Find("[aria-selected=true] button").GetAttribute("aria-label"));
    }

    [Fact]
    public async Task Escape_closes_and_a_choice_is_taken_and_both_give_the_focus_back()
    {
        await using var reading = Reading(Language.English);
        DateOnly? value = Day;
        var field = Render(reading, value, v => value = v);
        await field.Find("button.input-tool").ClickAsync(new MouseEventArgs());
        await field.Find("[role=grid]").KeyDownAsync(new KeyboardEventArgs { Key = "Escape" });
        Assert.Empty(field.FindAll("[role=dialog]"));
        reading.Context.JSInterop.VerifyFocusAsyncInvoke();

        await field.Find("button.input-tool").ClickAsync(new MouseEventArgs());
        await DayButton(field, reading.Formatter.Date(Day.AddDays(3))).ClickAsync(new MouseEventArgs());
        Assert.Equal(new DateOnly(2026, 11, 24), value);
        Assert.Empty(field.FindAll("[role=dialog]"));

        await field.Find("button.input-tool").ClickAsync(new MouseEventArgs());
        await field.Find("[role=grid]").KeyDownAsync(new KeyboardEventArgs { Key = "ArrowDown" });
        await field.Find("[role=grid]").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });
        Assert.Equal(new DateOnly(2026, 12, 1), value);
        reading.Context.JSInterop.VerifyFocusAsyncInvoke(calledTimes: 3);

        await field.Find("button.input-tool").ClickAsync(new MouseEventArgs());
        await field.Find("button.input-tool").KeyDownAsync(new KeyboardEventArgs { Key = "Escape" });
        Assert.Empty(field.FindAll("[role=dialog]"));
    }

    [Fact]
    public async Task A_day_outside_the_limits_cannot_be_chosen_or_reached()
    {
        await using var reading = Reading(Language.English);
        DateOnly? value = Day;
        var field = Render(reading, value, v => value = v, Day.AddDays(-1));
        await field.Find("button.input-tool").ClickAsync(new MouseEventArgs());

        var early = DayButton(field, reading.Formatter.Date(Day.AddDays(-2)));
        Assert.Equal("true", early.GetAttribute("aria-disabled"));
        await early.ClickAsync(new MouseEventArgs());
        Assert.Equal(Day, value);
        await field.Find("[role=grid]").KeyDownAsync(new KeyboardEventArgs { Key = "PageUp" });
        Assert.Equal(reading.Formatter.Date(Day.AddDays(-1)), ActiveDay(field));
    }

    [Theory]
    [InlineData(Language.Persian, 0, "2026-10-23", "2026-11-21"), InlineData(Language.Persian, 1, "2026-09-23", "2026-10-22"), InlineData(Language.Persian, 2, "2026-03-21", "2027-03-20")]
    [InlineData(Language.English, 0, "2026-11-01", "2026-11-30"), InlineData(Language.English, 1, "2026-10-01", "2026-10-31"), InlineData(Language.English, 2, "2026-01-01", "2026-12-31")]
    public async Task Months_and_the_year_are_those_of_the_readers_calendar(Language language, int preset, string from, string to)
    {
        await using var reading = Reading(language);
        DayRange value = default;
        var field = reading.Context.Render<DateRangeField>(p => p.Add(f => f.Label, "Period").Bind(f => f.Value, value, v => value = v));

        await field.FindAll("[aria-pressed]")[preset].ClickAsync(new MouseEventArgs());

        Assert.Equal(new(DateOnly.Parse(from, null), DateOnly.Parse(to, null)), value);
        Assert.Equal("true", field.FindAll("[aria-pressed]")[preset].GetAttribute("aria-pressed"));
        Assert.Equal(DateText.Of(value.From, reading.Formatter), field.FindAll("input")[0].GetAttribute("value"));
    }

    [Fact]
    public async Task A_range_that_ends_before_it_begins_is_refused_and_kept_as_typed()
    {
        await using var reading = Reading(Language.English);
        DayRange value = new(Day, null);
        var field = reading.Context.Render<DateRangeField>(p => p.Add(f => f.Label, "Period").Bind(f => f.Value, value, v => value = v));

        await field.FindAll("input")[1].ChangeAsync(new() { Value = "20 Nov 2026" });

        Assert.Contains("The end is before the beginning.", field.Find(".field-error").TextContent, StringComparison.Ordinal);
        Assert.Equal(new(Day, null), value);
        Assert.Equal("2026-11-20", field.FindAll("input")[1].GetAttribute("value"));

        await field.FindAll("input")[1].ChangeAsync(new() { Value = "2026-11-21" });
        Assert.Equal(new(Day, Day), value);
        Assert.Empty(field.FindAll(".field-error"));
    }

    /// <summary>The day that the grid names as its active one.</summary>
    private static string? ActiveDay(IRenderedComponent<DateField> field) => field.Find("#" + field.Find("[role=grid]").GetAttribute("aria-activedescendant") + " button").GetAttribute("aria-label");

    private static AngleSharp.Dom.IElement DayButton(IRenderedComponent<DateField> field, string name) => Assert.Single(field.FindAll("td button"), b => b.GetAttribute("aria-label") == name);

    private static OfficeReading Reading(Language language) =>
        new(language, services => services.AddSingleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero))));

    private static IRenderedComponent<DateField> Render(OfficeReading reading, DateOnly? day, Action<DateOnly?> changed, DateOnly? min = null, DateOnly? max = null) =>
        reading.Context.Render<DateField>(p => p.Add(f => f.Label, "Due").Add(f => f.Min, min).Add(f => f.Max, max).Bind(f => f.Value, day, changed, () => day).AddUnmatched("id", "due"));
}
