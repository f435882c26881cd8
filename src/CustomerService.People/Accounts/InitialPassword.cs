using System.Security.Cryptography;

namespace CustomerService.People.Accounts;

/// <summary>An initial password handed over by HR or a manager: easy to read aloud and to type, about 59 bits of entropy.</summary>
public static class InitialPassword
{
    // Without 0 and O, 1, l and i, and vowels that could form a word.
    private const string Letters = "bcdfghjkmnpqrstvwxz23456789";

    /// <summary>Like <c>kf7m-2hqp-9xwt</c>.</summary>
    public static string Create() => string.Join('-', Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));
}
