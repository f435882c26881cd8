using CustomerService.Messages.Rules;
using Microsoft.Extensions.Options;

namespace CustomerService.Messages.Reminders;

/// <summary>Configuration section <c>Reminders</c>: on which days people are reminded of due dates, and when their managers are told. Read anew for each run
/// (<c>IOptionsMonitor</c>).</summary>
public sealed class ReminderOptions
{
    public const string Section = "Reminders";

    /// <summary>Days before the due date; 0 is the day itself (<see cref="ReminderDays"/>).</summary>
    public string Before { get; set; } = "14, 3, 0";

    /// <summary>Days after the due date.</summary>
    public string After { get; set; } = "14, 7";

    /// <summary>Days overdue after which managers are told; a dash: never.</summary>
    public string EscalateAfter { get; set; } = "7";

    /// <summary>Hour of the day before which nobody is reminded, in the academy's time zone.</summary>
    public int Hour { get; set; } = 8;

    internal IReadOnlyList<int> BeforeDays => ReminderDays.TryRead(Before, 0, out var days) ? days : [];

    internal IReadOnlyList<int> AfterDays => ReminderDays.TryRead(After, 1, out var days) ? days : [];

    /// <summary>Null: never.</summary>
    internal int? EscalateAfterDays => ReminderDays.TryRead(EscalateAfter, 1, out var days) && days.Count == 1 ? days[0] : null;
}

/// <summary>Says in a sentence what is wrong with the settings of reminders: at start, and whenever they change.</summary>
internal sealed class ReminderOptionsValidator : IValidateOptions<ReminderOptions>
{
    public ValidateOptionsResult Validate(string? name, ReminderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var wrong = Problems(options).ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Problems(ReminderOptions o)
    {
        if (!ReminderDays.TryRead(o.Before, 0, out _))
        {
            yield return "Reminders:Before must be at most five numbers of days from 0 to 90, such as 14, 3, 0, or a dash for none.";
        }

        if (!ReminderDays.TryRead(o.After, 1, out _))
        {
            yield return "Reminders:After must be at most five numbers of days from 1 to 90, such as 14, 7, or a dash for none.";
        }

        if (!ReminderDays.TryRead(o.EscalateAfter, 1, out var days) || days.Count > 1)
        {
            yield return "Reminders:EscalateAfter must be one number of days from 1 to 90, or a dash for never.";
        }

        if (o.Hour is < 0 or > 23)
        {
            yield return "Reminders:Hour must be between 0 and 23.";
        }
    }
}
