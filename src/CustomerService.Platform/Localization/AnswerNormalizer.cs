using System.Globalization;
using System.Text;

namespace CustomerService.Platform.Localization;

/// <summary>
/// Compares typed answers as a fair teacher would: accidents of typing never cost a point, and what carries meaning stays. Beyond
/// <see cref="TextNormalizer.CompactKey"/> it ignores accents, quotation marks, brackets around words and the marks of a sentence; it
/// keeps a minus, a decimal mark, and signs inside or at the end of a code (C++, A-1, 10002:2018, site.ir, O-).
/// </summary>
internal static class AnswerNormalizer
{
    private const string Quotes = "«»“”„‟‘’‚‛‹›\"'`′";
    private const string Marks = ".,;:!?";
    private const string Openers = "([{";
    private const string Closers = ")]}";

    public static string Key(string? text)
    {
        var plain = Trim(Unify(TextNormalizer.Key(text)));
        var result = new StringBuilder(plain.Length);
        for (var i = 0; i < plain.Length; i++)
        {
            if (Keeps(plain, i))
            {
                result.Append(plain[i]);
            }
        }

        return result.ToString();
    }

    /// <summary>One character for each mark, no accents, no quotation marks.</summary>
    private static string Unify(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var character in text.Normalize(NormalizationForm.FormD))
        {
            var unified = character switch
            {
                '\u2212' or (>= '\u2010' and <= '\u2013') => '-',
                '\u2014' or '\u2015' => ' ',
                '\u066B' => '.',
                '\u066C' or '\u060C' => ',',
                '\u061B' => ';',
                '\u061F' => '?',
                '\u066A' => '%',
                _ => character,
            };
            if (!Quotes.Contains(unified) && CharUnicodeInfo.GetUnicodeCategory(unified) != UnicodeCategory.NonSpacingMark)
            {
                result.Append(unified);
            }
        }

        return result.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>Without the marks of a sentence at both ends, a bullet, and brackets around the whole.</summary>
    private static string Trim(string text)
    {
        while (true)
        {
            var trimmed = text.Trim(' ').TrimEnd(Marks.ToCharArray()).TrimStart(",;:!?".ToCharArray()).Trim(' ');
            if (trimmed.Length > 1 && trimmed[0] is '.' or '-' or '*' or '•' && !char.IsLetterOrDigit(trimmed[1]))
            {
                trimmed = trimmed[1..];
            }
            else if (trimmed.Length > 1 && trimmed[^1] is '-' or '*' && trimmed[^2] == ' ')
            {
                trimmed = trimmed[..^1];
            }
            else if (trimmed.Length > 1 && Openers.IndexOf(trimmed[0], StringComparison.Ordinal) is >= 0 and var kind && ClosesAt(trimmed, 0, Closers[kind]) == trimmed.Length - 1)
            {
                trimmed = trimmed[1..^1];
            }

            if (trimmed == text)
            {
                return text;
            }

            text = trimmed;
        }
    }

    private static bool Keeps(string text, int at)
    {
        var character = text[at];
        var (before, after) = (at > 0 ? text[at - 1] : ' ', at + 1 < text.Length ? text[at + 1] : ' ');
        var isInside = char.IsLetterOrDigit(before) && char.IsLetterOrDigit(after);
        var isBetweenDigits = char.IsAsciiDigit(before) && char.IsAsciiDigit(after);
        return character switch
        {
            ' ' => isBetweenDigits && !StartsGroup(text, at + 1),
            ',' => isBetweenDigits && !StartsGroup(text, at + 1),
            '.' => (isInside && !IsAcronym(text, at)) || (char.IsAsciiDigit(after) && before == ' ') || (at == 0 && char.IsLetter(after)),
            ':' => isInside,
            ';' or '!' or '?' => false,
            '-' => before == ' ' ? char.IsAsciiDigit(after) : after == ' ' || char.IsAsciiDigit(before) || char.IsAsciiDigit(after) || !isInside,
            _ when Openers.Contains(character) => char.IsLetterOrDigit(before),
            _ when Closers.Contains(character) => OpenerOf(text, at) is > 0 and var opener && char.IsLetterOrDigit(text[opener - 1]),
            _ => true,
        };
    }

    /// <summary>Whether exactly three digits follow: thousands are grouped here.</summary>
    private static bool StartsGroup(string text, int at)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end - at == 3;
    }

    /// <summary>Whether the point stands between single letters, as in I.C.A.R.E.</summary>
    private static bool IsAcronym(string text, int at) =>
        char.IsLetter(text[at - 1]) && char.IsLetter(text[at + 1])
        && (at < 2 || !char.IsLetterOrDigit(text[at - 2])) && (at + 2 >= text.Length || !char.IsLetterOrDigit(text[at + 2]));

    private static int ClosesAt(string text, int opener, char closer)
    {
        var depth = 0;
        for (var i = opener; i < text.Length; i++)
        {
            depth += text[i] == text[opener] ? 1 : text[i] == closer ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        return -1;
    }

    private static int OpenerOf(string text, int closer)
    {
        var open = Openers[Closers.IndexOf(text[closer], StringComparison.Ordinal)];
        for (var i = closer - 1; i >= 0; i--)
        {
            if (text[i] == open && ClosesAt(text, i, text[closer]) == closer)
            {
                return i;
            }
        }

        return -1;
    }
}
