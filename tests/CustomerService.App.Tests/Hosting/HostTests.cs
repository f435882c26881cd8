using System.Net;
using CustomerService.Catalogue.Standards;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CustomerService.App.Tests.Hosting;

public sealed class HostTests(SharedAcademy shared)
{
    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/verify")]
    [InlineData("/health/live")]
    [InlineData("/office")]
    public async Task Every_answer_carries_the_security_headers(string address)
    {
        var response = await shared.Academy.Visit().GetAsync(address);

        var policy = string.Join(' ', response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("script-src 'self';", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("/verify/AAAAA.BBBBB", true, true)]
    [InlineData("/sign-in", true, true)]
    [InlineData("/app.css", false, false)]
    [InlineData("/_framework/blazor.web.js", false, false)]
    [InlineData("/_content/CustomerService.Ui/mark.svg", false, true)]
    public async Task Headers_about_documents_go_with_pages_whatever_their_address_looks_like(string address, bool isPage, bool hasPolicy)
    {
        var response = await shared.Academy.Visit().GetAsync(address);

        Assert.Equal(isPage ? "text/html" : null, response.Content.Headers.ContentType?.MediaType is "text/html" ? "text/html" : null);
        Assert.Equal(hasPolicy, response.Headers.Contains("Content-Security-Policy"));
        Assert.All(["Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy"], header => Assert.Equal(isPage, response.Headers.Contains(header)));
    }

    [Fact]
    public async Task What_is_made_for_a_reader_is_not_stored_and_files_are()
    {
        var visitor = await shared.Academy.SignInAsync(await shared.Academy.AddPersonAsync(Audience.Manager, Role.HumanResources));
        foreach (var address in new[] { "/account", "/learning", "/record", "/certificates", "/office/people", "/office/matrix", "/office/matrix/export?format=csv", "/status/404", "/" })
        {
            Assert.True((await visitor.GetAsync(address)).Headers.CacheControl?.NoStore, address);
        }

        Assert.NotEqual(true, (await visitor.GetAsync("/app.css")).Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task Signing_out_empties_what_the_browser_stored()
    {
        var visitor = await shared.Academy.SignInAsync(await shared.Academy.AddPersonAsync(Audience.Customer));
        var left = await visitor.SubmitAsync(await visitor.OpenAsync("/account"), "form[action='/sign-out']", "/account");

        Assert.Equal("\"storage\"", Assert.Single(left.Headers.GetValues("Clear-Site-Data")));
    }

    [Fact]
    public async Task In_Production_a_failure_shows_a_number_and_nothing_of_the_inside()
    {
        await using var academy = new Academy().With("environment", "Production").With("SignIn:RequireSecondFactor", "false")
            .Configure(services => services.AddScoped<ViewStandards>(_ => throw new InvalidOperationException("the secret inside")));
        foreach (var (language, heading) in new[] { (Language.Persian, "fa"), (Language.English, "en") })
        {
            var visitor = await academy.SignInAsync(await academy.AddPersonAsync(Audience.Frontline, language: language), language);
            var answer = await visitor.GetAsync("/standards");
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var page = await TestKit.Visitor.ReadAsync(answer);

            Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
            Assert.Equal(heading, page.DocumentElement.GetAttribute("lang"));
            Assert.NotNull(page.QuerySelector("main h1"));
            Assert.NotEqual("", page.QuerySelector("main code")!.TextContent);
            Assert.All(["the secret inside", "InvalidOperationException", "   at ", "CustomerService.Catalogue"], inside => Assert.DoesNotContain(inside, text, StringComparison.Ordinal));
            Assert.True(answer.Headers.CacheControl!.NoStore);
            Assert.True(answer.Headers.Contains("Content-Security-Policy"));
        }
    }

    [Fact]
    public async Task A_node_told_to_stop_says_it_is_not_ready_while_it_still_serves()
    {
        await using var academy = new Academy().With("Hosting:DrainSeconds", "60");
        await academy.SetUpAsync();
        var visitor = academy.Visit();
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/health/ready")).StatusCode);

        var stopping = academy.Services.GetRequiredService<IHost>().StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await visitor.GetAsync("/health/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/sign-in")).StatusCode);
        Assert.False(stopping.IsCompleted);

        academy.Clock.Advance(TimeSpan.FromSeconds(60));
        await stopping;
    }

    [Fact]
    public async Task A_process_told_to_stop_drains_and_ends_well()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no order to stop that another process could send.");
        var folder = Directory.CreateTempSubdirectory("stopped-").FullName;
        await using (var academy = await AcademyProcess.StartAsync(Path.Combine(folder, "academy.db"), "--Hosting:DrainSeconds=4"))
        {
            using var client = new HttpClient { BaseAddress = academy.Address };
            var end = academy.TerminateAsync();
            while ((await client.GetAsync("/health/ready", TestContext.Current.CancellationToken)).StatusCode == HttpStatusCode.OK)
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }

            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live", TestContext.Current.CancellationToken)).StatusCode);
            Assert.Equal(0, await end);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Pages_hold_no_inline_script_or_style()
    {
        var page = await shared.Academy.Visit().OpenAsync("/sign-in");

        Assert.All(page.QuerySelectorAll("script"), script => Assert.True(script.HasAttribute("src")));
        Assert.Empty(page.QuerySelectorAll("style, [style]"));
        Assert.DoesNotContain(page.All, e => e.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("app.css")]
    [InlineData("office.css")]
    public async Task A_served_stylesheet_is_minified_and_holds_its_sources(string sheet)
    {
        var css = await shared.Academy.Visit().Client.GetStringAsync($"/{sheet}");

        Assert.DoesNotContain("/*", css);
        Assert.DoesNotContain("@import", css);
        Assert.DoesNotContain("\n", css.TrimEnd());
        Assert.Contains(sheet == "app.css" ? "url(_content/CustomerService.Ui/fonts/vazirmatn-arabic.woff2)" : ".office", css);
    }

    [Fact]
    public async Task The_script_of_the_framework_is_served()
    {
        var page = await shared.Academy.Visit().OpenAsync("/sign-in");
        var address = page.QuerySelectorAll("script[src]").Select(s => s.GetAttribute("src")!).Single(s => s.Contains("blazor.web", StringComparison.Ordinal));

        var script = await shared.Academy.Visit().Client.GetStringAsync("/" + address);

        Assert.Contains("enhancedload", script);
    }

    [Theory]
    [InlineData(Language.Persian, "fa", "rtl", "ورود")]
    [InlineData(Language.English, "en", "ltr", "Sign in")]
    public async Task A_page_speaks_the_readers_language(Language language, string code, string direction, string heading)
    {
        var page = await shared.Academy.Visit(language).OpenAsync("/sign-in");

        Assert.Equal(code, page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(direction, page.DocumentElement.GetAttribute("dir"));
        Assert.Equal(heading, page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Persian_is_sent_as_letters_not_as_entities()
    {
        var html = await (await shared.Academy.Visit().GetAsync("/sign-in")).Content.ReadAsStringAsync();

        Assert.Contains("ورود", html);
        Assert.DoesNotContain("&#x6", html);
    }

    [Fact]
    public async Task The_chosen_language_is_remembered_and_only_a_local_address_is_returned_to()
    {
        var visitor = new TestKit.Visitor(shared.Academy.CreateClient(new() { AllowAutoRedirect = false }));
        var page = await visitor.OpenAsync("/sign-in");
        var response = await visitor.SubmitAsync(page, "form[action='/preferences/language']", "/sign-in", ("language", "en"), ("returnUrl", "https://evil.example/"));

        Assert.Equal("/", response.Headers.Location!.ToString());
        Assert.Equal("en", (await visitor.OpenAsync("/sign-in")).DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        var response = await shared.Academy.Visit().Client.PostAsync("/preferences/language", new FormUrlEncodedContent([new("language", "en")]), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_is_told_to_anybody(string address) =>
        Assert.Equal(HttpStatusCode.OK, (await shared.Academy.Visit().GetAsync(address)).StatusCode);

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/verify")]
    [InlineData("/app.css")]
    [InlineData("/health/live")]
    [InlineData("/no-such-page")]
    [InlineData("/learning")]
    public async Task Head_answers_as_get_without_a_body(string address)
    {
        var visitor = shared.Academy.Visit();
        var get = await visitor.GetAsync(address);
        var head = await visitor.Client.SendAsync(new(HttpMethod.Head, address), TestContext.Current.CancellationToken);

        Assert.Equal(get.StatusCode, head.StatusCode);
        Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Equal(get.Headers.Location, head.Headers.Location);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/sign-in", "GET, HEAD, OPTIONS, POST")]
    [InlineData("/preferences/language", "OPTIONS, POST")]
    [InlineData("/certificates/0198a3c0-0000-7000-8000-000000000000/pdf", "GET, HEAD, OPTIONS")]
    public async Task Options_says_what_an_address_accepts(string address, string accepted)
    {
        var response = await shared.Academy.Visit().Client.SendAsync(new(HttpMethod.Options, address), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(accepted, string.Join(", ", response.Content.Headers.Allow.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("/no-such-page", "header nav.topnav"), InlineData("/courses/C01", "header nav.topnav"), InlineData("/office/people/nobody", ".office nav")]
    public async Task Who_is_signed_in_keeps_the_frame_on_a_page_that_is_not_there(string address, string frame)
    {
        var person = await shared.Academy.AddPersonAsync(address.StartsWith("/office", StringComparison.Ordinal) ? Audience.Manager : Audience.Customer,
            address.StartsWith("/office", StringComparison.Ordinal) ? Role.HumanResources : null);
        var response = await (await shared.Academy.SignInAsync(person, Language.English)).GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        var page = await TestKit.Visitor.ReadAsync(response);
        Assert.NotNull(page.QuerySelector(frame));
        Assert.NotNull(page.QuerySelector(".menu-who"));
        Assert.NotNull(page.QuerySelector("main h1"));
    }

    [Fact]
    public async Task An_unknown_page_is_a_page_of_ours()
    {
        var response = await shared.Academy.Visit(Language.English).GetAsync("/no-such-page");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.NotNull((await TestKit.Visitor.ReadAsync(response)).QuerySelector("main h1"));
    }
}
