using System.Security.Cryptography;
using CustomerService.Ui.Controls;

namespace CustomerService.People.Accounts;

/// <summary>A password that somebody in charge hands over: easy to read aloud and to type, about 59 bits of chance.</summary>
public static class InitialPassword
{
    // Without 0 and O, 1, l and i, and vowels that could make a word.
    private const string Letters = "bcdfghjkmnpqrstvwxz23456789";

    /// <summary>Like <c>kf7m-2hqp-9xwt</c>.</summary>
    public static string Create() => string.Join('-', Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));
}
