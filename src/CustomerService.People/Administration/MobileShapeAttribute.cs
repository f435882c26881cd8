using System.ComponentModel.DataAnnotations;
using CustomerService.Platform.Localization;

namespace CustomerService.People.Administration;

/// <summary>A mobile number in any digits, or empty.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MobileShapeAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is not string text || string.IsNullOrWhiteSpace(text) || InputParser.TryMobile(text, out _);
}
