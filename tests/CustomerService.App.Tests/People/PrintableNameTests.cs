using CustomerService.App.Tests.Rendering;
using CustomerService.People.Administration;
using CustomerService.People.Organisations;
using CustomerService.People.Registration;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.People;

/// <summary>A name with signs that certificates cannot print is refused where it is typed, by a sentence that names them.</summary>
public sealed class PrintableNameTests(SharedAcademy shared)
{
    private const string Refused = "این نویسه روی گواهینامه چاپ نمی‌شود: 👩🏽‍🔧";

    private readonly Academy _academy = shared.Academy;

    [Theory]
    [InlineData("/register", "register", "Input.GivenName")]
    [InlineData("/register", "register", "Input.LatinFamilyName")]
    [InlineData("/account", "preferences", "Preferences.LatinGivenName")]
    public async Task A_form_says_so_at_its_field_and_keeps_what_was_typed(string address, string form, string field)
    {
        var visitor = address == "/register" ? _academy.Visit() : await _academy.SignInAsync(await _academy.AddPersonAsync(Audience.Frontline));
        var page = await Visitor.ReadAsync(await visitor.SubmitAsync(await visitor.OpenAsync(address), $"form[data-form={form}]", address, (field, "👩🏽‍🔧 Sara")));

        var input = page.QuerySelector($"form[data-form={form}] [name='{field}']")!;
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal("👩🏽‍🔧 Sara", input.GetAttribute("value"));
        Assert.Contains(Refused, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_the_office_says_so_as_soon_as_the_field_is_left()
    {
        await using var page = OfficeCircuit.Open<AddPersonPage>(_academy, await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources));
        await page.FillAsync(("Input.FamilyName", "👩🏽‍🔧 Sara"));

        Assert.Equal(("true", "👩🏽‍🔧 Sara"), (page.Find("[name='Input.FamilyName']").GetAttribute("aria-invalid"), page.Value("Input.FamilyName")));
        Assert.Contains(Refused, page.Find("#Input-FamilyName-error").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_use_cases_refuse_too_whatever_way_a_name_comes()
    {
        var hr = await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        var person = await _academy.AddPersonAsync(Audience.Frontline);
        var smile = new PersonName("سارا", "محمدی", "Sara", "🙂");
        var place = new LocalText("شعبهٔ 🙂", "Branch");
        await using var scope = _academy.Services.CreateAsyncScope();
        var cancellation = TestContext.Current.CancellationToken;

        var changed = await scope.ServiceProvider.GetRequiredService<ChangePerson>().RunAsync(hr.Id, person.Id, smile, null, null, cancellationToken: cancellation);
        var registered = await scope.ServiceProvider.GetRequiredService<RegisterCustomer>().RunAsync(smile, "smile@example.org", Academy.Password, Language.Persian, cancellation);
        var unit = await scope.ServiceProvider.GetRequiredService<AddUnit>().RunAsync(hr.Id, null, place, cancellation);
        var partner = await scope.ServiceProvider.GetRequiredService<AddPartner>().RunAsync(hr.Id, place, cancellation);

        Assert.All([changed.Refusal, registered.Refusal, unit.Refusal, partner.Refusal], refusal => Assert.Equal("🙂", Assert.IsType<NameNotPrintable>(refusal).Signs));
    }
}
