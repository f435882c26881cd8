using Microsoft.Extensions.Options;

namespace CustomerService.Platform.Localization;

/// <summary>Configuration section <c>Holidays</c>.</summary>
public sealed class HolidayOptions
{
    public const string Section = "Holidays";

    /// <summary>One a line, as <see cref="HolidayList"/> reads it.</summary>
    public string Days { get; set; } = "";

    /// <summary>Days off of every week, by commas: <c>Thursday,Friday</c>.</summary>
    public string Weekend { get; set; } = "";

    /// <summary>The days off of every week; null where the setting cannot be read.</summary>
    internal IReadOnlySet<DayOfWeek>? WeekendDays
    {
        get
        {
            var days = new HashSet<DayOfWeek>();
            foreach (var name in Weekend.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (!Enum.TryParse<DayOfWeek>(name, ignoreCase: true, out var day) || char.IsAsciiDigit(name[0]))
                {
                    return null;
                }

                days.Add(day);
            }

            return days.Count <= WorkingDays.MaxWeekend ? days : null;
        }
    }
}

/// <summary>The working days by the present settings.</summary>
public sealed class WorkCalendar(IOptionsMonitor<HolidayOptions> options)
{
    private volatile Known? _known;

    public WorkingDays Days
    {
        get
        {
            var present = options.CurrentValue;
            if (_known is { } known && ReferenceEquals(known.Of, present))
            {
                return known.Days;
            }

            var days = HolidayList.TryParse(present.Days, out var list, out _) ? new WorkingDays(list, present.WeekendDays ?? new HashSet<DayOfWeek>()) : WorkingDays.Every;
            _known = new(present, days);
            return days;
        }
    }

    private sealed record Known(HolidayOptions Of, WorkingDays Days);
}
