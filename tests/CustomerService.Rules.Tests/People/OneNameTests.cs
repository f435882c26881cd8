using System.ComponentModel.DataAnnotations;
using CustomerService.Certificates.Issuing;
using CustomerService.People.Administration;
using CustomerService.People.Registration;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Controls;

namespace CustomerService.Rules.Tests.People;

/// <summary>Many people have one name. It is enough everywhere, whichever of the two fields it stands in.</summary>
public sealed class OneNameTests
{
    private static readonly DateTime Now = new(2026, 11, 30, 8, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("رها", null, true), InlineData(null, "رها", true), InlineData(" ", "رها", true), InlineData(null, null, false), InlineData(" ", "", false)]
    public void A_form_needs_one_of_the_two(string? given, string? family, bool isEnough)
    {
        Assert.Equal(isEnough, IsEnough(new DetailsForm { GivenName = given, FamilyName = family }, nameof(DetailsForm.GivenName)));
        Assert.Equal(isEnough, IsEnough(new RegisterForm { GivenName = given, FamilyName = family }, nameof(RegisterForm.GivenName)));
        Assert.Equal(isEnough, IsEnough(new SetupForm { GivenName = given, FamilyName = family }, nameof(SetupForm.GivenName)));
    }

    [Theory]
    [InlineData("رها", ""), InlineData("", "رها")]
    public void It_is_shown_printed_and_found_without_a_gap(string given, string family)
    {
        var person = Joined(given, family);

        Assert.Equal("رها", person.Name.In(Language.Persian));
        Assert.Equal("رها", person.Name.In(Language.English));
        Assert.Equal(new LocalText("رها", ""), CertificateIssuer.NameOf(person.Name));
        Assert.Equal("رها", person.SearchKey);
        Assert.Equal("ر", Avatar.Initials(person.Name.In(Language.Persian)));
    }

    [Fact]
    public void A_single_name_is_sorted_among_the_family_names()
    {
        Person[] people = [Joined("یاسمن", ""), Joined("سارا", "محمدی"), Joined("", "رها"), Joined("امید", "احمدی")];

        Assert.Equal(["امید احمدی", "رها", "سارا محمدی", "یاسمن"], people.OrderBy(p => Convert.ToHexString(p.SortKey), StringComparer.Ordinal).Select(p => p.Name.In(Language.Persian)));
    }

    private static Person Joined(string given, string family) => new(Guid.CreateVersion7(), new PersonName(given, family), Now);

    private static bool IsEnough(object form, string member)
    {
        var results = new List<ValidationResult>();
        return Validator.TryValidateProperty(form.GetType().GetProperty(member)!.GetValue(form), new ValidationContext(form) { MemberName = member }, results);
    }
}
