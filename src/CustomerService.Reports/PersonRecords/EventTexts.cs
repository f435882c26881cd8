using System.Globalization;
using CustomerService.Reports.Text;

namespace CustomerService.Reports.PersonRecords;

/// <summary>Display names of audited actions.</summary>
internal static class EventTexts
{
    /// <summary>The text of an action: resource key <c>EventPeopleAdded</c> for <c>people.added</c>; the action's name if there is none.</summary>
    public static string Of(string action) => ReportsText.ResourceManager.GetString(KeyOf(action), CultureInfo.CurrentUICulture) ?? action;

    public static string KeyOf(string action) =>
        "Event" + string.Concat(action.Split('.', '-').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
