using System.ComponentModel.DataAnnotations;
using CustomerService.People.Rules;
using CustomerService.People.Text;

namespace CustomerService.People.Shared;

/// <summary>A name that certificates can print, or empty; the message names the signs that they cannot.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PrintableNameAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        NameNotPrintable.In(value as string) is { } refused
            ? new(PeopleText.PeopleNameNotPrintable.Replace("{0}", refused.Signs, StringComparison.Ordinal), [validationContext.MemberName!])
            : ValidationResult.Success;
}
