using System.Security.Cryptography;
using System.Text;
using CustomerService.Platform.Localization;

namespace CustomerService.People.SecondFactor;

/// <summary>A code that stands in once for a lost second factor. Only its hash is kept.</summary>
public sealed class RecoveryCode
{
    /// <summary>Codes in a set.</summary>
    public const int Count = 10;

    // Without 0 and O, 1, l and i, and vowels that could form a word.
    private const string Letters = "bcdfghjkmnpqrstvwxz23456789";

    private const int Iterations = 100_000;

    private RecoveryCode() { }

    public RecoveryCode(Guid personId, string code)
    {
        PersonId = personId;
        Hash = HashOf(personId, code);
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid PersonId { get; private set; }

    /// <summary>PBKDF2 with SHA-512, salted with the person's id, so that one computation compares with the whole set.</summary>
    public byte[] Hash { get; private set; } = [];

    /// <summary>A code like <c>kf7m-2hqp-9xwt</c>, about 57 bits.</summary>
    public static string Create() => string.Join('-', Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));

    /// <summary>The hash of a code as typed: digits of any set, case, spaces and hyphens do not matter.</summary>
    public static byte[] HashOf(Guid personId, string code)
    {
        var plain = string.Concat(TextNormalizer.CompactKey(code).Where(char.IsAsciiLetterOrDigit));
        byte[] salt = [.. "recovery"u8, .. personId.ToByteArray()];
        return Rfc2898DeriveBytes.Pbkdf2(Encoding.ASCII.GetBytes(plain), salt, Iterations, HashAlgorithmName.SHA512, 32);
    }
}
