using System.Net;
using AngleSharp.Html.Dom;
using CustomerService.App.Tests.Rendering;
using CustomerService.People.Accounts;
using CustomerService.People.Administration;
using CustomerService.People.Rules;
using CustomerService.People.Sessions;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.Reports.PersonRecords;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.People;

/// <summary>Sessions as a browser sees them, on two nodes of one academy.</summary>
public sealed class SessionTests(TwoNodes nodes) : IClassFixture<TwoNodes>
{
    private const string Chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
    private const string Page = "/learning";
    private const string NextPassword = "زیتون و ترنج در ایوان";

    private readonly Academy _academy = nodes.First;

    [Fact]
    public async Task A_cookie_copied_before_signing_out_opens_nothing_afterwards()
    {
        var (visitor, cookie) = await SignInAsync(await PersonAsync());
        var (here, there) = (Copy(nodes.First, cookie), Copy(nodes.Second, cookie));
        await ExpectAsync(open: true, here, there);

        await visitor.SubmitAsync(await visitor.OpenAsync("/account"), "form[action='/sign-out']", "/account");

        await ExpectAsync(open: false, here);
        _academy.Clock.Advance(TimeSpan.FromSeconds(5));
        await ExpectAsync(open: false, there);
    }

    [Fact]
    public async Task A_changed_password_ends_all_sessions_and_copies_and_leaves_the_one_that_changed_it()
    {
        var person = await PersonAsync();
        var (visitor, cookie) = await SignInAsync(person);
        var (_, other) = await SignInAsync(person);
        var (copy, elsewhere) = (Copy(nodes.First, cookie), Copy(nodes.Second, other));
        await ExpectAsync(open: true, copy, elsewhere);

        var changed = await ChangePasswordAsync(visitor, Academy.Password, NextPassword);

        Assert.EndsWith("saved=password", changed.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(Page)).StatusCode);
        await ExpectAsync(open: false, copy);
        _academy.Clock.Advance(TimeSpan.FromSeconds(5));
        await ExpectAsync(open: false, copy, elsewhere);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(Page)).StatusCode);
        Assert.Contains("people.password-changed", (await EventsAsync(person)).Select(e => e.Action));
    }

    [Theory]
    [InlineData("deactivate"), InlineData("reset"), InlineData("sign-out")]
    public async Task What_the_office_does_to_an_account_ends_its_sessions(string action)
    {
        var person = await PersonAsync();
        var (_, cookie) = await SignInAsync(person);
        var (here, there) = (Copy(nodes.First, cookie), Copy(nodes.Second, cookie));
        await ExpectAsync(open: true, here, there);
        await using var edit = OfficeCircuit.Open<EditPersonPage>(_academy, await AdministratorAsync(), person.Id);

        await edit.PressAndConfirmAsync($"[data-act={action}]");
        edit.Wait(() => edit.Said is not null);

        await ExpectAsync(open: false, here);
        _academy.Clock.Advance(TimeSpan.FromSeconds(5));
        await ExpectAsync(open: false, there);
    }

    [Fact]
    public async Task A_role_given_or_taken_ends_the_sessions()
    {
        var person = await PersonAsync();
        await using var edit = OfficeCircuit.Open<EditPersonPage>(_academy, await AdministratorAsync(), person.Id);
        var (_, before) = await SignInAsync(person);
        await edit.FillAsync(("Grants.Role", "leader"));
        await edit.SendAsync("form[data-form=role]");
        await ExpectAsync(open: false, Copy(nodes.First, before));

        var (_, between) = await SignInAsync(person);
        await edit.PressAndConfirmAsync("[data-act=revoke-role]");
        edit.Wait(() => edit.Query("[data-act=revoke-role]") is null);
        await ExpectAsync(open: false, Copy(nodes.First, between));
    }

    [Fact]
    public async Task A_deactivated_person_who_saves_preferences_stays_out()
    {
        var person = await PersonAsync();
        var visitor = nodes.Second.Visit();
        await visitor.SignInAsync(person.UserName, Academy.Password);
        var account = await visitor.OpenAsync("/account");
        await _academy.DoAsync(db =>
        {
            db.Set<Person>().AsTracking().Single(p => p.Id == person.Id).Deactivate();
            db.Set<UserSession>().AsTracking().Single(s => s.PersonId == person.Id).End(SessionEnd.Deactivated, _academy.Clock.UtcNow());
        });

        // The second node still remembers the session: the form is heard, and renews nothing.
        var saved = await visitor.SubmitAsync(account, "form[data-form=preferences]", "/account", ("Preferences.Language", "en"));
        Assert.False(saved.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(c => c.StartsWith("academy=", StringComparison.Ordinal)));
        _academy.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Contains("/sign-in", (await visitor.GetAsync(Page)).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(Language.Persian, await _academy.ReadAsync(db => db.Set<Person>().Where(p => p.Id == person.Id).Select(p => p.Language).SingleAsync()));
    }

    [Fact]
    public async Task However_much_it_is_used_a_session_has_an_end_and_the_cookie_does_not_renew_it()
    {
        var person = await PersonAsync();
        var (visitor, _) = await SignInAsync(person);
        var (remembering, _) = await SignInAsync(person, remember: true);
        for (var hours = 0; hours < 7 * 24; hours += 8)
        {
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(Page)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await remembering.GetAsync(Page)).StatusCode);
            await nodes.FlushAsync();
            _academy.Clock.Advance(TimeSpan.FromHours(8));
        }

        Assert.Contains("/sign-in", (await visitor.GetAsync(Page)).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await remembering.GetAsync(Page)).StatusCode);
        await nodes.FlushAsync();
        _academy.Clock.Advance(TimeSpan.FromDays(14));
        Assert.Contains("/sign-in", (await remembering.GetAsync(Page)).Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_a_session_that_was_just_seen_asks_nothing_for_it()
    {
        var (visitor, _) = await SignInAsync(await PersonAsync());
        await visitor.OpenAsync(Page);
        await nodes.FlushAsync();
        nodes.StatementsSinceLastAsked();

        await visitor.OpenAsync(Page);

        var warm = nodes.StatementsSinceLastAsked();
        Assert.NotEmpty(warm);
        Assert.DoesNotContain(warm, s => s.Contains("UserSessions", StringComparison.Ordinal) || s.Contains("Accounts", StringComparison.Ordinal) || s.Contains("RoleGrants", StringComparison.Ordinal));
        _academy.Clock.Advance(SessionRegistry.Memory);
        await visitor.OpenAsync(Page);
        Assert.Single(nodes.StatementsSinceLastAsked(), s => s.Contains("UserSessions", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Language.Persian, "همین دستگاه", "خروج از آن: \u2068Chrome · Windows\u2069"), InlineData(Language.English, "This device", "Sign out there: Chrome · Windows")]
    public async Task The_account_page_lists_ones_own_sessions_and_signs_out_one_or_all_others(Language language, string present, string signOut)
    {
        var person = await PersonAsync();
        var (visitor, _) = await SignInAsync(person, language: language);
        Assert.Null((await visitor.OpenAsync("/account")).QuerySelector("[data-form=end-other-sessions]"));
        var others = new[] { await SignInAsync(person, Chrome), await SignInAsync(person, Chrome), await SignInAsync(person, Chrome) };
        await SignInAsync(await PersonAsync(), Chrome);

        var list = await visitor.OpenAsync("/account");
        var rows = list.QuerySelectorAll("[data-session]").ToList();
        Assert.Equal(4, rows.Count);
        Assert.Contains(present, rows[0].TextContent, StringComparison.Ordinal);
        Assert.Null(rows[0].QuerySelector("form"));
        Assert.All(rows, r => Assert.Contains(TwoNodes.Address, r.TextContent, StringComparison.Ordinal));
        Assert.Equal(signOut, rows[1].QuerySelector("button")!.GetAttribute("aria-label"));

        var one = rows[1].QuerySelector("form")!.GetAttribute("action")!;
        var ended = await visitor.SubmitAsync(list, $"form[action='{one}']", "/account");
        Assert.EndsWith("saved=session", ended.Headers.Location!.ToString(), StringComparison.Ordinal);
        var afterwards = await visitor.OpenAsync(ended.Headers.Location!.ToString());
        Assert.Equal(3, afterwards.QuerySelectorAll("[data-session]").Length);
        Assert.NotNull(afterwards.QuerySelector(".notice-good"));
        // The same button on the page as it was: ended is ended.
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SubmitAsync(list, $"form[action='{one}']", "/account")).StatusCode);

        await visitor.SubmitAsync(afterwards, "form[data-form=end-other-sessions]", "/account");
        foreach (var (other, _) in others)
        {
            Assert.Equal(HttpStatusCode.Redirect, (await other.GetAsync(Page)).StatusCode);
        }

        Assert.Single((await visitor.OpenAsync("/account")).QuerySelectorAll("[data-session]"));
    }

    [Fact]
    public async Task Signing_in_again_on_the_same_browser_leaves_one_session()
    {
        var (first, second) = (await PersonAsync(), await PersonAsync());
        var visitor = _academy.Visit();
        var form = await visitor.OpenAsync("/sign-in");
        await visitor.SubmitAsync(form, "form[data-form=sign-in]", "/sign-in", ("Input.UserName", first.UserName), ("Input.Password", Academy.Password));
        var account = await visitor.OpenAsync("/account");
        var signIn = (IHtmlFormElement)form.QuerySelector("form[data-form=sign-in]")!;
        signIn.QuerySelector("[name=__RequestVerificationToken]")!.SetAttribute("value", account.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!);
        await visitor.SubmitAsync(form, "form[data-form=sign-in]", "/sign-in", ("Input.UserName", second.UserName), ("Input.Password", Academy.Password));

        var open = await _academy.ReadAsync(db => db.Set<UserSession>().Where(s => s.PersonId == first.Id || s.PersonId == second.Id).Where(s => s.EndedAtUtc == null).ToListAsync());
        Assert.Single(open);
    }

    [Fact]
    public async Task Wrong_present_passwords_close_the_account_and_end_the_session_that_guesses()
    {
        var person = await PersonAsync();
        var (visitor, cookie) = await SignInAsync(person);
        for (var i = 0; i < 4; i++)
        {
            var page = await Visitor.ReadAsync(await ChangePasswordAsync(visitor, $"not-the-password-{i}", NextPassword));
            Assert.NotNull(page.QuerySelector("[role=alert]"));
        }

        await ChangePasswordAsync(visitor, "not-the-password-either", NextPassword);

        await ExpectAsync(open: false, Copy(nodes.First, cookie));
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/account")).StatusCode);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _academy.Visit().SignInAsync(person.UserName, Academy.Password));
        await nodes.FlushAsync();
        var events = (await EventsAsync(person)).Select(e => e.Action).ToList();
        Assert.Equal(5, events.Count(a => a == SecurityEvents.PasswordRefused));
        Assert.Contains(SecurityEvents.LockedOut, events);
    }

    [Fact]
    public async Task Whoever_guesses_the_present_password_in_the_office_loses_the_session()
    {
        var person = await _academy.AddPersonAsync(Audience.Leader, Role.Administrator);
        var (_, cookie) = await SignInAsync(person);
        var session = await _academy.ReadAsync(db => db.Set<UserSession>().Where(s => s.PersonId == person.Id).Select(s => s.Id).SingleAsync());
        await using var page = OfficeCircuit.Open<EditPersonPage>(_academy, person, person.Id, session: session);
        for (var guess = 0; guess < 5; guess++)
        {
            await page.FillAsync(("Details.Email", $"{Guid.NewGuid():N}@example.org"), ("Details.PresentPassword", $"guess {guess}"));
            await page.SendAsync("form[data-form=details]");
        }

        await ExpectAsync(open: false, Copy(nodes.First, cookie));
    }

    [Fact]
    public async Task Nobody_resets_their_own_password_from_the_office()
    {
        var person = await _academy.AddPersonAsync(Audience.Leader, Role.Administrator);
        var before = await HashAsync();

        await using var page = OfficeCircuit.Open<EditPersonPage>(_academy, person, person.Id);
        Assert.Null(page.Query("[data-act=reset]"));
        await using var scope = _academy.Services.CreateAsyncScope();
        Assert.NotNull((await scope.ServiceProvider.GetRequiredService<ResetPassword>().RunAsync(person.Id, person.Id, TestContext.Current.CancellationToken)).Refusal);
        Assert.Equal(before, await HashAsync());

        Task<string?> HashAsync() => _academy.ReadAsync(db => db.Set<Account>().Where(a => a.Id == person.Id).Select(a => a.PasswordHash).SingleAsync());
    }

    [Fact]
    public async Task Whoever_changes_their_own_contacts_gives_the_present_password()
    {
        var person = await _academy.AddPersonAsync(Audience.Leader, Role.Administrator);
        var email = $"{Guid.NewGuid():N}@example.org";
        await using var page = OfficeCircuit.Open<EditPersonPage>(_academy, person, person.Id, Language.English);

        foreach (var wrong in new[] { "", "not the password" })
        {
            await SubmitAsync(wrong);
            Assert.NotNull(page.Query("#Details-PresentPassword-error"));
            Assert.Equal(email, page.Value("Details.Email"));
        }

        await SubmitAsync(Academy.Password);
        Assert.Equal("Name and contact have been saved.", page.Said);
        // A name is no name to sign in with.
        await page.FillAsync(("Details.FamilyName", "دیگر"));
        await page.SendAsync("form[data-form=details]");
        Assert.Equal("دیگر", await _academy.ReadAsync(db => db.Set<Person>().Where(p => p.Id == person.Id).Select(p => p.FamilyName).SingleAsync()));

        async Task SubmitAsync(string password)
        {
            await page.FillAsync(("Details.Email", email), ("Details.PresentPassword", password));
            await page.SendAsync("form[data-form=details]");
        }
    }

    [Fact]
    public async Task Sign_ins_and_refusals_are_in_the_audit_with_address_and_without_what_was_typed()
    {
        var person = await PersonAsync();
        var stranger = Guid.NewGuid().ToString("N");
        await FailAsync(person.UserName, "not the password");
        await FailAsync(stranger, "not the password");
        var (visitor, _) = await SignInAsync(person, Chrome);
        await visitor.GetAsync("/office/people");
        var forged = await visitor.Client.PostAsync("/account", new FormUrlEncodedContent([new("_handler", "preferences")]));
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        await visitor.SubmitAsync(await visitor.OpenAsync("/account"), "form[action='/sign-out']", "/account");
        await nodes.FlushAsync();

        var events = await EventsAsync(person);
        Assert.Equal(
            new[] { SecurityEvents.AccessRefused, SecurityEvents.FormRefused, SecurityEvents.SessionEnded, SecurityEvents.SessionStarted, SecurityEvents.SignInFailed },
            events.Select(e => e.Action).Order(StringComparer.Ordinal));
        Assert.All(events, e => Assert.Equal(TwoNodes.Address, e.Address));
        Assert.Contains("/office/people", events.Single(e => e.Action == SecurityEvents.AccessRefused).Detail, StringComparison.Ordinal);
        var unknown = await _academy.ReadAsync(db => db.Set<AuditEntry>().Where(a => a.Action == SecurityEvents.SignInFailed && a.SubjectId == null).ToListAsync());
        Assert.Contains(unknown, e => AuditDetail.Read(e.Detail)!.Failure == SignInFailure.UnknownName && e.Address == TwoNodes.Address);
        Assert.All(unknown.Concat(events), e => Assert.DoesNotContain(stranger, $"{e.Action} {e.Detail}", StringComparison.Ordinal));

        await using var record = OfficeCircuit.Open<PersonPage>(_academy, await AdministratorAsync(), person.Id);
        var shown = record.Find("section[aria-labelledby=events]").TextContent;
        Assert.Contains(TwoNodes.Address, shown, StringComparison.Ordinal);
        Assert.Contains("Chrome · Windows", shown, StringComparison.Ordinal);

        async Task FailAsync(string name, string password)
        {
            var anonymous = _academy.Visit();
            await anonymous.SubmitAsync(await anonymous.OpenAsync("/sign-in"), "form[data-form=sign-in]", "/sign-in", ("Input.UserName", name), ("Input.Password", password));
        }
    }

    private Task<TestPerson> PersonAsync() => _academy.AddPersonAsync(Audience.Frontline);

    private Task<TestPerson> AdministratorAsync() => _academy.AddPersonAsync(Audience.Leader, Role.Administrator);

    private Task<List<AuditEntry>> EventsAsync(TestPerson person) => _academy.ReadAsync(db => db.Set<AuditEntry>().AsNoTracking().Where(a => a.SubjectId == person.Id).ToListAsync());

    /// <returns>The visitor, and the sign-in cookie as somebody could copy it.</returns>
    private async Task<(Visitor Visitor, string Cookie)> SignInAsync(TestPerson person, string? userAgent = null, bool remember = false, Language language = Language.Persian)
    {
        var visitor = _academy.Visit(language);
        visitor.Client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", userAgent);
        var response = await visitor.SubmitAsync(await visitor.OpenAsync("/sign-in"), "form[data-form=sign-in]", "/sign-in",
            ("Input.UserName", person.UserName), ("Input.Password", Academy.Password), ("Input.Remember", remember ? "true" : null));
        return (visitor, response.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("academy=", StringComparison.Ordinal)).Split(';')[0]);
    }

    private static HttpClient Copy(Academy node, string cookie)
    {
        var client = node.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        return client;
    }

    private static async Task ExpectAsync(bool open, params HttpClient[] copies)
    {
        foreach (var copy in copies)
        {
            var answer = await copy.GetAsync(Page);
            Assert.Equal(open ? HttpStatusCode.OK : HttpStatusCode.Redirect, answer.StatusCode);
            Assert.Equal(open, answer.Headers.Location?.ToString().Contains("/sign-in", StringComparison.Ordinal) != true);
        }
    }

    private static async Task<HttpResponseMessage> ChangePasswordAsync(Visitor visitor, string present, string next) =>
        await visitor.SubmitAsync(await visitor.OpenAsync("/account"), "form[data-form=password]", "/account", ("Password.Current", present), ("Password.Next", next));
}
