using CustomerService.Platform.Localization;
using Zxcvbn;
using Zxcvbn.Matcher;

namespace CustomerService.People.Rules;

/// <summary>Long, and not among the first guesses: the requirements of NIST SP 800-63B §3.1.1 for a password; no composition rules, which it
/// advises against. How soon a password is guessed is estimated as by D. Wheeler, "zxcvbn" (USENIX Security 2016): from 30,000 passwords in
/// use, words and names, words of the context, runs on the keyboard, of digits and letters, dates, repetitions, and usual replacements (@ for a).</summary>
public static class PasswordRules
{
    /// <summary>In characters (code points) of the compared form.</summary>
    public const int MinimumLength = 10;

    /// <summary>100 million guesses: out of reach of guessing at sign-in, where five in a quarter of an hour are possible.</summary>
    private const double FewestBits = 26.6;

    /// <summary>What the estimate looks at: more characters only make it higher, and slower.</summary>
    private const int LongestEstimated = 64;

    private const int FewestCharacters = 4;
    private const int ShortestName = 4;

    private const string PersianKeys = "ضصثقفغعهخحشسیبلاتنمکظطزرذدپو";
    private const string LatinKeys = "qwertyuiopasdfghjkl;zxcvbnm,";

    private static readonly Lazy<Zxcvbn.Zxcvbn> Estimate = new(() => new(Translation.English));

    /// <returns>The rule that a password breaks; null if it is valid.</returns>
    public static PasswordRefused? Broken(string? password, PasswordContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var form = TextNormalizer.Password(password);
        if (form.EnumerateRunes().Count() < MinimumLength)
        {
            return new PasswordTooShort();
        }

        var key = TextNormalizer.CompactKey(form);
        if (key.Distinct().Count() < FewestCharacters || InputParser.TryMobile(form, out _))
        {
            return new PasswordTooCommon();
        }

        if (new[] { TextNormalizer.CompactKey(context.UserName), LettersOf(context.UserName) }.Any(name => name.Length >= ShortestName && (key.Contains(name, StringComparison.Ordinal) || LettersOf(form).Contains(name, StringComparison.Ordinal))))
        {
            return new PasswordHoldsName();
        }

        return Guessed(form, context) ?? (form.Any(c => PersianKeys.Contains(c, StringComparison.Ordinal)) ? Guessed(OnLatinKeys(form), context) : null);
    }

    private static PasswordRefused? Guessed(string form, PasswordContext context)
    {
        var estimate = Estimate.Value.EvaluatePassword(form[..Math.Min(form.Length, LongestEstimated)], context.Words);
        return estimate.Entropy >= FewestBits ? null
            : estimate.MatchSequence.Any(m => m is DictionaryMatch { DictionaryName: "user_inputs" }) ? new PasswordHoldsName()
            : new PasswordTooCommon();
    }

    private static string LettersOf(string? text) => string.Concat(TextNormalizer.CompactKey(text).Where(char.IsLetterOrDigit));

    /// <summary>The Latin letters on the same keys: «حشسسصخقی» is "password" typed with the keyboard in Persian.</summary>
    private static string OnLatinKeys(string form) => string.Concat(form.Select(c => PersianKeys.IndexOf(c, StringComparison.Ordinal) is >= 0 and var key ? LatinKeys[key] : c));
}
