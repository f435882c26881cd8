using System.Net;
using CustomerService.Certificates.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.App.Tests.Hosting;

/// <summary>An academy with the limits of use.</summary>
public sealed class LimitedAcademy() : AcademyFixture(new Academy()
    .With("RateLimits:SignInPerMinute", "300").With("RateLimits:SignInFailuresPerHour", "8").With("RateLimits:RegistrationsPerHour", "2").With("RateLimits:RegisterPerMinute", "5").With("RateLimits:UnknownCodesPerHour", "3"));

/// <summary>Limits of an address: they hinder who guesses and nobody else. One test, because the address is always the same.</summary>
public sealed class FailureLimitTests(LimitedAcademy limited) : IClassFixture<LimitedAcademy>
{
    private const string SignIn = "form[data-form=sign-in]";

    private readonly Academy _academy = limited.Academy;

    [Fact]
    public async Task A_class_of_thirty_signs_in_from_one_address_and_guessing_closes_it_for_an_hour()
    {
        var person = await _academy.AddPersonAsync(Audience.Frontline);
        foreach (var _ in Enumerable.Range(0, 30))
        {
            await _academy.SignInAsync(person);
        }

        var known = await _academy.SignInAsync(person);
        await known.SubmitAsync(await known.OpenAsync("/account"), "form[action='/sign-out']", "/account");
        var guesser = _academy.Visit(Language.English);
        for (var guess = 0; guess < 8; guess++)
        {
            Assert.Equal(HttpStatusCode.OK, (await TryAsync(guesser, $"somebody-{guess}")).StatusCode);
        }

        var refused = await TryAsync(guesser, person.UserName);
        var page = await Visitor.ReadAsync(refused);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("3600", Assert.Single(refused.Headers.GetValues("Retry-After")));
        Assert.Equal(person.UserName, page.QuerySelector("[name='Input.UserName']")!.GetAttribute("value"));
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Try again at", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);

        // In a browser in which the person has signed in before, the guesses of others change nothing.
        await known.SignInAsync(person.UserName, Academy.Password);

        _academy.Clock.Advance(TimeSpan.FromMinutes(61));
        await _academy.SignInAsync(person);
    }

    [Fact]
    public async Task Registrations_of_one_address_are_limited_and_nothing_typed_is_lost()
    {
        HttpResponseMessage answer = null!;
        var visitor = _academy.Visit();
        foreach (var contact in new[] { $"{Guid.NewGuid():N}@example.org", $"{Guid.NewGuid():N}@example.org", "third@example.org" })
        {
            visitor = _academy.Visit();
            answer = await visitor.SubmitAsync(await visitor.OpenAsync("/register"), "form[data-form=register]", "/register",
                ("Input.GivenName", "نام"), ("Input.FamilyName", "خانوادگی"), ("Input.Contact", contact), ("Input.Password", Academy.Password), ("Input.Consent", "True"));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal("third@example.org", (await Visitor.ReadAsync(answer)).QuerySelector("[name='Input.Contact']")!.GetAttribute("value"));
        Assert.False(await _academy.ReadAsync(db => db.Set<Person>().AnyAsync(p => p.Email == "third@example.org")));

        // Beyond what the server does for one address in a minute the page is not even asked; its text is returned all the same.
        for (var time = 4; time <= 6; time++)
        {
            answer = await visitor.SubmitAsync(await visitor.OpenAsync("/register"), "form[data-form=register]", "/register", ("Input.GivenName", "شهربانو"));
        }

        var page = await Visitor.ReadAsync(answer);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.True(answer.Headers.Contains("Retry-After"));
        Assert.Equal("شهربانو", page.QuerySelector(".typed")!.TextContent);
        Assert.Equal("/register", page.QuerySelector("main a.button")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Guessing_codes_closes_the_address_and_right_codes_do_not()
    {
        var person = await _academy.AddPersonAsync(Audience.Customer);
        await _academy.SitAsync(person, "C13");
        var code = await _academy.ReadAsync(db => db.Set<Certificate>().Where(c => c.PersonId == person.Id).Select(c => c.Code).FirstAsync());
        var visitor = _academy.Visit();
        for (var look = 0; look < 5; look++)
        {
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync($"/verify/{code}")).StatusCode);
        }

        for (var guess = 0; guess < 3; guess++)
        {
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/verify/7Q2MD4XK9B3V0TRC8WJH")).StatusCode);
        }

        var closed = await visitor.GetAsync($"/verify/{code}");
        Assert.Equal(HttpStatusCode.TooManyRequests, closed.StatusCode);
        Assert.True(closed.Headers.Contains("Retry-After"));
        var page = await Visitor.ReadAsync(closed);
        Assert.Equal(VerificationCode.Stored(code).Grouped, page.QuerySelector("#code")!.GetAttribute("value"));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/verify")).StatusCode);
    }

    private static async Task<HttpResponseMessage> TryAsync(Visitor visitor, string name) =>
        await visitor.SubmitAsync(await visitor.OpenAsync("/sign-in"), SignIn, "/sign-in", ("Input.UserName", name), ("Input.Password", "not the password"));
}
