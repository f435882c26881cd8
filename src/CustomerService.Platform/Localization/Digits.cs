using System.Buffers;

namespace CustomerService.Platform.Localization;

/// <summary>
/// The three sets of decimal digits that Persian users type: ASCII, Persian (U+06F0–06F9) and Arabic (U+0660–0669).
/// Numbers are stored in ASCII, shown in the user's digits and accepted in all three.
/// </summary>
public static class Digits
{
    private const char PersianZero = '\u06F0';
    private const char ArabicZero = '\u0660';

    private static readonly SearchValues<char> Eastern = SearchValues.Create("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩");
    private static readonly SearchValues<char> NotPersian = SearchValues.Create("0123456789٠١٢٣٤٥٦٧٨٩");

    /// <summary>The value of a digit in any of the three sets, or −1.</summary>
    public static int ValueOf(char character) => character switch
    {
        >= '0' and <= '9' => character - '0',
        >= PersianZero and <= (char)(PersianZero + 9) => character - PersianZero,
        >= ArabicZero and <= (char)(ArabicZero + 9) => character - ArabicZero,
        _ => -1,
    };

    public static bool IsDigit(char character) => ValueOf(character) >= 0;

    /// <summary>Converts every digit to Persian; other characters are unchanged.</summary>
    public static string ToPersian(string text) => Convert(text, NotPersian, PersianZero);

    /// <summary>Converts every digit to ASCII; other characters are unchanged.</summary>
    public static string ToAscii(string text) => Convert(text, Eastern, '0');

    /// <summary>
    /// Converts the digits of Persian prose to Persian, except those that belong to a Latin word, code, address or standard
    /// («ISO 18295-1:2017», «C03», «a1@example.ir»), which are unchanged.
    /// </summary>
    public static string ToPersianInText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.AsSpan().ContainsAny(NotPersian))
        {
            return text;
        }

        var result = text.ToCharArray();
        var afterLatin = false;
        for (var start = 0; start < result.Length;)
        {
            if (IsBreak(result[start]))
            {
                // Any separator other than a plain space ends the Latin word: «Excel، 3 ستون».
                afterLatin &= result[start] == ' ' || result[start] == '\u00A0';
                start++;
                continue;
            }

            var end = start;
            while (end < result.Length && !IsBreak(result[end]))
            {
                end++;
            }

            var word = result.AsSpan(start, end - start);
            var hasLatin = word.ContainsAnyInRange('A', 'Z') || word.ContainsAnyInRange('a', 'z');
            var hasDigit = word.ContainsAny(NotPersian);
            var onlyNumber = hasDigit && !ContainsLetter(word);
            if (hasDigit && !hasLatin && !(afterLatin && onlyNumber))
            {
                foreach (ref var character in word)
                {
                    var value = ValueOf(character);
                    character = value >= 0 ? (char)(PersianZero + value) : character;
                }
            }

            afterLatin = hasLatin;
            start = end;
        }

        return new string(result);
    }

    private static bool IsBreak(char character) =>
        char.IsWhiteSpace(character) || character is '،' or '؛' or '؟' or '«' or '»' or '(' or ')' or ',' or ';';

    private static bool ContainsLetter(ReadOnlySpan<char> word)
    {
        foreach (var character in word)
        {
            if (char.IsLetter(character))
            {
                return true;
            }
        }

        return false;
    }

    private static string Convert(string text, SearchValues<char> foreign, char zero)
    {
        ArgumentNullException.ThrowIfNull(text);
        var first = text.AsSpan().IndexOfAny(foreign);
        return first < 0
            ? text
            : string.Create(text.Length, (text, zero), static (target, from) =>
            {
                for (var i = 0; i < target.Length; i++)
                {
                    var value = ValueOf(from.text[i]);
                    target[i] = value < 0 ? from.text[i] : (char)(from.zero + value);
                }
            });
    }
}
