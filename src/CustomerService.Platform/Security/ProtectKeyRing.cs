using System.Security.Cryptography;
using System.Xml;
using System.Xml.Linq;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CustomerService.Platform.Security;

/// <summary>Before the first request: encrypts the data-protection keys that lie in the database in plain, or encrypted by the setting of
/// before, where a certificate or a passphrase is set, and makes sure that every key can be opened. Without that check the framework would quietly make new keys: everybody
/// would be signed out, and the key that signs certificates lost.</summary>
public sealed partial class ProtectKeyRing(
    IDbContextFactory<AppDbContext> contexts, IOptions<KeyRingOptions> options, IOptions<KeyManagementOptions> management, IKeyManager keys, IServiceProvider services,
    IHostEnvironment environment, ILogger<ProtectKeyRing> logger)
{
    private const string DecryptorType = "decryptorType";

    // How the framework writes keys: Microsoft.AspNetCore.DataProtection, XmlConstants.
    private static readonly XNamespace Protection = "http://schemas.asp.net/2015/03/dataProtection";
    private static readonly XName EncryptedSecret = Protection + "encryptedSecret";
    private static readonly XName RequiresEncryption = Protection + "requiresEncryption";

    /// <exception cref="StartRefusedException">A key cannot be opened with the present settings.</exception>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ProtectKeyRing));
        if (management.Value.XmlEncryptor is null && environment.IsProduction())
        {
            Unprotected(logger);
        }

        try
        {
            if (management.Value.XmlEncryptor is { } encryptor)
            {
                await EncryptAsync(encryptor, cancellationToken);
            }

            CheckReadable();
        }
        catch (Exception e) when (e is CryptographicException or XmlException or InvalidOperationException or FormatException)
        {
            throw new StartRefusedException(
                "The data-protection keys in the database cannot be opened: set KeyRing:Certificate (with its password) or KeyRing:Passphrase to what encrypted them, "
                + "or restore a backup if they are damaged.", e);
        }
    }

    private async Task EncryptAsync(IXmlEncryptor encryptor, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var key in await db.Set<DataProtectionKey>().AsTracking().ToListAsync(cancellationToken))
        {
            var element = XElement.Parse(key.Xml);
            var secrets = element.Descendants().Select(e => (Element: e, Plain: Plain(e))).Where(s => s.Plain is not null).ToList();
            foreach (var (secret, plain) in secrets)
            {
                var encrypted = encryptor.Encrypt(plain!);
                secret.ReplaceWith(new XElement(EncryptedSecret, new XAttribute(DecryptorType, encrypted.DecryptorType.AssemblyQualifiedName!), encrypted.EncryptedElement));
            }

            if (secrets.Count > 0)
            {
                key.Replace(element.ToString(SaveOptions.DisableFormatting));
                Encrypted(logger, key.Id);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>What an element holds that is to be encrypted, as the framework would write it: a secret in plain, or one that was encrypted by
    /// the previous setting or, before December 2026, by the framework; otherwise null.</summary>
    private XElement? Plain(XElement element)
    {
        if ((bool?)element.Attribute(RequiresEncryption) == true)
        {
            var plain = new XElement(element);
            plain.Attribute(RequiresEncryption)!.Remove();
            return plain;
        }

        return element.Name == EncryptedSecret && Type.GetType((string)element.Attribute(DecryptorType)!) is { } type && (options.Value.Changes || type == typeof(EncryptedXmlDecryptor))
            ? ((IXmlDecryptor)ActivatorUtilities.CreateInstance(services, type)).Decrypt(element.Elements().Single())
            : null;
    }

    /// <summary>Opens every key; the framework does so only when it needs one.</summary>
    private void CheckReadable()
    {
        foreach (var key in keys.GetAllKeys().Where(k => !k.IsRevoked))
        {
            _ = key.Descriptor;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Data-protection key {Id} is encrypted by the present setting now")]
    private static partial void Encrypted(ILogger logger, Guid id);

    [LoggerMessage(2, LogLevel.Warning, "The data-protection keys lie in plain in the database: whoever reads it or a copy can sign in as anybody. Set KeyRing:Certificate or KeyRing:Passphrase")]
    private static partial void Unprotected(ILogger logger);
}
