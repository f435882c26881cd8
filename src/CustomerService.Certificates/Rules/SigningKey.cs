using System.Security.Cryptography;

namespace CustomerService.Certificates.Rules;

/// <summary>A key pair for signing certificates (ECDSA, curve P-256). Never deleted: needed to verify the certificates it signed.</summary>
public sealed class SigningKey
{
    /// <summary>Fixed id of the academy's first key, so that nodes starting concurrently cannot create two.</summary>
    public static readonly Guid FirstId = new("00000000-0000-7000-8000-000000000001");

    private SigningKey() { }

    private SigningKey(Guid id, byte[] publicKey, string protectedPrivateKey, DateTime createdAtUtc)
    {
        Id = id;
        PublicKey = publicKey;
        ProtectedPrivateKey = protectedPrivateKey;
        CreatedAtUtc = createdAtUtc;
    }

    public Guid Id { get; private set; }

    /// <summary>X.509 SubjectPublicKeyInfo.</summary>
    public byte[] PublicKey { get; private set; } = [];

    /// <summary>PKCS #8, encrypted with the academy's data-protection keys.</summary>
    public string ProtectedPrivateKey { get; private set; } = "";
    public DateTime CreatedAtUtc { get; private set; }

    /// <param name="protect">Encrypts the private key for storage.</param>
    public static SigningKey Create(Guid id, Func<byte[], string> protect, DateTime nowUtc)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var secret = pair.ExportPkcs8PrivateKey();
        var key = new SigningKey(id, pair.ExportSubjectPublicKeyInfo(), protect(secret), nowUtc);
        CryptographicOperations.ZeroMemory(secret);
        return key;
    }

    /// <param name="privateKey">PKCS #8.</param>
    public static byte[] Sign(byte[] privateKey, byte[] payload)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(privateKey, out _);
        return key.SignData(payload, HashAlgorithmName.SHA256);
    }

    /// <param name="publicKey">X.509 SubjectPublicKeyInfo.</param>
    public static bool Verify(byte[] publicKey, byte[] payload, byte[] signature)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(publicKey, out _);
        return key.VerifyData(payload, signature, HashAlgorithmName.SHA256);
    }
}
