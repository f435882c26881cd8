using System.Text.RegularExpressions;
using CustomerService.Platform.Localization;

namespace CustomerService.People.Rules;

/// <summary>Rules for user names that HR or managers create for others: easy to type on any keyboard and to read aloud.</summary>
public static partial class UserNames
{
    /// <summary>Maximum length of a user name.</summary>
    public const int Longest = 256;

    /// <summary>Latin letters, digits and <c>. _ - @</c>. Digits of any set are converted to ASCII; surrounding spaces are trimmed.</summary>
    public static bool TryRead(string? typed, out string userName)
    {
        var plain = Digits.ToAscii(typed?.Trim() ?? "");
        userName = plain.Length <= Longest && Allowed().IsMatch(plain) ? plain : "";
        return userName.Length > 0;
    }

    [GeneratedRegex(@"^[A-Za-z0-9._@-]+\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Allowed();
}
