using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CustomerService.Platform.Security;

internal static class KeyRingSetup
{
    /// <summary>Data-protection keys: in the database, encrypted as <see cref="KeyRingOptions"/> say.</summary>
    public static void AddKeyRing(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(KeyRingOptions.Section);
        services.AddOptions<KeyRingOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<KeyRingOptions>, KeyRingOptionsValidator>();
        // GCM does in one pass what the default does in two: every page decrypts a cookie and encrypts a form token.
        var protection = services.AddDataProtection().SetApplicationName("CustomerService.Academy")
            .UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        // Keys that the framework encrypted before are opened by it; ProtectKeyRing then encrypts them anew.
        var certificates = new KeyRingCertificates(section.Get<KeyRingOptions>() ?? new());
        services.AddSingleton(certificates);
        protection.UnprotectKeysWithAnyCertificate([.. certificates.All]);
        services.AddSingleton<IXmlRepository, DataProtectionKeys>();
        services.AddScoped<ProtectKeyRing>();
        services.AddOptions<KeyManagementOptions>().Configure<IXmlRepository, IOptions<KeyRingOptions>, KeyRingCertificates>((o, keys, ring, read) =>
        {
            o.XmlRepository = keys;
            o.XmlEncryptor = Encryptor(ring.Value, read);
        });
    }

    private static IXmlEncryptor? Encryptor(KeyRingOptions options, KeyRingCertificates certificates) => options switch
    {
        { Certificate.Length: > 0 } => new OaepXmlEncryptor(certificates.Present!),
        { Passphrase.Length: > 0 } => new PassphraseXmlEncryptor(options.Passphrase),
        _ => null,
    };
}
