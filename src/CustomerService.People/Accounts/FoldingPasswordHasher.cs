using CustomerService.Platform.Localization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CustomerService.People.Accounts;

/// <summary>Hashes and compares passwords in the form of <see cref="TextNormalizer.Password"/>, so that the keyboard locks nobody out.
/// Everything else is the framework's hasher.</summary>
internal sealed class FoldingPasswordHasher(IOptions<PasswordHasherOptions> options) : IPasswordHasher<Account>
{
    private const char HalfSpace = '\u200C';

    private readonly PasswordHasher<Account> _inner = new(options);

    public string HashPassword(Account user, string password) => _inner.HashPassword(user, TextNormalizer.Password(password));

    /// <returns>Success; or <see cref="PasswordVerificationResult.SuccessRehashNeeded"/> for a password stored in the form of before.</returns>
    public PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
    {
        var form = TextNormalizer.Password(providedPassword);
        var outcome = _inner.VerifyHashedPassword(user, hashedPassword, form);
        if (outcome != PasswordVerificationResult.Failed)
        {
            return outcome;
        }

        // On Persian layouts Shift+Space types a half-space, which a password field shows as the space that was meant.
        var spaced = TextNormalizer.Password(providedPassword.Replace(HalfSpace, ' '));
        if (spaced != form && _inner.VerifyHashedPassword(user, hashedPassword, spaced) != PasswordVerificationResult.Failed)
        {
            return PasswordVerificationResult.Success;
        }

        var before = FormOfBefore(providedPassword);
        return before != form && _inner.VerifyHashedPassword(user, hashedPassword, before) != PasswordVerificationResult.Failed
            ? PasswordVerificationResult.SuccessRehashNeeded
            : PasswordVerificationResult.Failed;
    }

    /// <summary>The form of passwords stored before December 2026: digits and two letters folded, nothing else.</summary>
    private static string FormOfBefore(string password) => Digits.ToAscii(password).Replace('\u064A', 'ی').Replace('\u0643', 'ک');
}
