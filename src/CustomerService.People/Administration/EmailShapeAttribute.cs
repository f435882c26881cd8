using System.ComponentModel.DataAnnotations;
using CustomerService.Platform.Localization;

namespace CustomerService.People.Administration;

/// <summary>An e-mail address, or empty.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EmailShapeAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is not string text || string.IsNullOrWhiteSpace(text) || InputParser.TryEmail(text, out _);
}
