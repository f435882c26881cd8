using CustomerService.Platform.Localization;
using CustomerService.TestKit;

namespace CustomerService.Rules.Tests.Settings;

/// <summary>Holidays and working days.</summary>
public sealed class WorkingDaysTests
{
    private static readonly DateOnly Nowruz = new JalaliDate(1406, 1, 1).ToDateOnly();

    [Theory]
    [InlineData("1405/01/13 روز طبیعت", 1405, 1, 13), InlineData("۱۴۰۵/۱/۱۳؛ روز طبیعت", 1405, 1, 13), InlineData("1405-01-13,Nature Day", 1405, 1, 13)]
    [InlineData("2026-04-02\tNature Day", 1405, 1, 13), InlineData("*/01/13", 1405, 1, 13), InlineData("*/01/13", 1399, 1, 13), InlineData("# none\n\n*-1-13 x", 1420, 1, 13)]
    public void A_holiday_is_written_in_either_calendar_or_for_every_year(string text, int year, int month, int day)
    {
        Assert.True(HolidayList.TryParse(text, out var list, out _));

        Assert.True(list.Contains(new JalaliDate(year, month, day).ToDateOnly()));
        Assert.False(list.Contains(new JalaliDate(year, month, day).ToDateOnly().AddDays(1)));
        Assert.Equal(1, list.Count);
    }

    [Theory]
    [InlineData("روز طبیعت", 1), InlineData("*/01/01 a\n*/13/01 b", 2), InlineData("*/12/31", 1), InlineData("*/07/31", 1), InlineData("1405/12/30", 1), InlineData("1405/01/13\n\nx", 3), InlineData("2026-02-30", 1)]
    public void What_cannot_be_read_is_told_by_its_line(string text, int line)
    {
        Assert.False(HolidayList.TryParse(text, out _, out var bad));
        Assert.Equal(line, bad);
    }

    [Fact]
    public void A_list_leaves_days_to_work_on()
    {
        var half = string.Join('\n', Enumerable.Range(1, 6).SelectMany(m => Enumerable.Range(1, 31).Select(d => $"*/{m}/{d}")));

        Assert.False(HolidayList.TryParse(half, out _, out var line));
        Assert.Equal(HolidayList.MaxYearly + 1, line);
        Assert.False(HolidayList.TryParse(new string('\n', HolidayList.MaxLines), out _, out line));
        Assert.Equal(HolidayList.MaxLines + 1, line);
        Assert.Throws<ArgumentException>(() => new WorkingDays(HolidayList.None, new HashSet<DayOfWeek>(Enum.GetValues<DayOfWeek>())));
    }

    /// <summary>1 Farvardin 1406 is a Sunday; Thursday and Friday are off, and so are the first four days and the one before them.</summary>
    [Theory]
    [InlineData(-1, 0, 6), InlineData(0, 0, 6), InlineData(-1, 1, 6), InlineData(-1, 2, 7), InlineData(-1, 3, 8), InlineData(6, -1, -4), InlineData(4, 0, 6), InlineData(4, 1, 6), InlineData(7, 5, 14)]
    public void Days_off_are_not_counted(int from, int days, int expected)
    {
        Assert.True(HolidayList.TryParse(HolidayList.Lines(HolidayList.OfIran, Language.Persian), out var list, out _));
        var work = new WorkingDays(list, new HashSet<DayOfWeek> { DayOfWeek.Thursday, DayOfWeek.Friday });
        Assert.Equal(DayOfWeek.Sunday, Nowruz.DayOfWeek);

        Assert.Equal(Nowruz.AddDays(expected), work.Add(Nowruz.AddDays(from), days));
    }

    [Fact]
    public void There_and_back_is_the_same_working_day()
    {
        Assert.True(HolidayList.TryParse(HolidayList.Lines(HolidayList.OfIran, Language.English), out var list, out _));
        var work = new WorkingDays(list, new HashSet<DayOfWeek> { DayOfWeek.Friday });
        for (var day = Nowruz; day < Nowruz.AddYears(1); day = day.AddDays(1))
        {
            if (work.IsWorkingDay(day))
            {
                Assert.Equal(day, work.Add(work.Add(day, 17), -17));
                Assert.Equal(day, work.OnOrAfter(day));
            }
        }
    }

    /// <summary>The file of the documentation and the button of the office say the same.</summary>
    [Fact]
    public void The_example_file_holds_the_fixed_holidays_of_Iran()
    {
        var file = File.ReadAllLines(Repository.PathOf("docs", "operations", "holidays-iran.csv")).Where(l => !l.StartsWith('#'));

        Assert.Equal(HolidayList.Lines(HolidayList.OfIran, Language.Persian).Split('\n'), file);
    }
}
