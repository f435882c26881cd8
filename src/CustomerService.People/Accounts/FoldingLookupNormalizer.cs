using CustomerService.Platform.Localization;
using Microsoft.AspNetCore.Identity;

namespace CustomerService.People.Accounts;

/// <summary>Compares user names and e-mails regardless of digit set, Arabic or Persian letters, and case.</summary>
internal sealed class FoldingLookupNormalizer : ILookupNormalizer
{
    public string? NormalizeName(string? name) => name is null ? null : TextNormalizer.CompactKey(name);

    public string? NormalizeEmail(string? email) => NormalizeName(email);
}
