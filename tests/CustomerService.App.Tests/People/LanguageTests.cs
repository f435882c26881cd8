using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.App.Tests.People;

/// <summary>The language of pages: the one chosen in the browser, else the person's.</summary>
public sealed class LanguageTests(SharedAcademy shared)
{
    private readonly Academy _academy = shared.Academy;

    [Theory]
    [InlineData(Language.Persian, "fa")]
    [InlineData(Language.English, "en")]
    public async Task Whoever_signs_in_reads_in_their_own_language(Language language, string code)
    {
        var visitor = _academy.VisitUndecided();
        Assert.Equal("fa", await LanguageOfAsync(visitor, "/sign-in"));

        await visitor.SignInAsync((await _academy.AddPersonAsync(Audience.Frontline, language: language)).UserName, Academy.Password);

        Assert.Equal(code, await LanguageOfAsync(visitor, "/learning"));
    }

    [Fact]
    public async Task A_language_chosen_in_the_browser_stands_above_the_persons_own()
    {
        var visitor = _academy.VisitUndecided();
        await ChooseAsync(visitor, "/sign-in", "fa");
        await visitor.SignInAsync((await _academy.AddPersonAsync(Audience.Frontline, language: Language.English)).UserName, Academy.Password);
        Assert.Equal("fa", await LanguageOfAsync(visitor, "/learning"));

        await ChooseAsync(visitor, "/learning", "en");
        Assert.Equal("en", await LanguageOfAsync(visitor, "/learning"));
    }

    [Fact]
    public async Task The_next_person_at_a_shared_computer_reads_in_theirs()
    {
        var visitor = _academy.VisitUndecided();
        await visitor.SignInAsync((await _academy.AddPersonAsync(Audience.Frontline, language: Language.English)).UserName, Academy.Password);
        await visitor.SubmitAsync(await visitor.OpenAsync("/account"), "form[action='/sign-out']", "/account");
        Assert.Equal("fa", await LanguageOfAsync(visitor, "/sign-in"));

        await visitor.SignInAsync((await _academy.AddPersonAsync(Audience.Frontline, language: Language.Persian)).UserName, Academy.Password);

        Assert.Equal("fa", await LanguageOfAsync(visitor, "/learning"));
    }

    [Fact]
    public async Task Failing_to_sign_in_tells_nothing_of_the_persons_language()
    {
        var visitor = _academy.VisitUndecided();
        var person = await _academy.AddPersonAsync(Audience.Frontline, language: Language.English);
        var page = await visitor.OpenAsync("/sign-in");
        var refused = await visitor.SubmitAsync(page, "form[data-form=sign-in]", "/sign-in", ("Input.UserName", person.UserName), ("Input.Password", "not the password"));

        Assert.False(refused.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(c => c.StartsWith("lang", StringComparison.Ordinal)));
        Assert.Equal("fa", await LanguageOfAsync(visitor, "/sign-in"));
    }

    [Fact]
    public async Task A_customer_who_registers_in_a_language_stays_in_it()
    {
        var visitor = _academy.VisitUndecided();
        const string Address = "/register?lang=en";
        var contact = $"{Guid.NewGuid():N}@example.org";
        var registered = await visitor.SubmitAsync(await visitor.OpenAsync(Address), "form[data-form=register]", Address,
            ("Input.GivenName", "Sara"), ("Input.FamilyName", "Reader"), ("Input.Contact", contact), ("Input.Password", Academy.Password), ("Input.Consent", "True"));

        Assert.Equal("en", (await Visitor.ReadAsync(await visitor.FollowAsync(registered))).DocumentElement.GetAttribute("lang"));
        Assert.Equal(Language.English, await _academy.ReadAsync(db => db.Set<Person>().Where(p => p.Email == contact).Select(p => p.Language).SingleAsync()));
    }

    [Fact]
    public async Task A_language_saved_in_the_account_holds_at_once_and_at_the_next_sign_in_elsewhere()
    {
        var person = await _academy.AddPersonAsync(Audience.Frontline);
        var visitor = _academy.VisitUndecided();
        await visitor.SignInAsync(person.UserName, Academy.Password);
        await visitor.SubmitAsync(await visitor.OpenAsync("/account"), "form[data-form=preferences]", "/account", ("Preferences.Language", "en"));
        Assert.Equal("en", await LanguageOfAsync(visitor, "/learning"));

        var elsewhere = _academy.VisitUndecided();
        await elsewhere.SignInAsync(person.UserName, Academy.Password);
        Assert.Equal("en", await LanguageOfAsync(elsewhere, "/learning"));
    }

    private static async Task<string?> LanguageOfAsync(Visitor visitor, string address) => (await visitor.OpenAsync(address)).DocumentElement.GetAttribute("lang");

    private static async Task ChooseAsync(Visitor visitor, string address, string code) =>
        await visitor.SubmitAsync(await visitor.OpenAsync(address), "form[action='/preferences/language']", address, ("language", code));
}
