using System.Globalization;
using System.Text;

namespace CustomerService.Platform.Localization;

/// <summary>
/// Which characters the academy can print: those of Vazirmatn, the font embedded in certificates (Persian and Arabic, Latin of Europe,
/// Vietnamese, Turkish and Azerbaijani, punctuation and common signs). A name with others (emoji, Cyrillic, Chinese) would have gaps on
/// the PDF and letters of the reader's device on the page. A test compares the list with the fonts.
/// </summary>
public static class PrintableText
{
    /// <summary>First and last character of each range, in ascending order. Presentation forms are left out: <see cref="TextNormalizer.Canonical"/>
    /// writes them as letters.</summary>
    private static readonly (int First, int Last)[] Ranges =
    [
        (0x20, 0x7E), (0xA0, 0x17F), (0x18F, 0x18F), (0x192, 0x192), (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x1F0, 0x1F0), (0x1FA, 0x1FF), (0x218, 0x21B),
        (0x237, 0x237), (0x259, 0x259), (0x2BC, 0x2BC), (0x2C6, 0x2C7), (0x2C9, 0x2C9), (0x2D8, 0x2DD), (0x2F3, 0x2F3), (0x300, 0x301), (0x303, 0x303),
        (0x309, 0x309), (0x30F, 0x30F), (0x323, 0x323), (0x60C, 0x60D), (0x610, 0x612), (0x615, 0x615), (0x61B, 0x61B), (0x61F, 0x61F), (0x621, 0x63A),
        (0x63D, 0x63D), (0x640, 0x658), (0x65A, 0x65B), (0x660, 0x671), (0x674, 0x674), (0x679, 0x679), (0x67C, 0x67C), (0x67E, 0x67E), (0x681, 0x681),
        (0x685, 0x686), (0x688, 0x689), (0x691, 0x691), (0x693, 0x693), (0x695, 0x696), (0x698, 0x698), (0x69A, 0x69A), (0x6A0, 0x6A1), (0x6A4, 0x6A4),
        (0x6A9, 0x6AD), (0x6AF, 0x6AF), (0x6B5, 0x6B5), (0x6BA, 0x6BA), (0x6BC, 0x6BE), (0x6C0, 0x6C3), (0x6C6, 0x6D0), (0x6D2, 0x6D5), (0x6DC, 0x6DE),
        (0x6E9, 0x6E9), (0x6F0, 0x6F9), (0x762, 0x763), (0x2000, 0x2015), (0x2017, 0x201E), (0x2020, 0x2022), (0x2025, 0x2027), (0x202A, 0x2030),
        (0x2032, 0x2033), (0x2039, 0x203A), (0x203C, 0x203C), (0x2044, 0x2044), (0x2074, 0x2074), (0x207F, 0x207F), (0x20A3, 0x20A4), (0x20A6, 0x20AC),
        (0x20B1, 0x20B1), (0x20B9, 0x20BA), (0x20BC, 0x20BD), (0x2105, 0x2105), (0x2113, 0x2113), (0x2116, 0x2116), (0x2122, 0x2122), (0x2126, 0x2126),
        (0x212E, 0x212E), (0x215B, 0x215E), (0x2202, 0x2202), (0x2206, 0x2206), (0x220F, 0x220F), (0x2211, 0x2212), (0x2215, 0x2215), (0x221A, 0x221A),
        (0x221E, 0x221E), (0x222B, 0x222B), (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265), (0x25CA, 0x25CA),
    ];

    /// <summary>What a text has, once stored, that cannot be printed: each sign once, as people see it («👩🏽‍🔧» is one), in order. Empty: all can.</summary>
    public static IReadOnlyList<string> Missing(string? text)
    {
        if (IsPrintable(text))
        {
            return [];
        }

        var missing = new List<string>();
        var signs = StringInfo.GetTextElementEnumerator(text!);
        while (signs.MoveNext())
        {
            var sign = signs.GetTextElement();
            if (!IsPrintable(sign) && !missing.Contains(sign, StringComparer.Ordinal))
            {
                missing.Add(sign);
            }
        }

        return missing;
    }

    /// <summary>A letter that the font lacks is printed of its parts where it has these: Vietnamese ễ is ê and a tilde.</summary>
    public static bool CanPrint(Rune sign) => IsInFont(sign) || (Rune.IsLetter(sign) && IsMadeOfParts(sign.ToString().Normalize(NormalizationForm.FormD)));

    /// <summary>Whether the font has one of the marks and, as one letter or several, the rest: so does the browser take a letter apart.</summary>
    private static bool IsMadeOfParts(string parts) => Enumerable.Range(1, parts.Length - 1).Any(mark =>
        Rune.TryGetRuneAt(parts, mark, out var taken) && IsInFont(taken) && parts.Remove(mark, 1).Normalize(NormalizationForm.FormC).EnumerateRunes().All(IsInFont));

    private static bool IsPrintable(string? text) => TextNormalizer.Canonical(text).EnumerateRunes().All(CanPrint);

    /// <summary>Whether the list has this character.</summary>
    internal static bool IsInFont(Rune sign)
    {
        var (low, high) = (0, Ranges.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (sign.Value < Ranges[middle].First)
            {
                high = middle - 1;
            }
            else if (sign.Value > Ranges[middle].Last)
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }
}
