using System.ComponentModel.DataAnnotations;
using CustomerService.People.Text;
using CustomerService.Platform.Settings;

namespace CustomerService.People.Settings;

/// <summary>A colour in which writing can be read in light and dark (<see cref="AccentPalette"/>), or empty.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ReadableColourAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is not string { Length: > 0 } text || string.IsNullOrWhiteSpace(text) ? ValidationResult.Success
        : text.Trim() is not ['#', ..] || AccentPalette.Of(text) is not { } palette ? new(SettingsText.AccentNoColour, [validationContext.MemberName!])
        : palette.IsReadable ? ValidationResult.Success
        : new(SettingsText.AccentUnreadable, [validationContext.MemberName!]);
}
