using System.ComponentModel.DataAnnotations;
using CustomerService.Learning.Text;
using CustomerService.Platform.Localization;

namespace CustomerService.Learning.Deadlines;

/// <summary>A list that <see cref="HolidayList"/> reads; the message names the first line that it cannot.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class HolidaysAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        HolidayList.TryParse(value as string, out _, out var line) ? ValidationResult.Success
        : new(LocalizedFormatter.For(Languages.Current).Say(LearningText.HolidayLineBad, line, ((string)value!).Split('\n').ElementAtOrDefault(line - 1)?.Trim() ?? ""), [validationContext.MemberName!]);
}
