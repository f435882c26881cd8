using CustomerService.Messages.Kinds;
using CustomerService.Platform.Localization;

namespace CustomerService.Messages.Sending;

/// <summary>Values for the preview of a text.</summary>
internal static class ExampleFields
{
    private static readonly DateTime Day = new(2026, 11, 21, 8, 30, 0, DateTimeKind.Utc);

    private static readonly Dictionary<string, LocalText> Texts = new(StringComparer.Ordinal)
    {
        [MessageFields.Course] = new("گوش‌دادن به مشتری", "Listening to customers"),
        [MessageFields.Path] = new("مسیر خدمت‌رسان خط مقدم", "Frontline service path"),
        [MessageFields.Certificate] = new("گوش‌دادن به مشتری", "Listening to customers"),
        [MessageFields.Number] = new("ICA-1405-000123", "ICA-1405-000123"),
        [MessageFields.People] = new("۱۲", "12"),
        [MessageFields.User] = new("sara.mohammadi", "sara.mohammadi"),
    };

    public static Dictionary<string, string> Of(MessageTraits kind, Language language, LocalizedFormatter formatter, string name, string academy)
    {
        var fields = kind.Fields.ToDictionary(
            field => field, field => field is MessageFields.End or MessageFields.Due ? formatter.PlainDate(Day) : field is MessageFields.Until or MessageFields.Time ? formatter.DateAndTime(Day) : Texts[field].In(language), StringComparer.Ordinal);
        fields[MessageFields.Name] = name;
        fields[MessageFields.Academy] = academy;
        return fields;
    }
}
