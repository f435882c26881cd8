using System.Security.Cryptography;
using CustomerService.Messages.Rules;
using Microsoft.AspNetCore.DataProtection;

namespace CustomerService.Messages.Preferences;

/// <summary>The token of a mail's link to turn off mails of its kind (RFC 8058): it works without signing in and opens nothing else. It does not expire,
/// since mails are read years later.</summary>
public sealed class UnsubscribeTokens(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("CustomerService.Messages.Unsubscribe");

    public string Make(Guid personId, MessageKind kind) => _protector.Protect($"{personId:N}|{kind}");

    /// <returns>Null: the academy did not make it.</returns>
    public (Guid PersonId, MessageKind Kind)? Read(string? token)
    {
        try
        {
            return token is { Length: > 0 and < 1000 } && _protector.Unprotect(token).Split('|') is [var id, var kind] ? (Guid.ParseExact(id, "N"), Enum.Parse<MessageKind>(kind)) : null;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            // Made by hand, with other keys, or of a kind that is no more.
            return null;
        }
    }
}
