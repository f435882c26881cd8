using System.Net;
using CustomerService.Certificates.Rules;
using CustomerService.People.Rules;
using CustomerService.People.Sessions;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CustomerService.App.Tests.Hosting;

/// <summary>An academy with the limits of use, whose log is kept.</summary>
public sealed class LimitedAcademy : AcademyFixture
{
    public LimitedAcademy() : this(new RecordedLog())
    {
    }

    private LimitedAcademy(RecordedLog log) : base(new Academy()
        .With("RateLimits:SignInPerMinute", "300").With("RateLimits:SignInFailuresPerHour", "8").With("RateLimits:RegistrationsPerHour", "2").With("RateLimits:RegisterPerMinute", "5").With("RateLimits:UnknownCodesPerHour", "3")
        .With("RateLimits:ExportsPerHour", "2").With("RateLimits:PrintsPerHour", "1")
        .With("Logging:LogLevel:CustomerService", "Information").Configure(services => services.AddSingleton<ILoggerProvider>(log))) => Log = log;

    public RecordedLog Log { get; }
}

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

        AssertLogged("Counted: a failed sign-in, from local", "Too many: a failed sign-in, from local, which is closed for a while", "Refused to a closed address: a failed sign-in, from local");
        AssertNotLogged("somebody-3");

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
        AssertLogged("Counted: a registration, from local", "Too many: a registration, from local, which is closed for a while", "Refused to a closed address: a registration, from local");
        AssertNotLogged("third@example.org");

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
        AssertLogged("Counted: a code that no certificate has, from local", "Refused to a closed address: a code that no certificate has, from local");
        AssertNotLogged("7Q2MD4XK9B3V0TRC8WJH");
    }

    [Fact]
    public async Task Exports_and_prints_of_one_person_are_limited()
    {
        var partner = await _academy.AddPartnerAsync("شریک پرکار");
        await _academy.SitAsync(await _academy.AddPersonAsync(Audience.Customer, null, partner), "C13");
        var manager = await _academy.SignInAsync(await _academy.AddPersonAsync(Audience.Agent, Role.PartnerManager, partner), Language.English);
        var other = await _academy.SignInAsync(await _academy.AddPersonAsync(Audience.Agent, Role.PartnerManager, partner), Language.English);
        const string export = "/office/matrix/export?format=csv", matrix = "/office/matrix?course=C13";

        Assert.Equal(HttpStatusCode.OK, (await manager.GetAsync(export)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await manager.GetAsync("/office/matrix/export?format=xlsx")).StatusCode);
        var refused = await manager.GetAsync(export);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.True(refused.Headers.Contains("Retry-After"));
        Assert.NotNull((await Visitor.ReadAsync(refused)).QuerySelector("main h1"));
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync(export)).StatusCode);

        Assert.Contains("/office/prints/", (await PrintAsync()).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("too many of these", (await Visitor.ReadAsync(await PrintAsync())).QuerySelector(".notice p")!.TextContent, StringComparison.Ordinal);
        _academy.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(HttpStatusCode.OK, (await manager.GetAsync(export)).StatusCode);
        Assert.Contains("/office/prints/", (await PrintAsync()).Headers.Location!.ToString(), StringComparison.Ordinal);

        async Task<HttpResponseMessage> PrintAsync() =>
            await manager.SubmitAsync(await manager.OpenAsync(matrix), "form[data-form=print-group]", matrix, ("PrintLanguage", "fa"));
    }

    [Fact]
    public async Task A_record_that_is_not_the_askers_leaves_a_line_and_an_event_without_its_id()
    {
        var owner = await _academy.AddPersonAsync(Audience.Customer);
        await _academy.SitAsync(owner, "C13");
        var certificate = await _academy.ReadAsync(db => db.Set<Certificate>().Where(c => c.PersonId == owner.Id).Select(c => c.Id).FirstAsync());
        var asker = await _academy.AddPersonAsync(Audience.Customer);
        var visitor = await _academy.SignInAsync(asker);

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/certificates/{certificate}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/certificates/{certificate}/pdf")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/no-such-page")).StatusCode);
        await _academy.Services.GetRequiredService<SecurityJournal>().FlushAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            ["GET /certificates/{Id:guid}", "GET /certificates/{id:guid}/pdf"],
            await _academy.ReadAsync(db => db.Set<AuditEntry>().Where(a => a.SubjectId == asker.Id && a.Action == SecurityEvents.RecordRefused).OrderBy(a => a.Detail!.Length).Select(a => a.Detail).ToListAsync()));
        AssertLogged($"Person {asker.Id} asked for a record that is not there for them: /certificates/{{Id:guid}}, from local");
        Assert.DoesNotContain(limited.Log.Entries, e => e.Category.EndsWith("RefusedRequests", StringComparison.Ordinal) && e.Message.Contains(certificate.ToString(), StringComparison.Ordinal));
    }

    private void AssertLogged(params string[] lines) => Assert.All(lines, line => Assert.Contains(limited.Log.Entries, e => e.Message == line));

    private void AssertNotLogged(string typed) => Assert.DoesNotContain(limited.Log.Entries, e => e.Message.Contains(typed, StringComparison.OrdinalIgnoreCase));

    private static async Task<HttpResponseMessage> TryAsync(Visitor visitor, string name) =>
        await visitor.SubmitAsync(await visitor.OpenAsync("/sign-in"), SignIn, "/sign-in", ("Input.UserName", name), ("Input.Password", "not the password"));
}
