using System.Globalization;
using CustomerService.Platform.Localization;

namespace CustomerService.People.Rules;

/// <summary>The words that somebody who knows the person and the academy tries first (NIST SP 800-63B: "context-specific words").</summary>
/// <param name="UserName">A password that contains it is refused whatever else is in it.</param>
public sealed record PasswordContext(string? UserName, IReadOnlyList<string> Words)
{
    private const int ShortestWord = 3;

    private static readonly string[] OfTheAcademy =
    [
        "academy", "service", "customer", "training", "learning", "course", "icare", "password", "welcome",
        "آکادمی", "خدمت", "خدمات", "مشتری", "آموزش", "دوره", "گذرواژه", "رمز", "عبور", "سلام", "ایران",
        "amoozesh", "khadamat", "moshtari", "gozarvazhe", "ramz", "salam", "iran",
    ];

    /// <summary>A person unknown so far.</summary>
    public static PasswordContext Unknown { get; } = Of(null);

    /// <param name="userName">The name to sign in with.</param>
    /// <param name="contacts">E-mail addresses and mobile numbers.</param>
    /// <param name="organisations">Names of organisations, in both languages.</param>
    public static PasswordContext Of(string? userName, PersonName? name = null, IEnumerable<string?>? contacts = null, IEnumerable<string?>? organisations = null)
    {
        var texts = new List<string?> { userName };
        if (name is not null)
        {
            texts.AddRange([name.GivenName, name.FamilyName, name.LatinGivenName, name.LatinFamilyName]);
            texts.AddRange([name.GivenName + name.FamilyName, name.LatinGivenName + name.LatinFamilyName]);
        }

        texts.AddRange((contacts ?? []).SelectMany(OfContact));
        texts.AddRange(organisations ?? []);
        return new(userName, [.. texts.OfType<string>().SelectMany(WordsOf).Concat(OfTheAcademy.Select(TextNormalizer.Password)).Distinct(StringComparer.Ordinal)]);
    }

    private static IEnumerable<string?> OfContact(string? contact) =>
        InputParser.TryMobile(contact, out var mobile) ? [mobile[1..], "0" + mobile[3..], mobile[3..]] : [contact?.Split('@')[0]];

    /// <summary>The text without separators, and each part of it.</summary>
    private static IEnumerable<string> WordsOf(string text)
    {
        var folded = TextNormalizer.Password(text).ToLower(CultureInfo.InvariantCulture);
        var parts = string.Concat(folded.Select(c => char.IsLetterOrDigit(c) ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Append(string.Concat(parts)).Append(folded).Where(word => word.Length >= ShortestWord);
    }
}
