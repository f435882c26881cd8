using CustomerService.Certificates.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Rules.Tests.Certificates;

public sealed class CertificateTests
{
    private static readonly Guid Hr = Guid.CreateVersion7();

    [Fact]
    public void It_is_valid_through_its_last_second_and_expired_after_it()
    {
        var certificate = Sample.Certificate(Sample.ExpiresAtUtc);

        Assert.Equal(CertificateState.Valid, certificate.StateAt(Sample.IssuedAtUtc));
        Assert.Equal(CertificateState.Valid, certificate.StateAt(Sample.ExpiresAtUtc));
        Assert.Equal(CertificateState.Expired, certificate.StateAt(Sample.ExpiresAtUtc.AddSeconds(1)));
    }

    [Fact]
    public void A_shortened_validity_ends_earlier_never_later_and_is_not_part_of_what_was_signed()
    {
        Assert.Equal(Sample.IssuedAtUtc, Certificate.EndOf(Sample.ExpiresAtUtc, Sample.IssuedAtUtc));
        Assert.Equal(Sample.ExpiresAtUtc, Certificate.EndOf(Sample.ExpiresAtUtc, Sample.ExpiresAtUtc.AddDays(1)));
        Assert.Equal(Sample.IssuedAtUtc, Certificate.EndOf(null, Sample.IssuedAtUtc));
        Assert.Equal(Sample.ExpiresAtUtc, Certificate.EndOf(Sample.ExpiresAtUtc, null));
        Assert.Null(Certificate.EndOf(null, null));
    }

    [Fact]
    public void Superseded_stands_above_expired_and_revoked_above_both()
    {
        var certificate = Sample.Certificate(Sample.ExpiresAtUtc);
        var later = Sample.ExpiresAtUtc.AddDays(1);

        certificate.SupersedeBy(Guid.CreateVersion7(), Sample.IssuedAtUtc.AddDays(400));
        Assert.Equal(CertificateState.Superseded, certificate.StateAt(later));

        Assert.True(certificate.Revoke(Hr, "گواهی با مدرک نادرست صادر شده بود.", later).Succeeded);
        Assert.Equal(CertificateState.Revoked, certificate.StateAt(later));
    }

    [Fact]
    public void The_first_successor_stays()
    {
        var certificate = Sample.Certificate();
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        certificate.SupersedeBy(first, Sample.IssuedAtUtc.AddDays(1));
        certificate.SupersedeBy(second, Sample.IssuedAtUtc.AddDays(2));

        Assert.Equal(first, certificate.SupersededById);
        Assert.Equal(Sample.IssuedAtUtc.AddDays(1), certificate.SupersededAtUtc);
    }

    [Fact]
    public void A_revocation_needs_a_reason_and_is_for_good()
    {
        var certificate = Sample.Certificate();

        Assert.IsType<ReasonMissing>(certificate.Revoke(Hr, "  ", Sample.IssuedAtUtc).Refusal);
        Assert.IsType<ReasonTooLong>(certificate.Revoke(Hr, new string('ن', 501), Sample.IssuedAtUtc).Refusal);
        Assert.Equal(CertificateState.Valid, certificate.StateAt(Sample.IssuedAtUtc));

        Assert.True(certificate.Revoke(Hr, " تقلب ", Sample.IssuedAtUtc).Succeeded);
        Assert.Equal("تقلب", certificate.RevocationReason);
        Assert.IsType<CertificateAlreadyRevoked>(certificate.Revoke(Hr, "دوباره", Sample.IssuedAtUtc).Refusal);
        Assert.Equal("تقلب", certificate.RevocationReason);
    }

    [Fact]
    public void A_corrected_edition_has_the_new_name_in_Persian_letters_and_the_old_validity()
    {
        var certificate = Sample.Certificate(Sample.ExpiresAtUtc);
        var now = Sample.IssuedAtUtc.AddDays(30);

        var content = certificate.Corrected(new LocalText("سارا  محمدي‌نژاد كريمي", " Sara M. Karimi "), certificate.Issuer, certificate.SignatoryName, certificate.SignatoryTitle, now).Value!;

        Assert.Equal(new LocalText("سارا محمدی‌نژاد کریمی", "Sara M. Karimi"), content.PersonName);
        Assert.Equal(2, content.Edition);
        Assert.Equal(now, content.IssuedAtUtc);
        Assert.Equal(Sample.ExpiresAtUtc, content.ExpiresAtUtc);
        Assert.Equal(certificate.CompletionId, content.CompletionId);
    }

    [Fact]
    public void A_superseded_certificate_is_not_reissued_and_a_standing_one_only_with_another_name()
    {
        var certificate = Sample.Certificate();
        Assert.IsType<NameMissing>(Corrected(certificate, LocalText.Empty));
        Assert.IsType<NameTooLong>(Corrected(certificate, new LocalText(new string('ن', 202), "")));
        Assert.IsType<NameNotPrintable>(Corrected(certificate, new LocalText("سارا 🙂", "")));

        Assert.IsType<NameUnchanged>(Corrected(certificate, certificate.PersonName));
        Assert.IsType<NameUnchanged>(Corrected(certificate, new LocalText($" {certificate.PersonName.Fa} ", certificate.PersonName.En)));

        var superseded = Sample.Certificate();
        superseded.SupersedeBy(Guid.CreateVersion7(), Sample.IssuedAtUtc);
        Assert.IsType<CertificateAlreadySuperseded>(Corrected(superseded, new LocalText("سارا", "")));

        var revoked = Sample.Certificate();
        revoked.Revoke(Hr, "اشتباه", Sample.IssuedAtUtc);
        Assert.Null(Corrected(revoked, revoked.PersonName));
        revoked.SupersedeBy(Guid.CreateVersion7(), Sample.IssuedAtUtc);
        Assert.IsType<CertificateAlreadySuperseded>(Corrected(revoked, new LocalText("سارا", "")));
    }

    [Fact]
    public void Instants_are_kept_to_the_second_as_every_database_does()
    {
        var certificate = new Certificate(Guid.CreateVersion7(), "ICA-1405-000001", VerificationCode.Create(), Sample.Content() with { IssuedAtUtc = Sample.IssuedAtUtc.AddTicks(1_234_567) });

        Assert.Equal(Sample.IssuedAtUtc, certificate.IssuedAtUtc);
    }

    private static CustomerService.Platform.Refusal? Corrected(Certificate certificate, LocalText name) =>
        certificate.Corrected(name, certificate.Issuer, certificate.SignatoryName, certificate.SignatoryTitle, Sample.IssuedAtUtc).Refusal;
}
