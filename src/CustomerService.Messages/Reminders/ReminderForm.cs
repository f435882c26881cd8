using System.ComponentModel.DataAnnotations;
using CustomerService.Messages.Rules;
using CustomerService.Messages.Text;
using CustomerService.People.Settings;
using CustomerService.Platform.Settings;
using CustomerService.Ui.Forms;

namespace CustomerService.Messages.Reminders;

/// <summary>When people are reminded of due dates, and when their managers are told.</summary>
public sealed class ReminderForm : SettingsModel, IValidatableObject
{
    internal static SettingsKey BeforeKey { get; } = new("Reminders:Before", "14, 3, 0");

    internal static SettingsKey AfterKey { get; } = new("Reminders:After", "14, 7");

    internal static SettingsKey EscalateKey { get; } = new("Reminders:EscalateAfter", "7");

    internal static SettingsKey HourKey { get; } = new("Reminders:Hour", "8");

    internal static SettingsSection Section { get; } =
        new SettingsSection("reminders", [BeforeKey, AfterKey, EscalateKey, HourKey]).CheckedAs<ReminderOptions>(ReminderOptions.Section);

    [Longest(60)]
    public string? Before { get; set; }

    [Longest(60)]
    public string? After { get; set; }

    [Longest(10)]
    public string? EscalateAfter { get; set; }

    [WholeNumber(0, 23)]
    [Longest(10)]
    public string? Hour { get; set; }

    public override IEnumerable<SettingsField> Fields =>
    [
        new(BeforeKey, MessagesText.RemindBefore, ReminderDays.Stored(Before, 0)), new(AfterKey, MessagesText.RemindAfter, ReminderDays.Stored(After, 1)),
        new(EscalateKey, MessagesText.EscalateAfter, ReminderDays.Stored(EscalateAfter, 1)), new(HourKey, MessagesText.RemindersHour, Stored(Hour)),
    ];

    public override void Fill(SettingsView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        (Before, After, EscalateAfter, Hour) = (Shown(view[BeforeKey]), Shown(view[AfterKey]), Shown(view[EscalateKey]), Shown(view[HourKey]));
    }

    /// <summary>What the rules of the start say in English, in the reader's language and at its field. An empty field takes the delivered value.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrWhiteSpace(Before) && !ReminderDays.TryRead(Before, 0, out _))
        {
            yield return new(MessagesText.RemindersDaysUnreadable, [nameof(Before)]);
        }

        if (!string.IsNullOrWhiteSpace(After) && !ReminderDays.TryRead(After, 1, out _))
        {
            yield return new(MessagesText.RemindersDaysUnreadable, [nameof(After)]);
        }

        if (!string.IsNullOrWhiteSpace(EscalateAfter) && (!ReminderDays.TryRead(EscalateAfter, 1, out var days) || days.Count > 1))
        {
            yield return new(MessagesText.RemindersDayUnreadable, [nameof(EscalateAfter)]);
        }
    }
}
