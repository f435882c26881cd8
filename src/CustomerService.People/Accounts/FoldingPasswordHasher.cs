using CustomerService.Platform.Localization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CustomerService.People.Accounts;

/// <summary>A password set with Persian digits or Arabic letters equals the same one typed with the others, so that the keyboard
/// layout locks nobody out. Everything else is the framework's hasher.</summary>
internal sealed class FoldingPasswordHasher(IOptions<PasswordHasherOptions> options) : IPasswordHasher<Account>
{
    private readonly PasswordHasher<Account> _inner = new(options);

    public string HashPassword(Account user, string password) => _inner.HashPassword(user, TextNormalizer.Password(password));

    public PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword) =>
        _inner.VerifyHashedPassword(user, hashedPassword, TextNormalizer.Password(providedPassword));
}
