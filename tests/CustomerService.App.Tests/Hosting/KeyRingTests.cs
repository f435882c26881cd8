using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using CustomerService.Platform.Security;
using CustomerService.TestKit;
using CustomerService.Web.Commands;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CustomerService.App.Tests.Hosting;

/// <summary>The keys that lie in the database, in plain or encrypted by a setting.</summary>
public sealed class KeyRingTests : IDisposable
{
    private const string Passphrase = "one passphrase, long enough";

    private readonly string _folder = Directory.CreateTempSubdirectory("keys-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Keys_that_lay_in_plain_are_encrypted_once_the_setting_is_made_and_open_what_they_closed(bool byCertificate)
    {
        string[][] settings = byCertificate
            ? [["KeyRing:Certificate", MakeCertificate()], ["KeyRing:CertificatePassword", "pfx"]]
            : [["KeyRing:Passphrase", Passphrase]];
        string closed;
        await using (var plain = Start([]))
        {
            closed = Protector(plain).Protect("a session");
            Assert.Contains("requiresEncryption", await StoredKeysAsync(plain), StringComparison.Ordinal);
        }

        await using (var guarded = Start(settings))
        {
            Assert.Equal("a session", Protector(guarded).Unprotect(closed));
            var stored = await StoredKeysAsync(guarded);
            Assert.DoesNotContain("requiresEncryption", stored, StringComparison.Ordinal);
            Assert.DoesNotContain("<masterKey", stored, StringComparison.Ordinal);
            Assert.Contains(byCertificate ? "<certificateEncryptedKey" : "<passphraseEncryptedKey", stored, StringComparison.Ordinal);
        }

        // The next start finds them encrypted; one without the setting is refused and makes no new keys.
        await using (var again = Start(settings))
        {
            Assert.Equal("a session", Protector(again).Unprotect(closed));
            Assert.Equal(1, await again.ReadAsync(db => db.Set<DataProtectionKey>().CountAsync()));
        }

        Assert.Equal(1, await ServeAsync());
        Assert.Equal(1, await ServeAsync("--KeyRing:Passphrase=another passphrase, as long"));

        // The setting is changed: one start knows both, the next ones need only the new one.
        string[][] next = [["KeyRing:Passphrase", "another passphrase, as long"]];
        await using (var changing = Start([.. next, .. settings.Select(s => new[] { s[0].Replace(":", ":Previous", StringComparison.Ordinal), s[1] })]))
        {
            Assert.Equal("a session", Protector(changing).Unprotect(closed));
        }

        await using var changed = Start(next);
        Assert.Equal("a session", Protector(changed).Unprotect(closed));
    }

    [Fact]
    public async Task Keys_that_the_framework_encrypted_are_opened_and_encrypted_anew()
    {
        var file = MakeCertificate();
        string closed;
        await using (var plain = Start([]))
        {
            closed = Protector(plain).Protect("a session");
            var key = XElement.Parse(await StoredKeysAsync(plain));
            var secret = key.Descendants().Single(e => e.Attributes().Any(a => a.Name.LocalName == "requiresEncryption"));
            var bare = new XElement(secret);
            bare.Attributes().Single(a => a.Name.LocalName == "requiresEncryption").Remove();
            using var certificate = X509CertificateLoader.LoadPkcs12FromFile(file, "pfx");
            var encrypted = new CertificateXmlEncryptor(certificate, NullLoggerFactory.Instance).Encrypt(bare);
            secret.ReplaceWith(new XElement(
                XName.Get("encryptedSecret", "http://schemas.asp.net/2015/03/dataProtection"), new XAttribute("decryptorType", encrypted.DecryptorType.AssemblyQualifiedName!), encrypted.EncryptedElement));
            await plain.ReadAsync(db => db.Database.ExecuteSqlAsync($"UPDATE DataProtectionKeys SET Xml = {key.ToString(SaveOptions.DisableFormatting)}"));
        }

        await using var guarded = Start([["KeyRing:Certificate", file], ["KeyRing:CertificatePassword", "pfx"]]);
        Assert.Equal("a session", Protector(guarded).Unprotect(closed));
        var stored = await StoredKeysAsync(guarded);
        Assert.Contains("<certificateEncryptedKey", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("EncryptedData", stored, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--KeyRing:Passphrase=too short")]
    [InlineData("--KeyRing:Certificate=nowhere.pfx")]
    public async Task A_setting_that_protects_nothing_stops_the_start(string setting)
    {
        Assert.Equal(1, await ServeAsync(setting));
        Assert.False(File.Exists(Database), "nothing was written before");
    }

    private string Database => Path.Combine(_folder, "academy.db");

    private Academy Start(string[][] settings)
    {
        var academy = new Academy().On("Sqlite").With("Database:ConnectionString", $"Data Source={Database}");
        foreach (var setting in settings)
        {
            academy.With(setting[0], setting[1]);
        }

        return academy;
    }

    private Task<int> ServeAsync(params string[] settings) => CommandLine.RunAsync(
        ["serve", "--applicationName=CustomerService.Web", $"--Database:ConnectionString=Data Source={Database}", "--urls=http://127.0.0.1:0", "--Demo:Enabled=false", .. settings]);

    private static IDataProtector Protector(Academy academy) => academy.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");

    private static async Task<string> StoredKeysAsync(Academy academy) =>
        string.Concat(await academy.ReadAsync(db => db.Set<DataProtectionKey>().Select(k => k.Xml).ToListAsync()));

    private string MakeCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=academy keys", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(90));
        var path = Path.Combine(_folder, "keys.pfx");
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx, "pfx"));
        return path;
    }
}
