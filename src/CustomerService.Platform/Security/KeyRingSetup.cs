using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
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
        if (section.Get<KeyRingOptions>() is { } options)
        {
            protection.UnprotectKeysWithAnyCertificate(Certificates(options));
        }

        services.AddSingleton<IXmlRepository, DataProtectionKeys>();
        services.AddScoped<ProtectKeyRing>();
        services.AddOptions<KeyManagementOptions>().Configure<IXmlRepository, IOptions<KeyRingOptions>, ILoggerFactory>((o, keys, ring, loggers) =>
        {
            o.XmlRepository = keys;
            o.XmlEncryptor = Encryptor(ring.Value, loggers);
        });
    }

    /// <summary>The certificates that open keys; none where the validation of the options will tell that a file cannot be read.</summary>
    private static X509Certificate2[] Certificates(KeyRingOptions options)
    {
        try
        {
            return
            [
                .. string.IsNullOrEmpty(options.Certificate) ? Array.Empty<X509Certificate2>() : [options.LoadCertificate()],
                .. string.IsNullOrEmpty(options.PreviousCertificate) ? Array.Empty<X509Certificate2>() : [options.LoadPreviousCertificate()],
            ];
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static IXmlEncryptor? Encryptor(KeyRingOptions options, ILoggerFactory loggers) => options switch
    {
        { Certificate.Length: > 0 } => new CertificateXmlEncryptor(options.LoadCertificate(), loggers),
        { Passphrase.Length: > 0 } => new PassphraseXmlEncryptor(options.Passphrase),
        _ => null,
    };
}
