using System.Security.Cryptography;
using System.Text;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.People.SecondFactor;

/// <summary>A code that stands in once for a lost second factor. Only its hash is kept.</summary>
public sealed class RecoveryCode
{
    /// <summary>Codes in a set.</summary>
    public const int Count = 10;

    // Without 0 and O, 1, l and i, and vowels that could form a word.
    private const string Letters = "bcdfghjkmnpqrstvwxz23456789";

    /// <summary>In bytes.</summary>
    public const int SaltLength = 16;

    private RecoveryCode() { }

    private RecoveryCode(Guid personId, string code, byte[] salt)
    {
        PersonId = personId;
        Salt = salt;
        Iterations = PasswordHashing.Iterations;
        Hash = HashOf(personId, code, salt, Iterations);
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid PersonId { get; private set; }

    /// <summary>PBKDF2 with SHA-512.</summary>
    public byte[] Hash { get; private set; } = [];

    /// <summary>Random, one for a set, so that one computation compares with all of it. Empty for codes made before December 2026, which are salted with
    /// the person's id.</summary>
    public byte[] Salt { get; private set; } = [];

    /// <summary>Rounds of the hash.</summary>
    public int Iterations { get; private set; }

    /// <summary>A set in place of whatever was before, and the codes to show once.</summary>
    public static (IReadOnlyList<RecoveryCode> Set, string[] Codes) CreateSet(Guid personId)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        var codes = Enumerable.Range(0, Count).Select(_ => Create()).ToArray();
        return ([.. codes.Select(code => new RecoveryCode(personId, code, salt))], codes);
    }

    /// <summary>A code like <c>kf7m-2hqp-9xwt</c>, about 57 bits.</summary>
    public static string Create() => string.Join('-', Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));

    /// <summary>The hash of a code as typed: digits of any set, case, spaces and hyphens do not matter.</summary>
    public static byte[] HashOf(Guid personId, string code, byte[] salt, int iterations)
    {
        ArgumentNullException.ThrowIfNull(salt);
        var plain = string.Concat(TextNormalizer.CompactKey(code).Where(char.IsAsciiLetterOrDigit));
        return Rfc2898DeriveBytes.Pbkdf2(
            Encoding.ASCII.GetBytes(plain), salt.Length > 0 ? salt : [.. "recovery"u8, .. personId.ToByteArray()], iterations, HashAlgorithmName.SHA512, 32);
    }
}
