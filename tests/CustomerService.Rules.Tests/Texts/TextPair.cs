using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CustomerService.Platform.Localization;

namespace CustomerService.Rules.Tests.Texts;

/// <summary>The texts of one resx pair, and what is wrong with them.</summary>
internal sealed partial record TextPair(IReadOnlyDictionary<string, string> English, IReadOnlyDictionary<string, string> Persian)
{
    public static TextPair Load(string englishPath, string persianPath) => new(Read(englishPath), Read(persianPath));

    /// <summary>Texts that show Latin digits as such.</summary>
    private static readonly string[] ShowsDigits = ["DigitsLatin"];

    /// <summary>One line per problem: the key and what to do.</summary>
    public IEnumerable<string> Problems() =>
        English.Keys.Except(Persian.Keys).Select(key => $"{key}: add the Persian text")
            .Concat(Persian.Keys.Except(English.Keys).Select(key => $"{key}: add the English text or remove the Persian one"))
            .Concat(English.Keys.Where(key => !KeyName().IsMatch(key)).Select(key => $"{key}: name keys in PascalCase"))
            .Concat(English.Keys.Intersect(Persian.Keys).SelectMany(key => Problems(English[key], ShowsDigits.Contains(key) ? Persian[key].Replace("123", "", StringComparison.Ordinal) : Persian[key]).Select(problem => $"{key}: {problem}")))
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Problems(string english, string persian)
    {
        if (string.IsNullOrWhiteSpace(english) || string.IsNullOrWhiteSpace(persian))
        {
            yield return "no text may be empty";
        }

        if (!Placeholders(english).SetEquals(Placeholders(persian)))
        {
            yield return "use the same placeholders in both languages";
        }

        foreach (var (language, text) in new[] { ("English", english), ("Persian", persian) })
        {
            if (text.Contains('{', StringComparison.Ordinal) && !IsFormat(text))
            {
                yield return $"the {language} placeholders are not well-formed";
            }

            foreach (var word in Placeholder().Matches(text).Select(match => match.Groups["word"].Value).Where(word => !FormatWord().IsMatch(word)))
            {
                yield return $"Reader.Say knows no format word '{word}' ({language})";
            }
        }

        var prose = QuotedCode().Replace(Placeholder().Replace(persian, "ا"), "x");
        if (prose.AsSpan().ContainsAny("\u064A\u0643\u0649"))
        {
            yield return "write ی and ک in Persian, not their Arabic forms";
        }

        if (prose.AsSpan().ContainsAnyInRange('\u0660', '\u0669') || Digits.ToPersianInText(prose) != prose)
        {
            yield return "write Persian digits in Persian (those of codes and standards stay Latin)";
        }

        if (LatinPunctuation().IsMatch(prose))
        {
            yield return "write ، ؛ ؟ in Persian";
        }

        if (MissingHalfSpace().IsMatch(prose))
        {
            yield return "join می and ها with a half-space (U+200C)";
        }

        if (CarelessEzafe().IsMatch(prose))
        {
            yield return "write the ezafe after a silent he as هٔ (U+0654)";
        }
    }

    private static HashSet<string> Placeholders(string text) =>
        [.. Placeholder().Matches(text).Select(match => match.Groups["index"].Value)];

    private static bool IsFormat(string text)
    {
        try
        {
            return CompositeFormat.Parse(text) is not null;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static Dictionary<string, string> Read(string path) => XDocument.Load(path).Root!.Elements("data")
        .ToDictionary(data => (string)data.Attribute("name")!, data => (string)data.Element("value")! ?? "", StringComparer.Ordinal);

    [GeneratedRegex(@"^[A-Z][A-Za-z0-9]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex KeyName();

    [GeneratedRegex(@"\{(?<index>[0-9]+)(:(?<word>[^{}]*))?\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^(short|plain|date|time|percent|minutes|hours|ordinal|code|[0-9]|\?[^|]+(\|[^|]+)?)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex FormatWord();

    /// <summary>Markup quoted in a message is code, not prose: <c>viewBox="0 0 640 H"</c>, anything between backticks.</summary>
    [GeneratedRegex(@"[A-Za-z][A-Za-z0-9-]*=""[^""]*""|`[^`]*`", RegexOptions.CultureInvariant)]
    private static partial Regex QuotedCode();

    [GeneratedRegex(@"[\u0600-\u06FF\u200C»][?,;]", RegexOptions.CultureInvariant)]
    private static partial Regex LatinPunctuation();

    [GeneratedRegex(@"(^|[\s«(])ن?می\s|\sها(ی|یی)?([\s.،؛؟»)]|\z)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex MissingHalfSpace();

    /// <summary>ۀ as one letter, «ه‌ی», and «درباره» before a word.</summary>
    [GeneratedRegex(@"[\u06C0\u06C2]|ه\u200Cی(?![\p{L}\u200C])|(?<!\p{L})درباره\s[\p{L}\p{N}«]", RegexOptions.CultureInvariant)]
    private static partial Regex CarelessEzafe();
}
