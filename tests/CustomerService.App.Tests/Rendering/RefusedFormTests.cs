using System.Net;
using System.Net.Http.Headers;
using CustomerService.Catalogue.Items.SingleChoice;
using CustomerService.Learning.Quizzes;
using CustomerService.Platform.Localization;
using CustomerService.People.Rules;
using CustomerService.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.Rendering;

/// <summary>Forms that are sent twice, too late, damaged, or from elsewhere.</summary>
public sealed class RefusedFormTests(SharedAcademy shared)
{
    private const string Token = "__RequestVerificationToken";
    private const string SignIn = "form[data-form=sign-in]";

    private readonly Academy _academy = shared.Academy;

    [Fact]
    public async Task The_sign_in_page_in_a_second_tab_takes_the_person_in_and_to_the_page_that_was_wanted()
    {
        var person = await _academy.AddPersonAsync(Audience.Frontline);
        var visitor = _academy.Visit();
        const string Second = "/sign-in?returnUrl=%2Fglossary";
        var (first, second) = (await visitor.OpenAsync("/sign-in"), await visitor.OpenAsync(Second));
        await visitor.SubmitAsync(first, SignIn, "/sign-in", ("Input.UserName", person.UserName), ("Input.Password", Academy.Password));

        var answer = await visitor.SubmitAsync(second, SignIn, Second, ("Input.UserName", person.UserName), ("Input.Password", Academy.Password));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/glossary", (await visitor.GetAsync(answer.Headers.Location!.ToString())).Headers.Location!.ToString());
    }

    [Fact]
    public async Task Signing_out_in_a_second_tab_ends_at_the_sign_in_page()
    {
        var visitor = await _academy.SignInAsync(await _academy.AddPersonAsync(Audience.Frontline));
        var page = await visitor.OpenAsync("/glossary");
        await visitor.SubmitAsync(page, "form[action='/sign-out']", "/glossary");

        Assert.Equal("/sign-in", (await visitor.SubmitAsync(page, "form[action='/sign-out']", "/glossary")).Headers.Location!.ToString());
    }

