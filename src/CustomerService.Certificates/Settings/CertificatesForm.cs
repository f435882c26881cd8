using CustomerService.Certificates.Text;
using CustomerService.People.Settings;
using CustomerService.People.Shared;
using CustomerService.Platform.Settings;
using CustomerService.Ui.Forms;

namespace CustomerService.Certificates.Settings;

/// <summary>Who issues certificates and who signs them, from now on: those that are issued keep what they were issued with.</summary>
public sealed class CertificatesForm : SettingsModel
{
    public const int MaxText = 120;

    [Longest(MaxText)]
    [PrintableName]
    public string? IssuerFa { get; set; }

    [Longest(MaxText)]
    [PrintableName]
    public string? IssuerEn { get; set; }

    [Longest(MaxText)]
    [PrintableName]
    public string? SignatoryNameFa { get; set; }

    [Longest(MaxText)]
    [PrintableName]
    public string? SignatoryNameEn { get; set; }

    [Longest(MaxText)]
    [PrintableName]
    public string? SignatoryTitleFa { get; set; }

    [Longest(MaxText)]
    [PrintableName]
    public string? SignatoryTitleEn { get; set; }

    /// <summary>Hash of the picture; empty for none.</summary>
    [Longest(StoredImage.HashLength)]
    public string? Signature { get; set; }

    [Longest(MaxText)]
    [PrintableName]
    public string? CourseFa { get; set; }

    [Longest(MaxText)]
    [PrintableName]
    public string? CourseEn { get; set; }

    public override IEnumerable<SettingsField> Fields =>
    [
        new(CertificateKeys.IssuerFa, CertificatesText.SettingIssuerFa, IssuerFa), new(CertificateKeys.IssuerEn, CertificatesText.SettingIssuerEn, IssuerEn),
        new(CertificateKeys.SignatoryNameFa, CertificatesText.SettingSignatoryFa, SignatoryNameFa), new(CertificateKeys.SignatoryNameEn, CertificatesText.SettingSignatoryEn, SignatoryNameEn),
        new(CertificateKeys.SignatoryTitleFa, CertificatesText.SettingTitleFa, SignatoryTitleFa), new(CertificateKeys.SignatoryTitleEn, CertificatesText.SettingTitleEn, SignatoryTitleEn),
        new(CertificateKeys.Signature, CertificatesText.SettingSignature, Signature),
        new(CertificateKeys.CourseFa, CertificatesText.SettingCourseFa, CourseFa), new(CertificateKeys.CourseEn, CertificatesText.SettingCourseEn, CourseEn),
    ];

    public override void Fill(SettingsView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        (IssuerFa, IssuerEn) = (view[CertificateKeys.IssuerFa], view[CertificateKeys.IssuerEn]);
        (SignatoryNameFa, SignatoryNameEn) = (view[CertificateKeys.SignatoryNameFa], view[CertificateKeys.SignatoryNameEn]);
        (SignatoryTitleFa, SignatoryTitleEn) = (view[CertificateKeys.SignatoryTitleFa], view[CertificateKeys.SignatoryTitleEn]);
        (Signature, CourseFa, CourseEn) = (view[CertificateKeys.Signature], view[CertificateKeys.CourseFa], view[CertificateKeys.CourseEn]);
    }
}
