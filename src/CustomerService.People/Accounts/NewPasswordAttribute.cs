using System.ComponentModel.DataAnnotations;
using CustomerService.People.Rules;
using CustomerService.People.Shared;

namespace CustomerService.People.Accounts;

/// <summary>Validates <see cref="PasswordRules"/> at the field, together with all other errors of the form.</summary>
/// <param name="userName">The property with the user name, which the password must not contain.</param>
/// <param name="words">Properties with other words that are easily guessed with the person: names, the organisation.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NewPasswordAttribute(string? userName = null, params string[] words) : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        // An empty field is reported by its own Required attribute.
        var context = PasswordContext.Of(Read(userName), contacts: [Read(userName)], organisations: words.Select(Read));
        return value is string { Length: > 0 } password && PasswordRules.Broken(password, context) is { } broken
            ? new(broken.Text(), [validationContext.MemberName!])
            : ValidationResult.Success;

        string? Read(string? property) => property is null ? null : validationContext.ObjectType.GetProperty(property)?.GetValue(validationContext.ObjectInstance) as string;
    }
}
