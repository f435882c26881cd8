using CustomerService.Learning.Text;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Text;

namespace CustomerService.Learning.Shared;

internal static class RefusalTexts
{
    /// <summary>The user-facing text of a Learning refusal: what to do.</summary>
    public static string In(this Refusal refusal, LocalizedFormatter formatter) => RefusalText.Say(refusal, formatter, LearningText.ResourceManager, AssignmentText.ResourceManager);
}
