using System.Net;
using CustomerService.People.Rules;
using CustomerService.Platform.Data;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.People;

public sealed class RegistrationTests(SharedAcademy shared)
{
    private const string Form = "form[data-form=register]";

    [Fact]
    public async Task A_customer_registers_with_a_mobile_in_Persian_digits_and_is_signed_in()
    {
        var visitor = shared.Academy.Visit();
        var response = await visitor.SubmitAsync(await visitor.OpenAsync("/register"), Form, "/register",
            ("Input.GivenName", "علي"), ("Input.FamilyName", "كريمي"), ("Input.Contact", "۰۹۱۲ ۵۵۵ ۰۱۰۱"), ("Input.Password", Academy.Password), ("Input.Consent", "True"));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        await using var db = await shared.Academy.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var person = await db.Set<Person>().SingleAsync(p => p.Mobile == "+989125550101", TestContext.Current.CancellationToken);
        Assert.Equal(("علی", "کریمی"), (person.GivenName, person.FamilyName));
        Assert.Equal(Audience.Customer, (await db.Set<Membership>().SingleAsync(m => m.PersonId == person.Id, TestContext.Current.CancellationToken)).Audience);
    }

    [Theory]
    [InlineData("Input.Contact", "not a contact")]
    [InlineData("Input.GivenName", "")]
    [InlineData("Input.Password", "short")]
    [InlineData("Input.Consent", null)]
    public async Task Bad_input_is_named_and_nothing_typed_is_lost(string field, string? value)
    {
        var visitor = shared.Academy.Visit();
        var fields = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Input.GivenName"] = "نام", ["Input.FamilyName"] = "خانوادگی", ["Input.Contact"] = $"{Guid.NewGuid():N}@example.org",
            ["Input.Password"] = Academy.Password, ["Input.Consent"] = "True", [field] = value,
        };
        var response = await visitor.SubmitAsync(await visitor.OpenAsync("/register"), Form, "/register", [.. fields.Select(f => (f.Key, f.Value))]);
        var page = await Visitor.ReadAsync(response);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotEmpty(page.QuerySelectorAll(".field-error, [role=alert]"));
        Assert.Equal("خانوادگی", page.QuerySelector("[name='Input.FamilyName']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task The_same_contact_cannot_register_twice()
    {
        var contact = $"{Guid.NewGuid():N}@example.org";
        foreach (var expected in new[] { HttpStatusCode.Redirect, HttpStatusCode.OK })
        {
            var visitor = shared.Academy.Visit();
            var response = await visitor.SubmitAsync(await visitor.OpenAsync("/register"), Form, "/register",
                ("Input.GivenName", "نام"), ("Input.FamilyName", "تکراری"), ("Input.Contact", contact.ToUpperInvariant()), ("Input.Password", Academy.Password), ("Input.Consent", "True"));
            Assert.Equal(expected, response.StatusCode);
        }
    }

    [Fact]
    public async Task Where_registration_is_closed_the_page_says_so()
    {
        await using var academy = new Academy().With("People:CustomerRegistration", "false");
        await academy.SetUpAsync();
        Assert.Null((await academy.Visit().OpenAsync("/register")).QuerySelector(Form));
    }
}
