using System.Globalization;
using CustomerService.Reports.Text;
using CustomerService.Ui.Controls;

namespace CustomerService.Reports.PersonRecords;

/// <summary>What audited deeds are called.</summary>
internal static class EventTexts
{
    /// <summary>The words for a deed: those of the key <c>EventPeopleAdded</c> for <c>people.added</c>; the deed's own name where there are none yet.</summary>
    public static string Of(string action) => ReportsText.ResourceManager.GetString(KeyOf(action), CultureInfo.CurrentUICulture) ?? action;

    public static string KeyOf(string action) =>
        "Event" + string.Concat(action.Split('.', '-').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
