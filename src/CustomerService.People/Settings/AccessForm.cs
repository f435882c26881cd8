using CustomerService.People.Text;
using CustomerService.Platform.Settings;
using CustomerService.Ui.Forms;

namespace CustomerService.People.Settings;

/// <summary>Who may register, and how long handed-out passwords hold.</summary>
public sealed class AccessForm : SettingsModel
{
    internal static SettingsKey RegistrationKey { get; } = new("People:CustomerRegistration", "true");

    internal static SettingsKey PasswordDaysKey { get; } = new("SignIn:HandedOutPasswordDays", "14");

    internal static SettingsSection Section { get; } = new SettingsSection("access", [RegistrationKey, PasswordDaysKey]).CheckedAs<PeopleOptions>(PeopleOptions.Section).CheckedAs<SignInOptions>(SignInOptions.Section);

    public bool CustomerRegistration { get; set; }

    [WholeNumber(1, 365)]
    [Longest(10)]
    public string? HandedOutPasswordDays { get; set; }

    public override IEnumerable<SettingsField> Fields =>
    [
        new(RegistrationKey, SettingsText.CustomerRegistration, CustomerRegistration ? "true" : "false"), new(PasswordDaysKey, SettingsText.HandedOutPasswordDays, Stored(HandedOutPasswordDays)),
    ];

    public override void Fill(SettingsView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        CustomerRegistration = bool.TryParse(view[RegistrationKey], out var open) && open;
        HandedOutPasswordDays = Shown(view[PasswordDaysKey]);
    }
}
