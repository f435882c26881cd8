using System.Net;
using CustomerService.App.Tests.Access;
using CustomerService.App.Tests.Rendering;
using CustomerService.People.Administration;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;

namespace CustomerService.App.Tests.People;

/// <summary>A password that somebody else made opens one page: the one on which the person chooses another.</summary>
public sealed class HandedOutPasswordTests(SharedAcademy shared)
{
    private const string Own = "دریا ابر سیب کوچک";
    private const string Duty = "/account/password";

    [Fact]
    public async Task Nothing_else_opens_until_an_own_password_is_chosen()
    {
        var academy = shared.Academy;
        var (person, password) = await HandOutAsync(academy, Role.HumanResources);
        var visitor = academy.Visit();
        await visitor.SignInAsync(person.UserName, password);

        var opened = new List<string>();
        foreach (var endpoint in Endpoint.AllOf(academy).Where(e => e.IsReadable))
        {
            var address = Duties.AddressOf(endpoint);
            var answer = await visitor.GetAsync(address);
            if (answer.Headers.Location?.ToString().Contains(Duty + "?returnUrl=", StringComparison.Ordinal) != true)
            {
                opened.Add(endpoint.Pattern);
            }
        }

        Assert.Equal(["/access-denied", "/account/password", "/account/two-step", "/account/two-step/app", "/account/two-step/codes", "/help", "/help/{Slug}", "/setup", "/status/{Code:int}"], opened);
    }

    [Theory, InlineData("fa"), InlineData("en")]
    public async Task Whoever_chose_one_goes_on_where_they_wanted_to_go(string language)
    {
        var academy = shared.Academy;
        var (person, password) = await HandOutAsync(academy);
        var visitor = academy.Visit();
        await visitor.SignInAsync(person.UserName, password);
        var led = (await visitor.GetAsync("/courses/C03?from=mail")).Headers.Location!.ToString();
        var page = await visitor.OpenAsync(led);

        // The language can be changed on the way; the navigation, which would lead nowhere, is not there.
        Assert.Contains(Duty, (await visitor.SubmitAsync(page, "form[action='/preferences/language']", led, ("language", language))).Headers.Location!.ToString(), StringComparison.Ordinal);
        visitor.Read(language == "fa" ? Language.Persian : Language.English);
        page = await visitor.OpenAsync(led);
        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.Null(page.QuerySelector(".topnav"));
        Assert.NotNull(page.QuerySelector("form[action='/sign-out']"));

        Assert.Contains("password-unchanged", await RefusedAsync(visitor, page, led, password, password));
        Assert.Contains("too-common", await RefusedAsync(visitor, page, led, password, "password1234"));
        Assert.Contains("current-wrong", await RefusedAsync(visitor, page, led, "not the password", Own));

        var chosen = await visitor.SubmitAsync(page, "form[data-form=own-password]", led, ("Password.Current", password), ("Password.Next", Own));
        Assert.EndsWith("/courses/C03?from=mail", chosen.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/learning")).StatusCode);

        var next = academy.Visit();
        await next.SignInAsync(person.UserName, Own);
        Assert.Equal(HttpStatusCode.OK, (await next.GetAsync("/learning")).StatusCode);
        Assert.EndsWith("/account", (await next.GetAsync(Duty)).Headers.Location!.ToString(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => academy.Visit().SignInAsync(person.UserName, password));
    }

    [Fact]
    public async Task It_is_signed_out_of_and_expires()
    {
        await using var academy = new Academy().With("SignIn:HandedOutPasswordDays", "3");
        var (person, password) = await HandOutAsync(academy);
        var visitor = academy.Visit();
        await visitor.SignInAsync(person.UserName, password);
        var page = await visitor.OpenAsync(Duty);
        Assert.EndsWith("/sign-in", (await visitor.SubmitAsync(page, "form[action='/sign-out']", Duty)).Headers.Location!.ToString(), StringComparison.Ordinal);

        academy.Clock.AdvanceDays(3.1);
        var late = await Visitor.ReadAsync(await visitor.SubmitAsync(await visitor.OpenAsync("/sign-in"), "form[data-form=sign-in]", "/sign-in", ("Input.UserName", person.UserName), ("Input.Password", password)));
        Assert.Contains("مهلت آن گذشته", late.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);

        // A new one is good again, and a password of one's own never expires.
        var (_, renewed) = await ResetAsync(academy, person);
        await academy.Visit().SignInAsync(person.UserName, renewed);
    }

    [Fact]
    public async Task One_chosen_by_human_resources_is_handed_out_too()
    {
        var academy = shared.Academy;
        var userName = $"given-{Guid.NewGuid():N}";
        await using (var page = OfficeCircuit.Open<AddPersonPage>(academy, await academy.AddPersonAsync(Audience.Manager, Role.HumanResources)))
        {
            await page.FillAsync(("Input.GivenName", "نو"), ("Input.FamilyName", "آمده"), ("Input.UserName", userName), ("Input.Audience", "frontline"), ("Input.Password", Own));
            await page.ChooseAsync("Input-OrgUnit", academy.Employer.Name.Fa);
            await page.SendAsync("form[data-form=add-person]");
        }

        var visitor = academy.Visit();
        await visitor.SignInAsync(userName, Own);
        Assert.Contains(Duty, (await visitor.GetAsync("/learning")).Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    private static async Task<string> RefusedAsync(Visitor visitor, AngleSharp.Html.Dom.IHtmlDocument page, string address, string current, string next)
    {
        var answer = await Visitor.ReadAsync(await visitor.SubmitAsync(page, "form[data-form=own-password]", address, ("Password.Current", current), ("Password.Next", next)));
        var said = answer.QuerySelector("[role=alert]")!.TextContent;
        var language = answer.DocumentElement.GetAttribute("lang")!;
        return new[]
        {
            ("password-unchanged", "همان گذرواژهٔ کنونی", "the password that you have now"), ("too-common", "نخستین حدس", "first that others would guess"), ("current-wrong", "کنونی درست نیست", "current password is not right"),
        }.Where(w => said.Contains(language == "fa" ? w.Item2 : w.Item3, StringComparison.Ordinal)).Select(w => w.Item1).SingleOrDefault() ?? said;
    }

    private static async Task<(TestPerson Person, string Password)> HandOutAsync(Academy academy, Role? role = null) => await ResetAsync(academy, await academy.AddPersonAsync(Audience.Frontline, role));

    private static async Task<(TestPerson Person, string Password)> ResetAsync(Academy academy, TestPerson person)
    {
        await using var edit = OfficeCircuit.Open<EditPersonPage>(academy, await academy.AddPersonAsync(Audience.Manager, Role.Administrator), person.Id);
        await edit.PressAndConfirmAsync("[data-act=reset]");
        return (person, (await edit.TakeHandoverAsync()).Password);
    }
}
