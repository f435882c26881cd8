using System.Net;
using System.Text.RegularExpressions;
using CustomerService.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CustomerService.App.Tests.People;

public sealed class FirstRunTests
{
    private const string Form = "form[data-form=setup]";

    [Fact]
    public async Task An_empty_academy_makes_its_first_administrator_once_and_never_again()
    {
        await using var academy = new Academy();
        var visitor = academy.Visit();

        Assert.Equal("/setup", (await visitor.GetAsync("/sign-in")).Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/health/ready")).StatusCode);

        var first = await visitor.OpenAsync("/setup");
        var late = academy.Visit();
        var stale = await late.OpenAsync("/setup");

        var response = await SubmitAsync(visitor, first, "founder");
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await academy.Visit().GetAsync("/setup")).StatusCode);
        // Whoever sent the form twice is led into the academy; nothing is made.
        Assert.Equal("/", (await SubmitAsync(late, stale, "intruder")).Headers.Location!.ToString());
        await Assert.ThrowsAsync<InvalidOperationException>(() => academy.Visit().SignInAsync("intruder", Academy.Password));
        await academy.Visit().SignInAsync("founder", Academy.Password);
    }

    [Fact]
    public async Task Only_who_knows_the_token_of_the_log_or_the_settings_becomes_the_administrator()
    {
        await using var academy = new Academy().With("People:SetupToken", "ABCD-2345-EFGH");
        var visitor = academy.Visit();
        var page = await visitor.OpenAsync("/setup");

        foreach (var wrong in new[] { "", "ABCD-2345-EFGJ" })
        {
            var refused = await Visitor.ReadAsync(await SubmitAsync(visitor, page, "founder", ("Input.Token", wrong)));
            Assert.NotNull(refused.QuerySelector("[role=alert], .form-errors"));
            Assert.Equal("نخستین", refused.QuerySelector("[name='Input.GivenName']")!.GetAttribute("value"));
        }

        Assert.Equal(HttpStatusCode.Redirect, (await SubmitAsync(visitor, page, "founder", ("Input.Token", " abcd ۲۳۴۵ efgh "))).StatusCode);
        await academy.Visit().SignInAsync("founder", Academy.Password);
    }

    [Fact]
    public async Task In_Production_the_token_is_random_and_stands_in_the_log_and_guesses_close_the_address()
    {
        using var log = new RecordedLog();
        await using var academy = new Academy().With("environment", "Production").With("SignIn:RequireSecondFactor", "false").With("RateLimits:SignInFailuresPerHour", "5")
            .With("Logging:LogLevel:StartAcademy", "Warning").Configure(services => services.AddSingleton<ILoggerProvider>(log));
        var visitor = academy.Visit();
        var page = await visitor.OpenAsync("/setup");
        var token = Regex.Match(Assert.Single(log.Entries, e => e.Category == "StartAcademy" && e.Message.Contains("set-up token", StringComparison.Ordinal)).Message, "[2-9A-Z]{20}").Value;
        Assert.Equal(20, token.Length);

        for (var guess = 0; guess < 5; guess++)
        {
            Assert.Equal(HttpStatusCode.OK, (await SubmitAsync(visitor, page, "founder", ("Input.Token", $"GUESS{guess}"))).StatusCode);
        }

        var closed = await SubmitAsync(visitor, page, "founder", ("Input.Token", token));
        Assert.Equal(HttpStatusCode.TooManyRequests, closed.StatusCode);
        Assert.True(closed.Headers.Contains("Retry-After"));
        Assert.Equal("نخستین", (await Visitor.ReadAsync(closed)).QuerySelector("[name='Input.GivenName']")!.GetAttribute("value"));

        academy.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(HttpStatusCode.Redirect, (await SubmitAsync(visitor, page, "founder", ("Input.Token", token.ToLowerInvariant()))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await academy.Visit().GetAsync("/setup")).StatusCode);
    }

    private static Task<HttpResponseMessage> SubmitAsync(Visitor visitor, AngleSharp.Html.Dom.IHtmlDocument page, string userName, params (string, string)[] more) => visitor.SubmitAsync(
        page, Form, "/setup", [("Input.OrganisationFa", "سازمان"), ("Input.OrganisationEn", "Organisation"),
        ("Input.GivenName", "نخستین"), ("Input.FamilyName", "مدیر"), ("Input.UserName", userName), ("Input.Password", Academy.Password), .. more]);
}
