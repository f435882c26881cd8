using System.ComponentModel.DataAnnotations;
using CustomerService.People.Text;

namespace CustomerService.People.Shared;

/// <summary>At least one of two parts of a name: many people have a single name. Stands on the first part.</summary>
/// <param name="otherPart">The property with the other part.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneNameAttribute(string otherPart) : ValidationAttribute
{
    public string OtherPart { get; } = otherPart;

    public override bool RequiresValidationContext => true;

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        var other = validationContext.ObjectInstance.GetType().GetProperty(OtherPart)?.GetValue(validationContext.ObjectInstance) as string;
        return string.IsNullOrWhiteSpace(value as string) && string.IsNullOrWhiteSpace(other)
            ? new(PeopleText.NameRequired, [validationContext.MemberName!])
            : null;
    }
}
