using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using Microsoft.AspNetCore.Identity;

namespace CustomerService.People.Accounts;

/// <summary>Long, not a common password, not the person's own name: the requirements of NIST SP 800-63B §3.1.1 for a memorised
/// secret; no composition rules, which it advises against.</summary>
internal sealed class PasswordRules : IPasswordValidator<Account>
{
    public const int MinimumLength = 10;

    private static readonly HashSet<string> FirstGuesses = new(StringComparer.Ordinal)
    {
        "1234567890", "0123456789", "1111111111", "0000000000", "qwertyuiop", "password12", "password123", "iloveyou123", "123456789a", "administrator",
    };

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        var broken = Broken(password, user.UserName);
        return Task.FromResult(broken is null ? IdentityResult.Success : IdentityResult.Failed(new IdentityError { Code = broken.Code }));
    }

    /// <returns>The rule that a password breaks; null if it is valid.</returns>
    public static PasswordRefused? Broken(string? password, string? userName)
    {
        var folded = TextNormalizer.Password(password ?? "");
        var key = TextNormalizer.CompactKey(folded);
        var name = TextNormalizer.CompactKey(userName ?? "");
        return folded.Length < MinimumLength ? new PasswordTooShort()
            : FirstGuesses.Contains(key) || key.Distinct().Count() < 4 ? new PasswordTooCommon()
            : name.Length >= 4 && key.Contains(name, StringComparison.Ordinal) ? new PasswordHoldsName()
            : null;
    }
}
