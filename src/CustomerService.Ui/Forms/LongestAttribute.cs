using System.ComponentModel.DataAnnotations;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Text;

namespace CustomerService.Ui.Forms;

/// <summary>Most characters that a field takes. The message is in the reader's language and digits, which the framework's own attribute cannot.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LongestAttribute(int characters) : ValidationAttribute
{
    public int Characters { get; } = characters;

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        ArgumentNullException.ThrowIfNull(validationContext);
        return value is string text && text.Length > Characters
            ? new(LocalizedFormatter.For(Languages.Current).Say(UiText.TooLong, Characters, text.Length), [validationContext.MemberName!])
            : ValidationResult.Success;
    }
}
