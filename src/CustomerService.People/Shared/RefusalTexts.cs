using CustomerService.People.Rules;
using CustomerService.People.Text;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Text;

namespace CustomerService.People.Shared;

internal static class RefusalTexts
{
    /// <summary>The texts of People's refusals.</summary>
    public static string In(this Refusal refusal, LocalizedFormatter formatter) => RefusalText.Say(refusal, formatter, PeopleText.ResourceManager, SignInText.ResourceManager, SignOnText.ResourceManager, ImportText.ResourceManager, RecoveryText.ResourceManager);

    /// <summary>The text for a broken password rule.</summary>
    public static string? Text(this PasswordRefused refusal) => RefusalText.Find(refusal.Code, PeopleText.ResourceManager, SignInText.ResourceManager);
}
