using CustomerService.Messages.Text;
using CustomerService.People.Text;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Text;

namespace CustomerService.Messages.Shared;

internal static class RefusalTexts
{
    /// <summary>User-facing text of a refusal of Messages.</summary>
    public static string In(this Refusal refusal, LocalizedFormatter formatter) => RefusalText.Say(refusal, formatter, MessagesText.ResourceManager, PeopleText.ResourceManager);
}
