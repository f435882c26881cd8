using System.ComponentModel.DataAnnotations;
using CustomerService.People.Shared;

namespace CustomerService.People.Accounts;

/// <summary>Validates <see cref="PasswordRules"/> at the field, together with all other errors of the form.</summary>
/// <param name="userName">The property with the user name, which the password must not contain.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NewPasswordAttribute(string? userName = null) : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        // An empty field is reported by its own Required attribute.
        var name = userName is null ? null : validationContext.ObjectType.GetProperty(userName)?.GetValue(validationContext.ObjectInstance) as string;
        return value is string { Length: > 0 } password && PasswordRules.Broken(password, name) is { } broken
            ? new(broken.Text(), [validationContext.MemberName!])
            : ValidationResult.Success;
    }
}
