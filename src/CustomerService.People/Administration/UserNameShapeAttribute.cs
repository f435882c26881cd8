using System.ComponentModel.DataAnnotations;
using CustomerService.People.Rules;

namespace CustomerService.People.Administration;

/// <summary>A user name valid by <see cref="UserNames"/>, or empty.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UserNameShapeAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is not string text || string.IsNullOrWhiteSpace(text) || UserNames.TryRead(text, out _);
}
