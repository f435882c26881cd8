using CustomerService.People.Text;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Settings;
using CustomerService.Ui.Forms;

namespace CustomerService.People.Settings;

/// <summary>Language, calendar and digits of whoever has not chosen any.</summary>
public sealed class LanguageForm : SettingsModel
{
    internal static SettingsKey LanguageKey { get; } = new("Localization:Language", "fa");

    internal static SettingsKey CalendarKey { get; } = new("Localization:Calendar");

    internal static SettingsKey DigitsKey { get; } = new("Localization:Digits");

    internal static SettingsSection Section { get; } = new SettingsSection("language", [LanguageKey, CalendarKey, DigitsKey]).CheckedAs<FormattingOptions>(FormattingOptions.Section);

    [Longest(10)]
    public string? Language { get; set; }

    [Longest(20)]
    public string? Calendar { get; set; }

    [Longest(20)]
    public string? Digits { get; set; }

    public override IEnumerable<SettingsField> Fields =>
    [
        new(LanguageKey, SettingsText.DefaultLanguage, Language), new(CalendarKey, SettingsText.DefaultCalendar, Calendar), new(DigitsKey, SettingsText.DefaultDigits, Digits),
    ];

    public override void Fill(SettingsView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        (Language, Calendar, Digits) = (view[LanguageKey], view[CalendarKey], view[DigitsKey]);
    }
}
