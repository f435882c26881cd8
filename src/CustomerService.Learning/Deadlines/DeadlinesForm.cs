using System.ComponentModel.DataAnnotations;
using CustomerService.Learning.Text;
using CustomerService.People.Settings;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Settings;
using CustomerService.Ui.Forms;

namespace CustomerService.Learning.Deadlines;

/// <summary>When required courses are due, when they can be renewed, and on which days nobody works.</summary>
public sealed class DeadlinesForm : SettingsModel, IValidatableObject
{
    /// <summary>Longest list of holidays, in characters.</summary>
    public const int MaxHolidays = 40_000;

    internal static SettingsKey WithinKey { get; } = new("Learning:RequiredWithinDays", "60");

    internal static SettingsKey RenewalKey { get; } = new("Learning:RenewalWithinDays", "60");

    internal static SettingsKey WeekendKey { get; } = new("Holidays:Weekend");

    internal static SettingsKey DaysKey { get; } = new("Holidays:Days");

    internal static SettingsSection Section { get; } = new SettingsSection("deadlines", [WithinKey, RenewalKey, WeekendKey, DaysKey])
        .CheckedAs<LearningOptions>(LearningOptions.Section).CheckedAs<HolidayOptions>(HolidayOptions.Section);

    [WholeNumber(1, 3650)]
    [Longest(10)]
    public string? RequiredWithinDays { get; set; }

    [WholeNumber(1, 365)]
    [Longest(10)]
    public string? RenewalWithinDays { get; set; }

    public bool Thursday { get; set; }

    public bool Friday { get; set; }

    public bool Saturday { get; set; }

    public bool Sunday { get; set; }

    [Longest(MaxHolidays)]
    [Holidays]
    public string? Holidays { get; set; }

    public override IEnumerable<SettingsField> Fields =>
    [
        new(WithinKey, LearningText.RequiredWithinDays, Stored(RequiredWithinDays)),
        new(RenewalKey, LearningText.RenewalWithinDays, Stored(RenewalWithinDays)),
        new(WeekendKey, LearningText.Weekend, string.Join(',', Days().Where(d => d.IsOff).Select(d => d.Day))),
        new(DaysKey, LearningText.Holidays, Holidays?.ReplaceLineEndings("\n")),
    ];

    public override void Fill(SettingsView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        RequiredWithinDays = Shown(view[WithinKey]);
        RenewalWithinDays = Shown(view[RenewalKey]);
        var off = view[WeekendKey].Split(',', StringSplitOptions.TrimEntries);
        (Thursday, Friday, Saturday, Sunday) = (Has(DayOfWeek.Thursday), Has(DayOfWeek.Friday), Has(DayOfWeek.Saturday), Has(DayOfWeek.Sunday));
        Holidays = view[DaysKey];

        bool Has(DayOfWeek day) => off.Contains(day.ToString(), StringComparer.OrdinalIgnoreCase);
    }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Days().Count(d => d.IsOff) > WorkingDays.MaxWeekend)
        {
            yield return new(LearningText.WeekendHint, [nameof(Sunday)]);
        }
    }

    private (DayOfWeek Day, bool IsOff)[] Days() => [(DayOfWeek.Thursday, Thursday), (DayOfWeek.Friday, Friday), (DayOfWeek.Saturday, Saturday), (DayOfWeek.Sunday, Sunday)];
}
