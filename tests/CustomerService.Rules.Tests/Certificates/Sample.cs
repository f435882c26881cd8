using CustomerService.Certificates.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Rules.Tests.Certificates;

/// <summary>A certificate of Sara Mohammadinejad for C03, issued on 30 Aban 1405 at noon in Tehran, valid for 24 months.</summary>
internal static class Sample
{
    public static readonly DateTime IssuedAtUtc = new(2026, 11, 21, 8, 30, 0, DateTimeKind.Utc);

    /// <summary>30 Aban 1407, 23:59:59 in Tehran: 20 November 2028 (1407 begins after a leap year's 20 March) 20:29:59 UTC.</summary>
    public static readonly DateTime ExpiresAtUtc = new(2028, 11, 20, 20, 29, 59, DateTimeKind.Utc);

    public static CertificateContent Content(DateTime? expiresAtUtc = null) => new(
        CertificateKind.Course, "C03", new Guid("11111111-1111-1111-1111-111111111111"), new Guid("22222222-2222-2222-2222-222222222222"), 1,
        new LocalText("سارا محمدی‌نژاد", "Sara Mohammadinejad"), new LocalText("ICARE در عمل", "ICARE in Practice"),
        new LocalText("گواهینامهٔ پایان دوره", "Certificate of Completion"), 105, 92,
        new LocalText("آکادمی خدمت", "Service Academy"), LocalText.Empty, new LocalText("مدیر آکادمی", "Director of the Academy"),
        IssuedAtUtc, expiresAtUtc);

    public static Certificate Certificate(DateTime? expiresAtUtc = null) =>
        new(Guid.CreateVersion7(), "ICA-1405-000042", VerificationCode.Stored("7Q2MD4XK9B3V0TRC8WJH"), Content(expiresAtUtc));
}
