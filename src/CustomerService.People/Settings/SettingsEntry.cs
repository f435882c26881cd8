using CustomerService.People.Access;
using CustomerService.Platform.Settings;
using CustomerService.Ui.Controls;

namespace CustomerService.People.Settings;

/// <summary>A section of settings as the office shows it. The capability whose options it changes registers it
/// (<see cref="SettingsRegistration.AddSettings"/>).</summary>
/// <param name="Section">Its keys, and the options that check them.</param>
/// <param name="Title">In the reader's language.</param>
/// <param name="Order">Ascending; leave gaps of ten.</param>
/// <param name="Access">Who may change it.</param>
/// <param name="NewModel">An empty model of its form.</param>
/// <param name="Fields">The component with its inputs: inherits <see cref="SettingsFields{TModel}"/>.</param>
public sealed record SettingsEntry(
    SettingsSection Section, Func<string> Title, Func<string> Lede, IconName Icon, int Order, SettingsAccess Access, Func<SettingsModel> NewModel, Type Fields)
{
    public string Key => Section.Key;
}
