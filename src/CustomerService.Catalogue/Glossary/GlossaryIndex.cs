using CustomerService.Catalogue.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Catalogue.Glossary;

/// <summary>The terms under one letter.</summary>
/// <param name="Letter">As shown in the index; «#» for terms that begin with a digit.</param>
/// <param name="Anchor">Id of the heading; unique within the page, Latin characters only.</param>
public sealed record GlossaryLetter(string Letter, string Anchor, IReadOnlyList<GlossaryTerm> Terms)
{
    /// <summary>The letter as a heading: alone, «ا» looks like a rule, so it is called by its name.</summary>
    public string Name => Letter == "ا" ? "الف" : Letter;
}

/// <summary>The glossary grouped by letter, in the sort order of the user's language.</summary>
public static class GlossaryIndex
{
    private const string NoLetter = "#";

    /// <summary>Terms in Latin letters, at the end of a Persian glossary.</summary>
    private const string Latin = "A–Z";

    /// <param name="asked">Only terms that contain it in name or definition, in either language, ignoring spelling variants; blank for all.</param>
    public static IReadOnlyList<GlossaryLetter> Of(IEnumerable<GlossaryTerm> terms, Language language, string? asked = null)
    {
        var key = TextNormalizer.CompactKey(asked);
        IComparer<string> order = language == Language.Persian ? PersianOrder.Instance : StringComparer.OrdinalIgnoreCase;
        return [.. terms.Where(t => key.Length == 0 || Texts(t).Any(text => TextNormalizer.CompactKey(text).Contains(key, StringComparison.Ordinal)))
            .OrderBy(t => LetterOf(t.Term.In(language), language) == Latin).ThenBy(t => t.Term.In(language), order)
            .GroupBy(t => LetterOf(t.Term.In(language), language), StringComparer.Ordinal)
            .Select(letter => new GlossaryLetter(letter.Key, $"letter-{(int)letter.Key[0]:x4}", [.. letter]))];
    }

    /// <summary>The letter a term is listed under: «آ» with «ا»; Latin letters in upper case, and all together in a Persian glossary.</summary>
    public static string LetterOf(string term, Language language)
    {
        var first = TextNormalizer.Key(term).FirstOrDefault(char.IsLetter);
        return first == default || char.IsDigit(term[0]) ? NoLetter : char.IsAscii(first) && language == Language.Persian ? Latin : first == 'آ' ? "ا" : char.ToUpperInvariant(first).ToString();
    }

    private static IEnumerable<string> Texts(GlossaryTerm term) => [term.Term.Fa, term.Term.En, term.Definition.Fa, term.Definition.En];
}
