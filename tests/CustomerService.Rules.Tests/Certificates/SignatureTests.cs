using System.Text;
using CustomerService.Certificates.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Rules.Tests.Certificates;

public sealed class SignatureTests
{
    private readonly SigningKey _key;
    private byte[] _secret = [];

    public SignatureTests()
    {
        _key = SigningKey.Create(SigningKey.FirstId, plain =>
        {
            _secret = [.. plain];
            return "protected";
        }, Sample.IssuedAtUtc);
    }

    [Fact]
    public void A_signature_holds_for_what_was_signed() => Assert.True(Holds(Sample.Content()));

    public static TheoryData<string, CertificateContent> Changes => new()
    {
        { "name", Sample.Content() with { PersonName = new LocalText("سارا محمدی نژاد", "Sara Mohammadinejad") } },
        { "Latin name", Sample.Content() with { PersonName = new LocalText("سارا محمدی‌نژاد", "Sara Mohammadinejat") } },
        { "score", Sample.Content() with { Percent = 93 } },
        { "no score", Sample.Content() with { Percent = null } },
        { "hours", Sample.Content() with { Minutes = 1050 } },
        { "course", Sample.Content() with { SubjectId = "C04" } },
        { "title", Sample.Content() with { Title = new LocalText("ICARE در عمل ", "ICARE in Practice") } },
        { "person", Sample.Content() with { PersonId = Guid.Empty } },
        { "issue", Sample.Content() with { IssuedAtUtc = Sample.IssuedAtUtc.AddSeconds(1) } },
        { "expiry", Sample.Content() with { ExpiresAtUtc = Sample.ExpiresAtUtc } },
        { "edition", Sample.Content() with { Edition = 2 } },
        { "moved between fields", Sample.Content() with { SignatoryTitle = new LocalText("مدیر آکادمیD", "irector of the Academy") } },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Any_change_to_what_was_printed_breaks_it(string what, CertificateContent changed) => Assert.False(Holds(changed), what);

    [Fact]
    public void Another_number_or_code_breaks_it()
    {
        var signature = SigningKey.Sign(_secret, CertificatePayload.Of("ICA-1405-000042", "7Q2MD4XK9B3V0TRC8WJH", Sample.Content()));

        Assert.False(SigningKey.Verify(_key.PublicKey, CertificatePayload.Of("ICA-1405-000043", "7Q2MD4XK9B3V0TRC8WJH", Sample.Content()), signature));
        Assert.False(SigningKey.Verify(_key.PublicKey, CertificatePayload.Of("ICA-1405-000042", "7Q2MD4XK9B3V0TRC8WJJ", Sample.Content()), signature));
    }

    [Fact]
    public void Revoking_and_superseding_leave_it_intact()
    {
        var certificate = Sample.Certificate();
        certificate.Sign(_key.Id, SigningKey.Sign(_secret, certificate.Payload()));

        certificate.SupersedeBy(Guid.CreateVersion7(), Sample.IssuedAtUtc);
        certificate.Revoke(Guid.CreateVersion7(), "اشتباه", Sample.IssuedAtUtc);

        Assert.True(SigningKey.Verify(_key.PublicKey, certificate.Payload(), certificate.Signature));
    }

    [Fact]
    public void Another_key_does_not_verify_it()
    {
        var other = SigningKey.Create(Guid.NewGuid(), _ => "", Sample.IssuedAtUtc);
        var certificate = Sample.Certificate();
        Assert.False(SigningKey.Verify(other.PublicKey, certificate.Payload(), SigningKey.Sign(_secret, certificate.Payload())));
    }

    /// <summary>A change of this form breaks every certificate ever signed: a new form needs a new version beside the old one.</summary>
    [Fact]
    public void The_signed_form_never_changes() => Assert.Equal(
        """
        certificate/1
        number 15 ICA-1405-000042
        code 20 7Q2MD4XK9B3V0TRC8WJH
        kind 6 Course
        subject 3 C03
        person 36 11111111-1111-1111-1111-111111111111
        completion 36 22222222-2222-2222-2222-222222222222
        edition 1 1
        name.fa 15 سارا محمدی‌نژاد
        name.en 19 Sara Mohammadinejad
        title.fa 12 ICARE در عمل
        title.en 17 ICARE in Practice
        programme.fa 21 گواهینامهٔ پایان دوره
        programme.en 25 Certificate of Completion
        minutes 3 105
        percent 2 92
        issuer.fa 11 آکادمی خدمت
        issuer.en 15 Service Academy
        signatory.fa 0 
        signatory.en 0 
        signatory-title.fa 11 مدیر آکادمی
        signatory-title.en 23 Director of the Academy
        issued 20 2026-11-21T08:30:00Z
        expires 0 

        """.ReplaceLineEndings("\n"),
        Encoding.UTF8.GetString(Sample.Certificate().Payload()));

    private bool Holds(CertificateContent content)
    {
        var signature = SigningKey.Sign(_secret, Sample.Certificate().Payload());
        return SigningKey.Verify(_key.PublicKey, CertificatePayload.Of("ICA-1405-000042", "7Q2MD4XK9B3V0TRC8WJH", content), signature);
    }
}
