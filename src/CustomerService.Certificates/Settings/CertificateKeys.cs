using CustomerService.Platform.Settings;

namespace CustomerService.Certificates.Settings;

/// <summary>What the organisation sets for its certificates.</summary>
internal static class CertificateKeys
{
    private static readonly CertificatesOptions Delivered = new();

    public static SettingsKey IssuerFa { get; } = new("Certificates:Issuer:Fa");
    public static SettingsKey IssuerEn { get; } = new("Certificates:Issuer:En");
    public static SettingsKey SignatoryNameFa { get; } = new("Certificates:SignatoryName:Fa");
    public static SettingsKey SignatoryNameEn { get; } = new("Certificates:SignatoryName:En");
    public static SettingsKey SignatoryTitleFa { get; } = new("Certificates:SignatoryTitle:Fa");
    public static SettingsKey SignatoryTitleEn { get; } = new("Certificates:SignatoryTitle:En");
    public static SettingsKey Signature { get; } = new("Certificates:Signature") { IsImage = true };
    public static SettingsKey CourseFa { get; } = new("Certificates:CourseCertificate:Fa", Delivered.CourseCertificate.Fa);
    public static SettingsKey CourseEn { get; } = new("Certificates:CourseCertificate:En", Delivered.CourseCertificate.En);

    public static SettingsSection Section { get; } = new SettingsSection("certificates",
    [
        IssuerFa, IssuerEn, SignatoryNameFa, SignatoryNameEn, SignatoryTitleFa, SignatoryTitleEn, Signature, CourseFa, CourseEn,
    ]).CheckedAs<CertificatesOptions>(CertificatesOptions.Section);
}
