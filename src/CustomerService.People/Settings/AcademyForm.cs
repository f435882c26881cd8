using System.ComponentModel.DataAnnotations;
using CustomerService.People.Shared;
using CustomerService.People.Text;
using CustomerService.Platform.Settings;
using CustomerService.Ui.Forms;

namespace CustomerService.People.Settings;

/// <summary>The academy's name in both languages, its logo and its colour.</summary>
public sealed class AcademyForm : SettingsModel
{
    /// <summary>Longest name, which must find its place in the bar of every page and on certificates.</summary>
    public const int MaxName = 80;

    [Required(ErrorMessageResourceType = typeof(SettingsText), ErrorMessageResourceName = nameof(SettingsText.NameRequired))]
    [Longest(MaxName)]
    [PrintableName]
    public string? NameFa { get; set; }

    [Required(ErrorMessageResourceType = typeof(SettingsText), ErrorMessageResourceName = nameof(SettingsText.NameRequired))]
    [Longest(MaxName)]
    [PrintableName]
    public string? NameEn { get; set; }

    /// <summary>Hash of the picture; empty for none.</summary>
    [Longest(StoredImage.HashLength)]
    public string? Logo { get; set; }

    [Longest(7)]
    [ReadableColour]
    public string? Accent { get; set; }

    public override IEnumerable<SettingsField> Fields =>
    [
        new(AcademyKeys.NameFa, SettingsText.NameFa, NameFa), new(AcademyKeys.NameEn, SettingsText.NameEn, NameEn),
        new(AcademyKeys.Logo, SettingsText.Logo, Logo), new(AcademyKeys.Accent, SettingsText.Accent, Accent?.Trim().ToLowerInvariant()),
    ];

    public override void Fill(SettingsView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        (NameFa, NameEn, Logo, Accent) = (view[AcademyKeys.NameFa], view[AcademyKeys.NameEn], view[AcademyKeys.Logo], view[AcademyKeys.Accent]);
    }
}
