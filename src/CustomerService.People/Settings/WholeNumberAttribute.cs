using System.ComponentModel.DataAnnotations;
using CustomerService.People.Text;
using CustomerService.Platform.Localization;

namespace CustomerService.People.Settings;

/// <summary>A whole number in digits of any kind; the message is in the reader's language and digits.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WholeNumberAttribute(int least, int most) : ValidationAttribute
{
    public int Least { get; } = least;

    public int Most { get; } = most;

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        ArgumentNullException.ThrowIfNull(validationContext);
        return InputParser.TryInteger(value as string, out var number) && number >= Least && number <= Most
            ? ValidationResult.Success
            : new(LocalizedFormatter.For(Languages.Current).Say(SettingsText.NumberBetween, Least, Most), [validationContext.MemberName!]);
    }
}
