using System.Globalization;
using CustomerService.Platform.Localization;

namespace CustomerService.Messages.Rules;

/// <summary>Days before or after a due date, as they are set: whole numbers, separated by commas, or a dash for none.</summary>
public static class ReminderDays
{
    /// <summary>Most days of a list.</summary>
    public const int MaxCount = 5;

    /// <summary>The farthest day.</summary>
    public const int MaxDay = 90;

    /// <summary>Stands for none: what is empty is the delivered value.</summary>
    public const string None = "-";

    private static readonly char[] Separators = [',', '،', ';', '؛', ' ', '\u00A0'];

    /// <summary>Reads a list in the digits and separators of either language.</summary>
    /// <param name="least">The smallest day that is allowed.</param>
    /// <param name="days">Each once, in ascending order.</param>
    public static bool TryRead(string? text, int least, out IReadOnlyList<int> days)
    {
        days = [];
        var trimmed = text?.Trim() ?? "";
        if (trimmed is None or "–" or "—" or "−")
        {
            return true;
        }

        var parts = trimmed.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var read = new SortedSet<int>();
        foreach (var part in parts)
        {
            if (!InputParser.TryInteger(part, out var day) || day < least || day > MaxDay)
            {
                return false;
            }

            read.Add((int)day);
        }

        days = [.. read];
        return read.Count is > 0 and <= MaxCount;
    }

    /// <summary>A typed list as it is stored; what is none stays as it was typed.</summary>
    public static string? Stored(string? text, int least) =>
        !TryRead(text, least, out var days) ? text?.Trim() : days.Count == 0 ? None : string.Join(", ", days.Reverse().Select(d => d.ToString(CultureInfo.InvariantCulture)));
}
