using System.Text;

namespace CustomerService.Platform.Localization;

/// <summary>
/// Makes different spellings of the same Persian word equal. Persian and Arabic keyboards give different letters for ی and ک,
/// half-spaces are used inconsistently, text copied from a PDF has presentation forms. The original text is kept; keys are for
/// search, sign-in, import and duplicate detection only.
/// </summary>
public static class TextNormalizer
{
    private const char Yeh = 'ی';
    private const char Kaf = 'ک';
    private const char Heh = 'ه';

    /// <summary>
    /// The comparison key: texts with the same key count as the same word. Folds letters (ي ى ئ → ی, ك → ک,
    /// ة ۀ → ه, أ إ آ ٱ → ا, ؤ → و), digits (to ASCII), case and presentation forms, drops vowel marks, tatweel, half-spaces
    /// and direction marks, and collapses spaces. Idempotent.
    /// </summary>
    public static string Key(string? text) => Fold(text, keepSpaces: true);

    /// <summary>The key without spaces, which makes «می روم», «می‌روم» and «میروم» equal.</summary>
    public static string CompactKey(string? text) => Fold(text, keepSpaces: false);

    /// <summary>The key of a typed answer, as a fair teacher compares it: <see cref="CompactKey"/>, and without accents, quotation marks and
    /// the marks of a sentence. A minus, a decimal mark and the signs of a code are kept. Empty where nothing but marks was typed.</summary>
    public static string AnswerKey(string? text) => AnswerNormalizer.Key(text);

    /// <summary>
    /// The storage form of names and titles: Persian ی and ک, no presentation forms, tatweel or direction marks, single
    /// spaces, trimmed; half-spaces between letters, vowel marks, hamza and letter case stay as typed.
    /// </summary>
    public static string Canonical(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var result = new StringBuilder(text.Length);
        foreach (var character in WithoutPresentationForms(WellFormed(text)).Normalize(NormalizationForm.FormC))
        {
            var folded = character switch
            {
                '\u064A' or '\u0649' => Yeh,
                '\u0643' => Kaf,
                _ => character,
            };
            if (char.IsWhiteSpace(folded))
            {
                TrimEnd(result, '\u200C');
                if (result.Length > 0 && result[^1] != ' ')
                {
                    result.Append(' ');
                }
            }
            else if (folded == '\u200C')
            {
                if (result.Length > 0 && result[^1] is not (' ' or '\u200C'))
                {
                    result.Append(folded);
                }
            }
            else if (!IsInvisible(folded) && folded != '\u0640')
            {
                result.Append(folded);
            }
        }

        TrimEnd(result, '\u200C', ' ');
        return result.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>
    /// The form in which passwords are hashed and compared, so that the same password is the same on every keyboard: Unicode NFKC
    /// (NIST SP 800-63B), digits as ASCII, ي ى and ك as ی and ک, every kind and run of spaces as one space, none at the ends, and no
    /// invisible characters (half-space, direction marks). Letter case, vowel marks and all else stay as typed. Idempotent.
    /// </summary>
    public static string Password(string? password)
    {
        if (string.IsNullOrEmpty(password))
        {
            return "";
        }

        // Letters are folded in the decomposed form: ئ is then ی with a hamza, whichever ی it was typed with.
        var result = new StringBuilder(password.Length);
        foreach (var character in WellFormed(password).Normalize(NormalizationForm.FormKD))
        {
            if (char.IsWhiteSpace(character))
            {
                if (result.Length > 0 && result[^1] != ' ')
                {
                    result.Append(' ');
                }
            }
            else if (!IsInvisible(character))
            {
                result.Append(character switch
                {
                    '\u064A' or '\u0649' => Yeh,
                    '\u0643' => Kaf,
                    _ when Digits.IsDigit(character) => (char)('0' + Digits.ValueOf(character)),
                    _ => character,
                });
            }
        }

        TrimEnd(result, ' ');
        return result.ToString().Normalize(NormalizationForm.FormC);
    }

    private static string Fold(string? text, bool keepSpaces)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        // In the decomposed form hamza and madda are separate marks, so that dropping marks folds آ أ ؤ ئ ۀ too.
        var result = new StringBuilder(text.Length);
        foreach (var character in WellFormed(text).Normalize(NormalizationForm.FormKD))
        {
            var folded = FoldLetter(character);
            if (char.IsWhiteSpace(folded))
            {
                if (keepSpaces && result.Length > 0 && result[^1] != ' ')
                {
                    result.Append(' ');
                }
            }
            else if (folded != '\0')
            {
                result.Append(folded);
            }
        }

        TrimEnd(result, ' ');
        return result.ToString().Normalize(NormalizationForm.FormC);
    }

    private static char FoldLetter(char character) => character switch
    {
        '\u064A' or '\u0649' or '\u06D2' => Yeh,
        '\u0643' or '\u06AA' => Kaf,
        '\u0629' or '\u06C0' or '\u06C1' or '\u06C3' or '\u06BE' or '\u06D5' => Heh,
        '\u0671' => 'ا',
        // vowel marks, madda, hamza above and below, superscript alef, tatweel
        >= '\u064B' and <= '\u0655' or '\u0670' or '\u0640' => '\0',
        _ when char.IsWhiteSpace(character) => ' ',
        _ when IsInvisible(character) => '\0',
        _ when Digits.IsDigit(character) => (char)('0' + Digits.ValueOf(character)),
        _ => char.ToLowerInvariant(character),
    };

    /// <summary>Joiners, direction marks and isolates, byte order mark, soft hyphen and control characters.</summary>
    private static bool IsInvisible(char character) => character is
        (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F')
        or '\u061C' or '\uFEFF' or '\u00AD' || char.IsControl(character);

    /// <summary>Arabic presentation forms (text copied from a PDF) as ordinary letters; other characters are unchanged.</summary>
    private static string WithoutPresentationForms(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uFB50', '\uFDFF') && !text.AsSpan().ContainsAnyInRange('\uFE70', '\uFEFC'))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            _ = character is (>= '\uFB50' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC')
                ? result.Append(character.ToString().Normalize(NormalizationForm.FormKC))
                : result.Append(character);
        }

        return result.ToString();
    }

    /// <summary>Unpaired surrogates and U+FFFE cannot be normalised: they become U+FFFD, as in any decoder.</summary>
    private static string WellFormed(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !text.Contains('\uFFFE'))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            result.Append(rune.Value == 0xFFFE ? Rune.ReplacementChar : rune);
        }

        return result.ToString();
    }

    private static void TrimEnd(StringBuilder text, params ReadOnlySpan<char> characters)
    {
        while (text.Length > 0 && characters.Contains(text[^1]))
        {
            text.Length--;
        }
    }
}
