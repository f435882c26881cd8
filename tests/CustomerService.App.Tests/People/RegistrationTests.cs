using System.Net;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
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

    [Theory]
    [InlineData("", "تنها"), InlineData("تنها", "")]
    public async Task Who_has_one_name_registers_with_it(string given, string family)
    {
        var visitor = shared.Academy.Visit();
        var contact = $"{Guid.NewGuid():N}@example.org";
        var response = await visitor.SubmitAsync(await visitor.OpenAsync("/register"), Form, "/register",
            ("Input.GivenName", given), ("Input.FamilyName", family), ("Input.Contact", contact), ("Input.Password", Academy.Password), ("Input.Consent", "True"));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var person = await shared.Academy.ReadAsync(db => db.Set<Person>().SingleAsync(p => p.Email == contact));
        Assert.Equal("تنها", person.Name.In(Language.Persian));
        Assert.Equal("تنها", (await visitor.OpenAsync("/account")).QuerySelector(".menu-who")!.TextContent);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once_each_at_its_field()
    {
        var visitor = shared.Academy.Visit();
        var page = await Visitor.ReadAsync(await visitor.SubmitAsync(await visitor.OpenAsync("/register"), Form, "/register",
            ("Input.GivenName", ""), ("Input.FamilyName", ""), ("Input.Contact", "علی"), ("Input.Password", "1111111111")));
        Assert.Equal(["Input.GivenName", "Input.Contact", "Input.Password", "Input.Consent"],
            page.QuerySelectorAll($"{Form} [aria-invalid=true]").Select(f => f.GetAttribute("name")));
    }

    [Fact]
    public async Task Whoever_is_signed_in_needs_no_second_account_and_finds_their_own_in_the_menu()
    {
        var person = await shared.Academy.AddPersonAsync(Audience.Customer);
        var visitor = await shared.Academy.SignInAsync(person);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/register")).StatusCode);
        Assert.NotNull((await visitor.OpenAsync("/learning")).QuerySelector(".menu a[href='/account']"));
        Assert.Contains(person.UserName, (await visitor.OpenAsync("/account")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
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