    [Theory]
    [InlineData(Language.Persian, "این فرم پذیرفته نشد")]
    [InlineData(Language.English, "This form was not accepted")]
    public async Task A_stale_form_says_so_and_returns_what_was_typed_but_no_password(Language language, string title)
    {
        var visitor = _academy.Visit(language);
        var answer = await visitor.SubmitAsync(await visitor.OpenAsync("/register"), "form[data-form=register]", "/register",
            (Token, "stale"), ("Input.GivenName", "شهربانو"), ("Input.FamilyName", "<b>x</b>"), ("Input.Password", "a-secret-password"));
        var page = await Visitor.ReadAsync(answer);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(title, page.QuerySelector("main h1")!.TextContent);
        Assert.Equal(["شهربانو", "<b>x</b>"], page.QuerySelectorAll(".typed").Select(t => t.TextContent));
        Assert.Equal("/register", page.QuerySelector("main a.button")!.GetAttribute("href"));
        Assert.DoesNotContain("a-secret-password", page.Source.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Origin", "https://evil.example")]
    public async Task What_another_site_sends_is_not_shown(string header, string value)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/register") { Content = new FormUrlEncodedContent([new("Input.GivenName", "Call this number")]) };
        request.Headers.Add(header, value);

        var page = await Visitor.ReadAsync(await _academy.Visit().Client.SendAsync(request, TestContext.Current.CancellationToken));

        Assert.NotNull(page.QuerySelector("main h1"));
        Assert.Empty(page.QuerySelectorAll(".typed"));
    }

    [Fact]
    public async Task A_form_sent_after_the_session_ended_keeps_the_text_and_leads_back_over_the_sign_in()
    {
        var person = await _academy.AddPersonAsync(Audience.Frontline);
        var visitor = await _academy.SignInAsync(person);
        var page = await visitor.OpenAsync("/courses/C03/lessons/L1");
        await visitor.SubmitAsync(page, "form[action='/sign-out']", "/learning");

        var answer = await visitor.SubmitAsync(page, "#at-work", "/", ("Plan", "من فردا زودتر زنگ می‌زنم"));
        var shown = await Visitor.ReadAsync(answer);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("من فردا زودتر زنگ می‌زنم", shown.QuerySelector(".typed")!.TextContent);
        Assert.Equal("/sign-in?returnUrl=%2Fcourses%2FC03%2Flessons%2FL1", shown.QuerySelector("main a.button")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", "a=b", HttpStatusCode.BadRequest, "خوانده نشد")]
    [InlineData("application/x-www-form-urlencoded; charset=no-such", "a=b", HttpStatusCode.BadRequest, "خوانده نشد")]
    [InlineData("multipart/form-data", "a=b", HttpStatusCode.BadRequest, "")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nnonsense", HttpStatusCode.BadRequest, "خوانده نشد")]
    [InlineData("application/json", "{}", HttpStatusCode.BadRequest, "")]
    [InlineData("nonsense", "a=b", HttpStatusCode.BadRequest, "")]
    public async Task A_damaged_form_is_refused_in_the_readers_language(string type, string body, HttpStatusCode status, string words)
    {
        foreach (var address in new[] { "/sign-in", "/preferences/theme" })
        {
            var content = new ByteArrayContent(System.Text.Encoding.ASCII.GetBytes(body));
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            var answer = await _academy.Visit().Client.PostAsync(address, content, TestContext.Current.CancellationToken);
            var page = await Visitor.ReadAsync(answer);

            Assert.Contains(answer.StatusCode, new[] { status, HttpStatusCode.UnsupportedMediaType, HttpStatusCode.SeeOther });
            if (answer.StatusCode != HttpStatusCode.SeeOther)
            {
                Assert.Equal("fa", page.DocumentElement.GetAttribute("lang"));
                Assert.Contains(words, page.QuerySelector("main h1")!.TextContent, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_form_may_hold_64_kilobytes()
    {
        var visitor = _academy.Visit();
        foreach (var (length, status) in new[] { (60 << 10, HttpStatusCode.BadRequest), (70 << 10, HttpStatusCode.RequestEntityTooLarge) })
        {
            var content = new StringContent("a=" + new string('x', length), new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
            var answer = await visitor.Client.PostAsync("/sign-in", content, TestContext.Current.CancellationToken);

            Assert.Equal(status, answer.StatusCode);
            if (status == HttpStatusCode.RequestEntityTooLarge)
            {
                Assert.Contains("۶۴ کیلوبایت", (await Visitor.ReadAsync(answer)).QuerySelector("main")!.TextContent.Replace('\u00A0', ' '), StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("/ آ", "/%20%D8%A2")]
    [InlineData("/glossary?x=آ#ب", "/glossary?x=%D8%A2#%D8%A8")]
    [InlineData("/a/..//evil.example", "/")]
    [InlineData("/a\r\nSet-Cookie:x=y", "/")]
    public async Task An_address_to_return_to_is_one_that_a_header_can_hold(string returnUrl, string to)
    {
        var visitor = _academy.Visit();
        var page = await visitor.OpenAsync("/sign-in");

        Assert.Equal(to, (await visitor.SubmitAsync(page, "form[action='/preferences/theme']", "/sign-in", ("theme", "dark"), ("returnUrl", returnUrl))).Headers.Location!.OriginalString);
        Assert.Equal(to, (await visitor.SubmitAsync(page, "form[action='/preferences/language']", "/sign-in", ("language", "fa"), ("returnUrl", returnUrl))).Headers.Location!.OriginalString);
        var person = await _academy.AddPersonAsync(Audience.Frontline);
        var address = "/sign-in?returnUrl=" + Uri.EscapeDataString(returnUrl);
        Assert.Equal(to, (await visitor.SubmitAsync(await visitor.OpenAsync(address), SignIn, address, ("Input.UserName", person.UserName), ("Input.Password", Academy.Password))).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_quiz_started_answered_or_handed_in_by_another_tab_shows_where_it_stands()
    {
        var person = await _academy.AddPersonAsync(Audience.Customer);
        await _academy.ReadyForQuizAsync(person, "C13");
        var visitor = await _academy.SignInAsync(person);
        const string Quiz = "/courses/C13/quiz";
        var start = await visitor.OpenAsync(Quiz);
        var attempt = (await visitor.SubmitAsync(start, $"form[action='{Quiz}']", Quiz)).Headers.Location!.ToString();
        Assert.Equal(attempt, (await visitor.SubmitAsync(start, $"form[action='{Quiz}']", Quiz)).Headers.Location!.ToString());

        var (answers, handIn) = (await visitor.OpenAsync(attempt), await visitor.OpenAsync(attempt + "/hand-in"));
        for (var time = 0; time < 2; time++)
        {
            Assert.Equal(attempt + "/result", (await visitor.SubmitAsync(handIn, $"form[action='{attempt}/hand-in']", attempt)).Headers.Location!.ToString());
        }

        Assert.Equal(attempt + "/result", (await visitor.SubmitAsync(answers, "form.attempt", attempt)).Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_link_from_another_site_does_not_spoil_an_open_quiz()
    {
        var person = await _academy.AddPersonAsync(Audience.Customer);
        var attempt = await _academy.StartQuizAsync(person, "C13");
        var item = (await _academy.Services.GetRequiredService<AttemptSnapshotCache>().GetAsync(attempt))!.Quiz.Items.First(i => i.Item is SingleChoiceItem);
        var browser = new CookieBrowser(_academy.CreateClient(new() { HandleCookies = false, AllowAutoRedirect = false }));
        var signIn = await browser.GetAsync("/sign-in");
        await browser.PostAsync("/sign-in", signIn, [new("_handler", "sign-in"), new("Input.UserName", person.UserName), new("Input.Password", Academy.Password)]);
        var quiz = await browser.GetAsync($"/attempts/{attempt}");

        await browser.GetAsync("/verify", fromAnotherSite: true);
        var saved = await browser.PostAsync($"/attempts/{attempt}/answers/{item.Id}", quiz, Fields(quiz, item.Id));

        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
    }

    [Fact]
    public async Task In_development_too_a_refused_form_ends_in_a_page_of_the_academy()
    {
        await using var academy = new Academy().With("environment", "Development").With("Demo:Enabled", "false");
        await academy.SetUpAsync();
        var visitor = academy.Visit(Language.English);
        var page = await visitor.OpenAsync("/register");
        foreach (var change in new (string, string?)[] { (Token, null), ("_handler", "no-such-form") })
        {
            var answer = await visitor.SubmitAsync(page, "form[data-form=register]", "/register", change, ("Input.GivenName", "Sara"));
            Assert.Equal("Sara", (await Visitor.ReadAsync(answer)).QuerySelector(".typed")?.TextContent);
        }
    }

    /// <summary>An answer: the first choice of each field of the question.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Fields(AngleSharp.Html.Dom.IHtmlDocument quiz, string item) =>
        quiz.QuerySelectorAll($"[data-item='{item}'] [name^='{item}.']").GroupBy(f => f.GetAttribute("name")!)
            .Select(f => KeyValuePair.Create(f.Key, f.First() is AngleSharp.Html.Dom.IHtmlSelectElement select ? select.Options[^1].Value : f.First().GetAttribute("value") ?? "1"));

    /// <summary>Keeps cookies with their <c>SameSite</c>, and on a link from another site sends what a browser would.</summary>
    private sealed class CookieBrowser(HttpClient client)
    {
        private readonly Dictionary<string, (string Value, bool IsStrict)> _cookies = new(StringComparer.Ordinal);

        public async Task<AngleSharp.Html.Dom.IHtmlDocument> GetAsync(string address, bool fromAnotherSite = false) =>
            await Visitor.ReadAsync(await SendAsync(new(HttpMethod.Get, address), fromAnotherSite));

        public Task<HttpResponseMessage> PostAsync(string address, AngleSharp.Html.Dom.IHtmlDocument page, IEnumerable<KeyValuePair<string, string>> fields) =>
            SendAsync(new(HttpMethod.Post, address)
            {
                Content = new FormUrlEncodedContent([.. fields, new(Token, page.QuerySelector($"main input[name={Token}]")!.GetAttribute("value")!)]),
            }, fromAnotherSite: false);

        private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, bool fromAnotherSite)
        {
            request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", _cookies.Where(c => !fromAnotherSite || !c.Value.IsStrict).Select(c => $"{c.Key}={c.Value.Value}")));
            var answer = await client.SendAsync(request);
            foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            {
                var (name, value) = cookie.Split(';')[0].Split('=', 2) is [var key, var text] ? (key, text) : ("", "");
                _cookies[name] = (value, cookie.Contains("samesite=strict", StringComparison.OrdinalIgnoreCase));
            }

            return answer;
        }
    }
}
