using System.Globalization;
using CustomerService.People.Text;
using CustomerService.Platform.Localization;

namespace CustomerService.People.Rules.Imports;

/// <summary>Words of cells that stand for a value of ours, in both languages, whatever the reader's language is.</summary>
public static class ImportWords
{
    private static readonly CultureInfo[] Cultures = [CultureInfo.InvariantCulture, CultureInfo.GetCultureInfo("fa")];

    /// <summary>The word of an audience in a language, as an export writes it.</summary>
    public static string Of(Audience audience, Language language) => Word("Audience" + audience, language);

    /// <summary>The word for whether somebody is active.</summary>
    public static string OfState(bool isActive, Language language) => isActive
        ? ImportText.ResourceManager.GetString(nameof(ImportText.StateActive), CultureOf(language))!
        : ImportText.ResourceManager.GetString(nameof(ImportText.StateInactive), CultureOf(language))!;

    public static bool TryAudience(string? text, out Audience audience)
    {
        var key = ImportFields.Key(text);
        foreach (var one in Enum.GetValues<Audience>())
        {
            if (key == ImportFields.Key(one.ToString()) || Synonyms(one).Contains(key) || Cultures.Any(c => ImportFields.Key(PeopleText.ResourceManager.GetString("Audience" + one, c)) == key))
            {
                audience = one;
                return true;
            }
        }

        audience = default;
        return false;
    }

    public static bool TryActive(string? text, out bool isActive)
    {
        var key = ImportFields.Key(text);
        isActive = key is "فعال" or "active" or "بله" or "yes" or "true" or "1" or "شاغل" or "enabled";
        return isActive || key is "غیرفعال" or "inactive" or "خیر" or "no" or "false" or "0" or "disabled" or "نافعال" or "ترککار" or "قطعهمکاری" or "left";
    }

    public static bool TryLanguage(string? text, out Language language)
    {
        var key = ImportFields.Key(text);
        language = key is "en" or "english" or "انگلیسی" ? Language.English : Language.Persian;
        return language == Language.English || key is "fa" or "persian" or "farsi" or "فارسی";
    }

    /// <summary>As people write of one person, in the form of <see cref="ImportFields.Key"/>.</summary>
    private static string[] Synonyms(Audience audience) => audience switch
    {
        Audience.Frontline => ["خطمقدم", "کارمند", "کارشناس", "employee", "staff"],
        Audience.Manager => ["مدیر", "سرپرست", "supervisor"],
        Audience.Leader => ["مدیرارشد", "رهبر", "seniorleader", "executive"],
        Audience.Agent => ["نماینده", "نمایندهفروش", "salesagent"],
        Audience.Customer => ["مشتری"],
        _ => throw new ArgumentOutOfRangeException(nameof(audience), audience, "Not an audience."),
    };

    private static string Word(string key, Language language) => PeopleText.ResourceManager.GetString(key, CultureOf(language)) ?? key;

    private static CultureInfo CultureOf(Language language) => language == Language.Persian ? Cultures[1] : Cultures[0];
}
