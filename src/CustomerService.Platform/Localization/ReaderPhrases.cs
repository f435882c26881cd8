using System.Globalization;
using CustomerService.Platform.Text;

namespace CustomerService.Platform.Localization;

/// <summary>The phrases of <see cref="ReaderText"/> in one language, cached: a formatter's language can differ from the thread's culture.</summary>
internal sealed class ReaderPhrases(CultureInfo culture)
{
    private static readonly ReaderPhrases Persian = new(Language.Persian.Culture());
    private static readonly ReaderPhrases English = new(Language.English.Culture());

    public string ListSeparator { get; } = Read(culture, nameof(ReaderText.ListSeparator));

    public string BothDates { get; } = Read(culture, nameof(ReaderText.BothDates));

    public string DateAndTime { get; } = Read(culture, nameof(ReaderText.DateAndTime));

    public string Hour { get; } = Read(culture, nameof(ReaderText.Hour));

    public string Minute { get; } = Read(culture, nameof(ReaderText.Minute));

    public string HoursAndMinutes { get; } = Read(culture, nameof(ReaderText.HoursAndMinutes));

    public string Day { get; } = Read(culture, nameof(ReaderText.Day));

    public string Today { get; } = Read(culture, nameof(ReaderText.Today));

    public string Tomorrow { get; } = Read(culture, nameof(ReaderText.Tomorrow));

    public string Yesterday { get; } = Read(culture, nameof(ReaderText.Yesterday));

    public string InDays { get; } = Read(culture, nameof(ReaderText.InDays));

    public string DaysAgo { get; } = Read(culture, nameof(ReaderText.DaysAgo));

    public string DaysLate { get; } = Read(culture, nameof(ReaderText.DaysLate));

    public static ReaderPhrases In(Language language) => language == Language.Persian ? Persian : English;

    private static string Read(CultureInfo culture, string key) =>
        ReaderText.ResourceManager.GetString(key, culture) ?? throw new InvalidOperationException($"ReaderText has no {key}.");
}
