using System.Text.RegularExpressions;
using CustomerService.Catalogue.Content;
using CustomerService.Platform.Localization;

namespace CustomerService.Catalogue.Checking;

/// <summary>Persian writing rules: letters, digits, punctuation, half-spaces (ZWNJ) and ezafe.</summary>
internal static partial class PersianText
{
    /// <summary>Characters of context shown before and after a match.</summary>
    private const int Around = 12;

    /// <summary>Reports all problems of a text, with their source lines.</summary>
    public static void Check(string text, SourceLocation location, ProblemLog problems)
    {
        // A line wrap does not end a sentence: the patterns see a line feed as a space. Directional isolates and marks are left in.
        var prose = Address().Replace(text.Replace('\n', ' '), m => new string(' ', m.Length));
        foreach (Match match in ArabicLetters().Matches(prose))
        {
            Report(match, Problems.ArabicLetter, match.Value, Context(prose, match), match.Value[0] is '\u0643' ? "ک" : "ی");
        }

        foreach (Match match in ArabicDigits().Matches(prose))
        {
            Report(match, Problems.ArabicDigit, Context(prose, match));
        }

        foreach (Match match in Word().Matches(prose))
        {
            var wanted = LatinDigitsIn(prose, match);
            if (wanted is not null)
            {
                Report(match, Problems.LatinDigit, match.Value, wanted);
            }
        }

        foreach (Match match in LatinPunctuation().Matches(prose))
        {
            Report(match, Problems.LatinPunctuation, Context(prose, match), match.Value.Trim() switch
            {
                "?" => "؟",
                "," => "،",
                ";" => "؛",
                "%" => "٪",
                "." => "٫",
                _ => "« »",
            });
        }

        foreach (Match match in LatinList().Matches(prose))
        {
            Report(match, Problems.LatinList, Context(prose, match));
        }

        foreach (Match match in MissingHalfSpace().Matches(prose))
        {
            Report(match, Problems.HalfSpace, match.Value.Trim(), match.Value.Trim().Replace(' ', '\u200C'));
        }

        foreach (Match match in JoinedVerb().Matches(prose))
        {
            Report(match, Problems.HalfSpace, match.Value, match.Groups["prefix"].Value + '\u200C' + match.Groups["verb"].Value);
        }

        foreach (Match match in JoinedWord().Matches(prose))
        {
            Report(match, Problems.HalfSpace, match.Value, match.Groups["first"].Value + '\u200C' + match.Groups["second"].Value);
        }

        foreach (Match match in StrayHalfSpace().Matches(prose))
        {
            Report(match, Problems.HalfSpace, Context(prose, match), Context(prose, match).Replace("\u200C", "", StringComparison.Ordinal));
        }

        foreach (Match match in CarelessEzafe().Matches(prose))
        {
            Report(match, Problems.Ezafe, Context(prose, match), match.Groups["stem"].Value + "ه\u0654");
        }

        void Report(Match match, ProblemKind kind, params object[] arguments) =>
            problems.Add(location.Down(text.AsSpan(0, match.Index).Count('\n')), kind, arguments);
    }

    public static bool HasPersian(string text) => PersianLetter().IsMatch(text);

    /// <summary>The word with Persian digits, if its Latin digits are not part of a Latin word; otherwise null.</summary>
    private static string? LatinDigitsIn(string prose, Match word)
    {
        if (!word.Value.AsSpan().ContainsAnyInRange('0', '9'))
        {
            return null;
        }

        var upTo = prose[..(word.Index + word.Length)];
        var written = Digits.ToPersianInText(upTo);
        return written[word.Index..] == word.Value ? null : written[word.Index..];
    }

    private static string Context(string prose, Match match)
    {
        var start = Math.Max(0, match.Index - Around);
        var end = Math.Min(prose.Length, match.Index + match.Length + Around);
        return prose[start..end].Trim();
    }

    [GeneratedRegex("[\u064A\u0643\u0649]", RegexOptions.None, 10_000)]
    private static partial Regex ArabicLetters();

    [GeneratedRegex("[\u0660-\u0669]+", RegexOptions.None, 10_000)]
    private static partial Regex ArabicDigits();

    [GeneratedRegex(@"\S+", RegexOptions.None, 10_000)]
    private static partial Regex Word();

    [GeneratedRegex(@"https?://\S+|[\w.]+@[\w.]+", RegexOptions.None, 10_000)]
    private static partial Regex Address();

    // After a Persian letter, digit, bracket or guillemet; a straight quote next to a Persian letter; a point between Persian digits.
    [GeneratedRegex("(?<=[\\u0600-\\u06FF\\u200C»)])\\s?[?,;]|(?<=[\\u06F0-\\u06F9])\\s?%|\"(?=[\\u0600-\\u06FF])|(?<=[\\u0600-\\u06FF.])\"|(?<=[\\u06F0-\\u06F9])\\.(?=[\\u06F0-\\u06F9])", RegexOptions.None, 10_000)]
    private static partial Regex LatinPunctuation();

    // No Persian text between the words, so they and their comma run left to right.
    [GeneratedRegex(@"[A-Za-z0-9]\s?[،؛]\s?(?=[A-Za-z])", RegexOptions.None, 10_000)]
    private static partial Regex LatinList();

    // می، ها، ترین and endings of the perfect tense after ه, separated by a space.
    [GeneratedRegex(@"(?<![\p{L}\u200C])ن?می (?=\p{L})\p{L}+|[\p{L}\u200C]+ ها(ی|یی|یم|یت|یش|یمان|یتان|یشان)?(?![\p{L}\u200C])|[\p{L}\u200C]+ ترین(?![\p{L}\u200C])|[\p{L}\u200C]+ه (ام|اند|ایم|اید|ای)(?![\p{L}\u200C])(?! کاش)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex MissingHalfSpace();

    [GeneratedRegex(@"(?<![\p{L}\u200C])(?<prefix>ن?می)(?<verb>(شو|کن|توان|ده|گوی|گیر|خواه|رو|آی|مان|ساز|بین|دان|رس|گذار|پرس|نویس|یاب|آور|خر|فروش|پذیر|گرد|شنو)(د|ند|م|یم|ید)|توان|شد|کرد|داد|گفت)(?![\p{L}\u200C])", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex JoinedVerb();

    [GeneratedRegex(@"(?<![\p{L}\u200C])((?<first>پاسخ)(?<second>گو(یی|ی)?)|(?<first>سازمان)(?<second>دهی)|(?<first>برنامه)(?<second>ریزی)|(?<first>خدمت)(?<second>(گرا(یی)?|رسانی))|(?<first>مشتری)(?<second>(مداری|گرایی))|(?<first>به)(?<second>موقع)|(?<first>هیچ)(?<second>یک))(?![\p{L}\u200C])", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex JoinedWord();

    [GeneratedRegex(@"\u200C(?=[\s\u200C.،؛؟:!»)]|$)|(?<=[\s\u200C«(]|^)\u200C", RegexOptions.None, 10_000)]
    private static partial Regex StrayHalfSpace();

    // ۀ as one letter, «ه‌ی», and «درباره» before the word it needs; for other words ezafe cannot be detected by a pattern.
    [GeneratedRegex(@"(?<![\p{L}\p{M}\u200C])((?<stem>[\p{L}\u200C]*)([\u06C0\u06C2]|ه\u200Cی(?![\p{L}\p{M}\u200C]))|(?<stem>دربار)ه(?=\s[\p{L}\p{N}«*\[]))", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex CarelessEzafe();

    [GeneratedRegex("[\u0621-\u06CC]", RegexOptions.None, 10_000)]
    private static partial Regex PersianLetter();
}
