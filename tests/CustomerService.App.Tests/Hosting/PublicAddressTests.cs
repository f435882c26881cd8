using System.Net;
using CustomerService.App.Tests.People;
using CustomerService.Certificates.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Network;
using CustomerService.TestKit;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;

namespace CustomerService.App.Tests.Hosting;

/// <summary>An academy that is reached over https, behind a proxy on another machine.</summary>
public sealed class SecureAcademy() : AcademyFixture(new Academy().With("PublicAddress", Address).With("Hosting:KnownProxies", "10.0.0.0/24;192.0.2.7"))
{
    public const string Address = "https://academy.example.org";
}

/// <summary>What follows from the setting <c>PublicAddress</c>.</summary>
public sealed class PublicAddressTests(SharedAcademy plain, SecureAcademy secure) : IClassFixture<SecureAcademy>
{
    [Fact]
    public async Task Over_https_every_cookie_is_bound_to_the_host_and_to_https()
    {
        var person = await secure.Academy.AddPersonAsync(Audience.Customer);
        var visitor = Browse(SecureAcademy.Address);
        var form = await visitor.GetAsync("/sign-in");
        var page = await Visitor.ReadAsync(form);
        HttpResponseMessage[] answers =
        [
            form,
            await visitor.SubmitAsync(page, "form[action='/preferences/language']", "/sign-in", ("language", "fa")),
            await visitor.SubmitAsync(page, "form[action='/preferences/theme']", "/sign-in", ("theme", "dark")),
            await visitor.SubmitAsync(page, "form[data-form='sign-in']", "/sign-in", ("Input.UserName", person.UserName), ("Input.Password", Academy.Password)),
        ];

        var cookies = answers.SelectMany(a => a.Headers.TryGetValues("Set-Cookie", out var set) ? set : []).ToList();
        foreach (var name in new[] { "academy", "academy-form", "lang", "lang-person", "theme" })
        {
            Assert.Contains(cookies, c => c.StartsWith($"__Host-{name}=", StringComparison.Ordinal));
        }

        Assert.All(cookies, cookie =>
        {
            Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
            Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; path=/;", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        });
        Assert.Equal("dark", (await visitor.OpenAsync("/account")).DocumentElement.GetAttribute("data-theme"));
    }

    [Fact]
    public async Task What_is_shown_once_travels_in_such_a_cookie_and_is_taken_out_of_it()
    {
        const string App = "/account/two-step/app";
        var person = await secure.Academy.AddPersonAsync(Audience.Frontline);
        var visitor = Browse(SecureAcademy.Address);
        await visitor.SignInAsync(person.UserName, Academy.Password);
        var page = await visitor.OpenAsync(App);

        var made = await visitor.SubmitAsync(page, "form[data-form=authenticator]", App,
            ("Input.Code", SecondFactorTests.Code(SecondFactorTests.KeyOf(page), secure.Academy)), ("Input.Password", Academy.Password));
        var shown = await visitor.GetAsync(made.Headers.Location!.OriginalString);

        foreach (var cookie in new[] { made, shown }.Select(a => a.Headers.GetValues("Set-Cookie").Single(c => c.Contains("academy-once", StringComparison.Ordinal))))
        {
            Assert.Matches("^__Host-academy-once=.*; path=/; secure;", cookie);
        }

        Assert.NotEmpty((await Visitor.ReadAsync(shown)).QuerySelectorAll("[data-code]"));
    }

    [Fact]
    public async Task Without_https_cookies_have_plain_names()
    {
        var answer = await plain.Academy.Visit().GetAsync("/sign-in");

        Assert.Contains(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("academy-form=", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task Http_is_sent_to_https_with_its_method_and_its_whole_address(string method)
    {
        var answer = await Browse("http://academy.example.org").Client.SendAsync(new(new(method), "/verify?code=A%20B"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.PermanentRedirect, answer.StatusCode);
        Assert.Equal("https://academy.example.org/verify?code=A%20B", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Browsers_are_told_to_use_https_for_a_year() =>
        Assert.Equal("max-age=31536000; includeSubDomains", Assert.Single((await Browse(SecureAcademy.Address).GetAsync("/sign-in")).Headers.GetValues("Strict-Transport-Security")));

    [Theory]
    [InlineData("https://evil.example/sign-in")]
    [InlineData("http://evil.example/")]
    [InlineData("https://academy.example.org.evil.example/")]
    public async Task A_foreign_host_name_is_not_answered(string address)
    {
        var answer = await Browse(SecureAcademy.Address).Client.GetAsync(new Uri(address), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("host name", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://10.1.2.3:5080/health/live")]
    [InlineData("http://10.1.2.3:5080/health/ready")]
    public async Task Probes_come_by_any_name(string address) =>
        Assert.Equal(HttpStatusCode.OK, (await Browse(SecureAcademy.Address).Client.GetAsync(new Uri(address), TestContext.Current.CancellationToken)).StatusCode);

    [Fact]
    public async Task A_redirect_within_the_site_names_no_host()
    {
        foreach (var (visitor, name) in new[] { (Browse(SecureAcademy.Address), SecureAcademy.Address), (new Visitor(plain.Academy.CreateClient(new() { BaseAddress = new("http://evil.example"), AllowAutoRedirect = false })), "http://evil.example") })
        {
            foreach (var address in new[] { "/", "/learning", "/office/people?unit=x" })
            {
                var to = (await visitor.GetAsync(name + address)).Headers.Location!.OriginalString;
                Assert.StartsWith("/sign-in?returnUrl=%2F", to, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("10.0.0.9", true)]
    [InlineData("192.0.2.7", true)]
    [InlineData("::ffff:10.0.0.9", true)]
    [InlineData("10.0.1.9", false)]
    public async Task Only_a_known_proxy_says_who_asks_and_by_which_host(string peer, bool isKnown)
    {
        var answer = await secure.Academy.Server.SendAsync(context =>
        {
            context.Connection.RemoteIpAddress = IPAddress.Parse(peer);
            context.Request.Scheme = "http";
            context.Request.Host = new("upstream");
            context.Request.Path = "/learning";
            context.Request.Headers["X-Forwarded-For"] = "203.0.113.5";
            context.Request.Headers["X-Forwarded-Proto"] = "https";
            context.Request.Headers["X-Forwarded-Host"] = "academy.example.org";
        }, TestContext.Current.CancellationToken);

        Assert.Equal(isKnown ? "203.0.113.5" : peer, answer.Connection.RemoteIpAddress!.ToString());
        Assert.Equal(isKnown ? StatusCodes.Status302Found : StatusCodes.Status400BadRequest, answer.Response.StatusCode);
        Assert.Equal(isKnown ? "/sign-in?returnUrl=%2Flearning" : "", answer.Response.Headers.Location.ToString());
    }

    [Fact]
    public async Task Behind_a_proxy_that_is_not_known_no_redirect_goes_round_in_circles()
    {
        var answer = await secure.Academy.Server.SendAsync(context =>
        {
            context.Connection.RemoteIpAddress = IPAddress.Parse("198.51.100.1");
            context.Request.Scheme = "http";
            context.Request.Host = new("academy.example.org");
            context.Request.Path = "/sign-in";
            context.Request.Headers["X-Forwarded-Proto"] = "https";
        }, TestContext.Current.CancellationToken);

        Assert.Equal(StatusCodes.Status200OK, answer.Response.StatusCode);
    }

    [Fact]
    public async Task Certificates_carry_the_public_address_or_without_one_the_readers_own()
    {
        foreach (var (academy, address) in new[] { (secure.Academy, SecureAcademy.Address), (plain.Academy, "http://127.0.0.7:5099") })
        {
            var person = await academy.AddPersonAsync(Audience.Customer);
            await academy.SitAsync(person, "C13");
            var certificate = await academy.ReadAsync(db => db.Set<Certificate>().SingleAsync(c => c.PersonId == person.Id && c.Kind == CertificateKind.Course));
            var visitor = new Visitor(academy.CreateClient(new() { BaseAddress = new(address), AllowAutoRedirect = false }));
            await visitor.SignInAsync(person.UserName, Academy.Password);

            var page = await visitor.OpenAsync($"/certificates/{certificate.Id}");

            Assert.Equal($"{address}/verify/{certificate.Code}", page.QuerySelector(".certificate-address")!.TextContent);
            Assert.Contains(address.Split("//")[1] + "/verify", page.QuerySelector(".certificate-screen")!.TextContent, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Production", "", false)]
    [InlineData("Production", "http://localhost:5080", false)]
    [InlineData("Production", "https://127.0.0.1", false)]
    [InlineData("Production", "http://academy.lan", true)]
    [InlineData("Production", "https://academy.example.org", true)]
    [InlineData("Development", "", true)]
    public void In_production_only_an_address_that_others_can_open_is_public(string environment, string address, bool isPublic)
    {
        using var services = new ServiceCollection().BuildServiceProvider();

        var known = new PublicAddress(
            Options.Create(new PublicAddressOptions { Address = address }), new HostingEnvironment { EnvironmentName = environment }, new HttpContextAccessor(), services);

        Assert.Equal(isPublic, known.IsPublic);
        Assert.Equal(isPublic, known.Refusal is null);
    }

    private Visitor Browse(string address) => new(secure.Academy.CreateClient(new() { BaseAddress = new(address), AllowAutoRedirect = false }));
}
