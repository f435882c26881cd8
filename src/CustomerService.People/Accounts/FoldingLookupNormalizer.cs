using CustomerService.Platform.Localization;
using Microsoft.AspNetCore.Identity;

namespace CustomerService.People.Accounts;

/// <summary>Makes user names and e-mails compare as people type them: any digit set, Arabic or Persian letters, any case.</summary>
internal sealed class FoldingLookupNormalizer : ILookupNormalizer
{
    public string? NormalizeName(string? name) => name is null ? null : TextNormalizer.CompactKey(name);

    public string? NormalizeEmail(string? email) => NormalizeName(email);
}
