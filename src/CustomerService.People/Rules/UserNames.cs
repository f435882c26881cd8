using System.Text.RegularExpressions;
using CustomerService.Platform.Localization;

namespace CustomerService.People.Rules;

/// <summary>User names that somebody in charge makes for others: what every keyboard can type and everybody can read aloud.</summary>
public static partial class UserNames
{
    /// <summary>Longest user name.</summary>
    public const int Longest = 256;

    /// <summary>Latin letters, digits and <c>. _ - @</c>. Digits of any set become Latin ones, spaces around fall away.</summary>
    public static bool TryRead(string? typed, out string userName)
    {
        var plain = Digits.ToAscii(typed?.Trim() ?? "");
        userName = plain.Length <= Longest && Allowed().IsMatch(plain) ? plain : "";
        return userName.Length > 0;
    }

    [GeneratedRegex(@"^[A-Za-z0-9._@-]+\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Allowed();
}
