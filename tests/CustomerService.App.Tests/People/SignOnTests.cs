using System.Net;
using System.Text;
using CustomerService.App.Tests.Rendering;
using CustomerService.People.Administration;
using CustomerService.People.Rules;
using CustomerService.People.Sessions;
using CustomerService.People.SignOn;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace CustomerService.App.Tests.People;

/// <summary>Signing in at providers over HTTP: a real one, and scripted ones that also say what no real one would.</summary>
public sealed class SignOnTests(SignOnAcademy fixture) : IClassFixture<SignOnAcademy>, IDisposable
{
    private static int Number;

    private readonly ProviderBrowser _browser = new();

    private Academy Academy => fixture.Academy;

    public void Dispose() => _browser.Dispose();

    [Fact]
    public async Task A_person_signs_in_at_a_real_provider_and_out_of_both()
    {
        var person = await ProvenAsync(Audience.Frontline);
        await fixture.RealOne.KnowAsync(person.UserName, Claims(person));
        var visitor = Academy.Visit();
        var entered = await _browser.SignInAsync(visitor, SignOnAcademy.Real, person.UserName, "/record");
        Assert.Equal(HttpStatusCode.OK, entered.StatusCode);
        Assert.Equal("/record", entered.RequestMessage!.RequestUri!.PathAndQuery);

        // The account page shows the link, and the list of sessions the session.
        var account = await visitor.OpenAsync("/account");
        Assert.Contains($"ورود با {SignOnAcademy.Real}", account.QuerySelector("[aria-labelledby=sign-on-title]")!.TextContent, StringComparison.Ordinal);

        var signedOut = await visitor.SubmitAsync(account, "form[action='/sign-out']", "/account");
        var after = await visitor.FollowAsync(signedOut);
        Assert.Equal("/signed-out", after.RequestMessage!.RequestUri!.AbsolutePath);
        var there = (await Visitor.ReadAsync(after)).QuerySelector("[data-sign-out-there]")!.GetAttribute("href")!;
        Assert.Contains(there, (await Visitor.ReadAsync(after)).QuerySelector("meta[http-equiv=refresh]")!.GetAttribute("content"), StringComparison.Ordinal);
        Assert.Contains("/sign-in", (await visitor.GetAsync("/learning")).Headers.Location!.ToString(), StringComparison.Ordinal);
        var leave = (await visitor.GetAsync(there)).Headers.Location!;
        Assert.Contains("id_token_hint=", leave.Query, StringComparison.Ordinal);
        Assert.StartsWith($"/sign-out/callback/{SignOnAcademy.Real}", await _browser.SignOutAsync(leave), StringComparison.Ordinal);

        // Signed out there too: the next sign-in asks who it is, and another answers.
        var other = await ProvenAsync(Audience.Frontline);
        await fixture.RealOne.KnowAsync(other.UserName, Claims(other));
        await _browser.SignInAsync(visitor, SignOnAcademy.Real, other.UserName);
        Assert.Contains(other.UserName, (await visitor.OpenAsync("/account")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sign_in_page_offers_providers_by_links_in_the_organisations_words()
    {
        foreach (var (language, words) in new[] { (Language.Persian, "ورود با"), (Language.English, "Sign in with") })
        {
            var visitor = Academy.Visit(language);
            var page = await visitor.OpenAsync("/sign-in?returnUrl=%2Frecord");
            var link = page.QuerySelector($"a[href^='/sign-in/with/{SignOnAcademy.Scripted}']")!;
            Assert.Equal($"{words} {SignOnAcademy.Scripted}", link.TextContent.Trim());
            Assert.Equal("false", link.GetAttribute("data-enhance-nav"));
            Assert.EndsWith("?returnUrl=%2Frecord", link.GetAttribute("href"), StringComparison.Ordinal);
            Assert.NotNull(page.QuerySelector("form[data-form=sign-in]"));
        }
    }

    [Theory]
    [InlineData(SignOnAcademy.Scripted), InlineData(SignOnAcademy.Entra)]
    public async Task The_question_is_a_code_flow_with_state_nonce_and_a_challenge(string provider)
    {
        var visitor = Academy.Visit();
        var asked = await visitor.GetAsync($"/sign-in/with/{provider}");
        var question = System.Web.HttpUtility.ParseQueryString(asked.Headers.Location!.Query);
        Assert.Equal("code", question["response_type"]);
        Assert.Equal("S256", question["code_challenge_method"]);
        Assert.Equal($"http://localhost/sign-in/callback/{provider}", question["redirect_uri"]);
        Assert.All(["state", "nonce", "code_challenge"], part => Assert.True(question[part]!.Length > 30));
        Assert.DoesNotContain("client_secret", asked.Headers.Location.Query, StringComparison.Ordinal);
        Assert.All(asked.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("samesite=lax; httponly", cookie, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("audience"), InlineData("issuer"), InlineData("nonce"), InlineData("no nonce"), InlineData("expired"), InlineData("not yet"), InlineData("no subject")]
    [InlineData("unsigned"), InlineData("signed with the client's secret")]
    public async Task A_token_that_is_not_right_signs_nobody_in(string fault)
    {
        var person = await ProvenAsync(Audience.Frontline);
        var provider = fixture.ScriptedOne;
        var account = Account(provider, Claims(person));
        provider.Changes[account] = claims => _ = fault switch
        {
            "audience" => claims["aud"] = "another-client",
            "issuer" => claims["iss"] = "https://login.example.org",
            "nonce" => claims["nonce"] = "of another question",
            "no nonce" => claims.Remove("nonce"),
            "expired" => claims["exp"] = ScriptedProvider.Now - 3600,
            "not yet" => claims["nbf"] = ScriptedProvider.Now + 3600,
            "no subject" => claims.Remove("sub"),
            _ => null,
        };
        if (fault == "unsigned")
        {
            provider.OtherKeys[account] = null;
        }
        else if (fault.StartsWith("signed", StringComparison.Ordinal))
        {
            provider.OtherKeys[account] = new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(ScriptedProvider.ClientSecret)), SecurityAlgorithms.HmacSha256);
        }

        var visitor = Academy.Visit();
        var answer = await _browser.ToAnswerAsync(visitor, SignOnAcademy.Scripted, account, "/learning");
        if (fault.StartsWith("signed", StringComparison.Ordinal))
        {
            // For all that the academy knows, the provider has changed its key.
            answer = await _browser.ByAsync(visitor, (await visitor.GetAsync(answer)).Headers.Location!.ToString(), account);
        }

        await ProblemAsync(visitor, answer, "پاسخ سامانهٔ سازمان پذیرفتنی نبود");
        Assert.False(await Academy.ReadAsync(db => db.Set<SignOnLink>().AnyAsync(l => l.PersonId == person.Id)));
        await Academy.Services.GetRequiredService<SecurityJournal>().FlushAsync(TestContext.Current.CancellationToken);
        Assert.True(await Academy.ReadAsync(db => db.Set<AuditEntry>().AnyAsync(a => a.Action == SecurityEvents.SignInFailed && a.Detail!.Contains("ProviderRefused"))));

        // The same account with a right token.
        provider.Changes.TryRemove(account, out _);
        provider.OtherKeys.TryRemove(account, out _);
        await EntersAsync(SignOnAcademy.Scripted, account);
    }

    [Fact]
    public async Task A_key_that_the_provider_does_not_publish_signs_nobody_in()
    {
        var provider = fixture.StrangeOne;
        var account = Account(provider, Claims(await ProvenAsync(Audience.Frontline)));
        provider.OtherKeys[account] = new SigningCredentials(ScriptedProvider.NewKey(), SecurityAlgorithms.RsaSha256);
        var visitor = Academy.Visit();
        await ProblemAsync(visitor, await _browser.ByAsync(visitor, await AskedAgainAsync(visitor, SignOnAcademy.Strange, account), account), "پاسخ سامانهٔ سازمان پذیرفتنی نبود");
    }

    [Fact]
    public async Task A_provider_may_change_its_key()
    {
        var provider = fixture.RotatingOne;
        var account = Account(provider, Claims(await ProvenAsync(Audience.Frontline)));
        await EntersAsync(SignOnAcademy.Rotating, account);
        provider.Rotate();
        var visitor = Academy.Visit();
        var answer = await _browser.ByAsync(visitor, await AskedAgainAsync(visitor, SignOnAcademy.Rotating, account), account);
        Assert.Equal("/learning", (await visitor.FollowAsync(await visitor.GetAsync(answer))).RequestMessage!.RequestUri!.PathAndQuery);
    }

    [Fact]
    public async Task An_answer_is_good_once_in_its_own_browser_and_with_its_own_state()
    {
        var account = Account(fixture.ScriptedOne, Claims(await ProvenAsync(Audience.Frontline)));
        var (own, other) = (Academy.Visit(), Academy.Visit());
        var answer = await _browser.ToAnswerAsync(own, SignOnAcademy.Scripted, account);
        // A browser that asked nothing, then one that asked something else: another's answer must sign nobody in (login CSRF).
        await ProblemAsync(other, answer, "از نو آغاز کنید");
        await _browser.ToAnswerAsync(other, SignOnAcademy.Scripted, account);
        await ProblemAsync(other, answer, "از نو آغاز کنید");
        await ProblemAsync(own, answer.Replace("state=", "state=x", StringComparison.Ordinal), null);
        await ProblemAsync(own, answer[..answer.IndexOf("&state", StringComparison.Ordinal)], null);

        var again = await _browser.ToAnswerAsync(own, SignOnAcademy.Scripted, account);
        Assert.Equal(HttpStatusCode.OK, (await own.FollowAsync(await own.GetAsync(again))).StatusCode);
        await SignOutAsync(own);
        await ProblemAsync(own, again, "از نو آغاز کنید");
        await ProblemAsync(own, $"/sign-in/continue/{SignOnAcademy.Scripted}", "از نو آغاز کنید");
    }

    [Fact]
    public async Task A_code_is_good_once_at_a_real_provider()
    {
        var person = await ProvenAsync(Audience.Frontline);
        await fixture.RealOne.KnowAsync(person.UserName, Claims(person));
        var visitor = Academy.Visit();
        var first = await _browser.ToAnswerAsync(visitor, SignOnAcademy.Real, person.UserName);
        await visitor.FollowAsync(await visitor.GetAsync(first));
        await SignOutAsync(visitor);
        // The code that was used, put into the answer to another question.
        var second = await _browser.ToAnswerAsync(visitor, SignOnAcademy.Real, person.UserName);
        var forged = System.Web.HttpUtility.ParseQueryString(new Uri("http://localhost" + second).Query);
        forged["code"] = System.Web.HttpUtility.ParseQueryString(new Uri("http://localhost" + first).Query)["code"];
        await ProblemAsync(visitor, $"/sign-in/callback/{SignOnAcademy.Real}?{forged}", "از نو آغاز کنید");
    }

    [Fact]
    public async Task Whoever_ends_the_sign_in_there_is_told_so_here()
    {
        var visitor = Academy.Visit();
        var answer = await _browser.ToAnswerAsync(visitor, SignOnAcademy.Scripted, "nobody");
        var state = System.Web.HttpUtility.ParseQueryString(new Uri("http://localhost" + answer).Query)["state"];
        await ProblemAsync(visitor, $"/sign-in/callback/{SignOnAcademy.Scripted}?error=access_denied&state={Uri.EscapeDataString(state!)}", "ناتمام ماند");
    }

    [Theory]
    [InlineData(Language.Persian, "پاسخ نمی‌دهد"), InlineData(Language.English, "does not answer")]
    public async Task One_that_is_away_fails_alone(Language language, string words)
    {
        var visitor = Academy.Visit(language);
        var shown = await visitor.FollowAsync(await visitor.GetAsync($"/sign-in/with/{SignOnAcademy.Gone}?returnUrl=%2Frecord"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, shown.StatusCode);
        Assert.Contains(words, (await Visitor.ReadAsync(shown)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        var person = await Academy.AddPersonAsync(Audience.Frontline);
        Assert.Equal(HttpStatusCode.OK, (await (await Academy.SignInAsync(person)).GetAsync("/learning")).StatusCode);
    }

    [Fact]
    public async Task An_address_is_taken_for_a_persons_only_where_it_is_proven_here_and_verified_there()
    {
        var proven = await ProvenAsync(Audience.Frontline);
        var unproven = await Academy.AddPersonAsync(Audience.Frontline);
        await UnproveAsync(unproven);
        foreach (var (person, verified, isLinked) in new (TestPerson, object?, bool)[]
        {
            (unproven, true, false), (proven, false, false), (proven, "false", false), (proven, null, false), (proven, true, true),
        })
        {
            var claims = Claims(person);
            if (verified is null)
            {
                claims.Remove("email_verified");
            }
            else
            {
                claims["email_verified"] = verified;
            }

            var shown = await _browser.SignInAsync(Academy.Visit(), SignOnAcademy.Scripted, Account(fixture.ScriptedOne, claims), "/learning");
            Assert.Equal(isLinked ? "/learning" : "/sign-in/problem", shown.RequestMessage!.RequestUri!.AbsolutePath);
            Assert.Equal(isLinked, await Academy.ReadAsync(db => db.Set<SignOnLink>().AnyAsync(l => l.PersonId == person.Id)));
        }
    }

    [Fact]
    public async Task A_personnel_number_is_taken_within_the_providers_organisation_and_the_link_is_to_the_account()
    {
        var (own, foreign) = (await Academy.AddPersonAsync(Audience.Frontline), await Academy.AddPersonAsync(Audience.Agent, organisation: await Academy.AddPartnerAsync("شریک")));
        var (number, elsewhere) = ($"n{Next()}", $"n{Next()}");
        await NumberAsync(own, number);
        await NumberAsync(foreign, elsewhere);
        var provider = fixture.ScriptedOne;
        Assert.Equal("/sign-in/problem", (await _browser.SignInAsync(Academy.Visit(), SignOnAcademy.Scripted, Account(provider, new() { ["employee_number"] = elsewhere }))).RequestMessage!.RequestUri!.AbsolutePath);

        var account = Account(provider, new() { ["employee_number"] = Digits.ToPersian(number.ToUpperInvariant()) });
        await EntersAsync(SignOnAcademy.Scripted, account);

        // From now on the account itself is known, whatever else it says; another account with the number is a second way in.
        provider.Accounts[account] = [];
        await EntersAsync(SignOnAcademy.Scripted, account);
        var link = await Academy.ReadAsync(db => db.Set<SignOnLink>().SingleAsync(l => l.PersonId == own.Id));
        Assert.Equal(LinkOrigin.PersonnelNumber, link.Origin);
    }

    [Fact]
    public async Task Two_people_who_could_be_meant_are_a_question_to_human_resources()
    {
        var (byMail, byNumber) = (await ProvenAsync(Audience.Frontline), await Academy.AddPersonAsync(Audience.Frontline));
        var claims = Claims(byMail);
        await NumberAsync(byNumber, (string)(claims["employee_number"] = $"n{Next()}"));
        var account = Account(fixture.ScriptedOne, claims);
        await RefusedAsync(SignOnAcademy.Scripted, account, "به منابع انسانی رسید");
        Assert.Equal(RequestReason.SeveralPeople, (await RequestAsync(account)).Reason);
    }

    [Fact]
    public async Task Inactive_people_are_refused_and_who_left_is_deactivated()
    {
        var inactive = await ProvenAsync(Audience.Frontline);
        var account = Account(fixture.ScriptedOne, Claims(inactive));
        await _browser.SignInAsync(Academy.Visit(), SignOnAcademy.Scripted, account);
        await Academy.Services.GetRequiredService<UnitOfWork>().RunAsync(async db =>
        {
            (await db.Set<Person>().AsTracking().SingleAsync(p => p.Id == inactive.Id)).Deactivate();
            return 0;
        });
        await RefusedAsync(SignOnAcademy.Scripted, account, "فعال نیست");

        var leaver = await ProvenAsync(Audience.Frontline);
        var (left, visitor) = (Account(fixture.ScriptedOne, Claims(leaver)), Academy.Visit());
        await _browser.SignInAsync(visitor, SignOnAcademy.Scripted, left);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/learning")).StatusCode);
        fixture.ScriptedOne.Accounts[left]["status"] = "Left";
        await RefusedAsync(SignOnAcademy.Scripted, left, "دیگر در سازمان نیستید");
        Assert.Contains("/sign-in", (await visitor.GetAsync("/learning")).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.False(await Academy.ReadAsync(db => db.Set<Person>().Where(p => p.Id == leaver.Id).Select(p => p.IsActive).SingleAsync()));
        Assert.True(await AuditedAsync(leaver.Id, "people.deactivated"));
    }

    [Fact]
    public async Task The_last_administrator_is_not_deactivated_by_a_claim()
    {
        await using var alone = Academy.AtPresent();
        SignOnAcademy.Add(alone, SignOnAcademy.Scripted, fixture.ScriptedOne, ("LeftClaim", "status"), ("LeftValues", "left"));
        await alone.SetUpAsync();
        var admin = await alone.AddPersonAsync(Audience.Manager, Role.Administrator);
        var claims = Claims(admin);
        var account = Account(fixture.ScriptedOne, claims);
        await alone.DoAsync(db => db.Add(new SignOnLink(Guid.CreateVersion7(), SignOnAcademy.Scripted, ProviderKeys.OfSubject(fixture.ScriptedOne.Issuer, "sub-" + account), admin.Id, account, LinkOrigin.Office, alone.Clock.UtcNow())));
        claims["status"] = "left";
        await ProblemAsync(alone.Visit(), await _browser.ToAnswerAsync(alone.Visit(), SignOnAcademy.Scripted, account), null);
        var visitor = alone.Visit();
        await ProblemAsync(visitor, await _browser.ToAnswerAsync(visitor, SignOnAcademy.Scripted, account), "دیگر در سازمان نیستید");
        Assert.True(await alone.ReadAsync(db => db.Set<Person>().Where(p => p.Id == admin.Id).Select(p => p.IsActive).SingleAsync()));
    }

    [Fact]
    public async Task Name_and_unit_follow_the_provider_and_are_audited()
    {
        var (from, to) = (await Academy.AddUnitAsync($"مبدأ {Next()}"), await Academy.AddUnitAsync($"مقصد {Next()}"));
        var person = await Academy.AddPersonAsync(Audience.Frontline, unit: from, name: new("سارا", "محمدی", "Sara", "Mohammadi"));
        await ProveAsync(person);
        var claims = Claims(person);
        (claims["given_name"], claims["family_name"], claims["department"]) = ("سارا", "كاظمي", to.Name.Fa);
        var account = Account(fixture.ScriptedOne, claims);
        await _browser.SignInAsync(Academy.Visit(), SignOnAcademy.Scripted, account);
        var name = await Academy.ReadAsync(db => db.Set<Person>().Where(p => p.Id == person.Id).Select(p => new { p.FamilyName, p.LatinFamilyName }).SingleAsync());
        Assert.Equal(("کاظمی", "Mohammadi"), (name.FamilyName, name.LatinFamilyName));
        var memberships = await Academy.ReadAsync(db => db.Set<Membership>().Where(m => m.PersonId == person.Id).OrderBy(m => m.StartedAtUtc).ToListAsync());
        Assert.Equal([from.Id, to.Id], memberships.Select(m => m.UnitId!.Value));
        Assert.NotNull(memberships[0].EndedAtUtc);
        Assert.Null(memberships[1].EndedAtUtc);
        Assert.True(await AuditedAsync(person.Id, "people.changed") && await AuditedAsync(person.Id, "people.moved"));

        // In Latin letters it is the Latin name; a unit that is not known, or a name that cannot be printed, keeps nobody out.
        (claims["given_name"], claims["family_name"], claims["department"]) = ("Sara", "Kazemi", "no such unit");
        await _browser.SignInAsync(Academy.Visit(), SignOnAcademy.Scripted, account);
        claims["family_name"] = "😀";
        await EntersAsync(SignOnAcademy.Scripted, account);
        name = await Academy.ReadAsync(db => db.Set<Person>().Where(p => p.Id == person.Id).Select(p => new { p.FamilyName, p.LatinFamilyName }).SingleAsync());
        Assert.Equal(("کاظمی", "Kazemi"), (name.FamilyName, name.LatinFamilyName));

        // Nor does a closed unit take anybody.
        await Academy.Services.GetRequiredService<UnitOfWork>().RunAsync(async db => (await db.Set<Unit>().AsTracking().SingleAsync(u => u.Id == from.Id)).Close(Academy.Clock.UtcNow()));
        (claims["family_name"], claims["department"]) = ("Kazemi", from.Id.ToString());
        await EntersAsync(SignOnAcademy.Scripted, account);
        Assert.Equal(to.Id, await Academy.ReadAsync(db => db.Set<Membership>().Where(m => m.PersonId == person.Id && m.EndedAtUtc == null).Select(m => m.UnitId!.Value).SingleAsync()));
    }

    [Fact]
    public async Task Somebody_new_is_added_with_unit_audience_and_role_where_the_rule_says_so()
    {
        var unit = await Academy.AddUnitAsync($"واحد {Next()}");
        var (provider, mail) = (fixture.CreatingOne, $"new{Next()}@example.org");
        var account = Account(provider, new()
        {
            ["given_name"] = "نرگس", ["family_name"] = "ژاله‌پور", ["email"] = mail, ["email_verified"] = true, ["preferred_username"] = mail, ["department"] = unit.Id.ToString(),
            ["groups"] = new[] { "others", "staff-managers" }, ["roles"] = new[] { "Academy.Leader" }, ["locale"] = "en-GB",
        });
        var visitor = Academy.Visit();
        Assert.Equal("/learning", (await _browser.SignInAsync(visitor, SignOnAcademy.Creating, account, "/learning")).RequestMessage!.RequestUri!.AbsolutePath);
        var person = await Academy.ReadAsync(db => db.Set<Person>().AsNoTracking().SingleAsync(p => p.Email == mail));
        var membership = await Academy.ReadAsync(db => db.Set<Membership>().AsNoTracking().SingleAsync(m => m.PersonId == person.Id));
        Assert.Equal((Academy.Employer.Id, unit.Id, Audience.Manager), (membership.OrganisationId, membership.UnitId!.Value, membership.Audience));
        Assert.Equal([Role.Leader], await Academy.ReadAsync(db => db.Set<RoleGrant>().Where(g => g.PersonId == person.Id).Select(g => g.Role).ToListAsync()));
        Assert.True(await AuditedAsync(person.Id, "people.added") && await AuditedAsync(person.Id, "people.role-granted"));

        // The only way in is not undone.
        var page = await visitor.OpenAsync("/account");
        Assert.Null(page.QuerySelector("form[data-form=end-link]"));
        var link = page.QuerySelector("[data-link]")!.GetAttribute("data-link");
        page.QuerySelector("form[action='/sign-out']")!.SetAttribute("action", $"/account/sign-on/{link}/end");
        await visitor.SubmitAsync(page, $"form[action='/account/sign-on/{link}/end']", "/account");
        Assert.True(await Academy.ReadAsync(db => db.Set<SignOnLink>().AnyAsync(l => l.PersonId == person.Id && l.EndedAtUtc == null)));
        // Without a password there is none to change.
        Assert.Null(page.QuerySelector("form[data-form=password]"));
    }

    [Fact]
    public async Task Whoever_cannot_be_added_is_a_question_to_human_resources_and_nothing_is_left_of_the_attempt()
    {
        var taken = await Academy.AddPersonAsync(Audience.Frontline);
        await UnproveAsync(taken);
        var claims = Claims(taken);
        (claims["given_name"], claims["family_name"]) = ("دیگری", "دیگری");
        var account = Account(fixture.CreatingOne, claims);
        await RefusedAsync(SignOnAcademy.Creating, account, "به منابع انسانی رسید");
        var request = await RequestAsync(account);
        Assert.Equal((RequestReason.NotAdded, "people.email-taken"), (request.Reason, request.Problem));
        Assert.Equal(1, await Academy.ReadAsync(db => db.Set<Person>().CountAsync(p => p.Email == $"{taken.UserName}@example.org")));
    }

    [Fact]
    public async Task A_sign_in_there_counts_as_two_factors_only_where_the_token_says_so()
    {
        var hr = await ProvenAsync(Audience.Manager, Role.HumanResources);
        await fixture.RealOne.KnowAsync(hr.UserName, Claims(hr));
        var visitor = Academy.Visit();
        Assert.StartsWith("/account/two-step", (await _browser.SignInAsync(visitor, SignOnAcademy.Real, hr.UserName, "/office/people", amr: "pwd")).RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);

        using var another = new ProviderBrowser();
        visitor = Academy.Visit();
        Assert.Equal("/office/people", (await another.SignInAsync(visitor, SignOnAcademy.Real, hr.UserName, "/office/people", amr: "pwd,mfa")).RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task An_account_with_a_second_factor_owes_it_and_the_session_still_ends_with_the_providers()
    {
        var person = await ProvenAsync(Audience.Frontline);
        var key = OtpNet.KeyGeneration.GenerateRandomKey(20);
        await Academy.DoAsync(db => db.Add(new CustomerService.People.SecondFactor.Authenticator(
            person.Id, Academy.Services.GetRequiredService<CustomerService.People.SecondFactor.AuthenticatorKeys>().Protect(key), 0, Academy.Clock.UtcNow())));
        var (provider, visitor) = (fixture.ScriptedOne, Academy.Visit());
        var account = Account(provider, Claims(person));
        var step = await _browser.SignInAsync(visitor, SignOnAcademy.Scripted, account, "/record");
        Assert.Equal("/sign-in/second-step", step.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("/sign-in", (await visitor.GetAsync("/learning")).Headers.Location!.ToString(), StringComparison.Ordinal);
        var entered = await visitor.SubmitAsync(await Visitor.ReadAsync(step), "form[data-form=second-step]", step.RequestMessage.RequestUri.PathAndQuery,
            ("Input.Code", new OtpNet.Totp(key).ComputeTotp(Academy.Clock.GetUtcNow().UtcDateTime)));
        Assert.EndsWith("/record", entered.Headers.Location!.ToString(), StringComparison.Ordinal);

        await LogOutAsync(SignOnAcademy.Scripted, provider.Sign(provider.LogoutClaims(account), provider.Credentials, "logout+jwt"), HttpStatusCode.OK);
        Assert.Contains("/sign-in", (await visitor.GetAsync("/learning")).Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_of_entra_is_known_by_tenant_and_object_and_none_of_another_tenant_comes_in()
    {
        var (person, provider) = (await ProvenAsync(Audience.Frontline), fixture.EntraOne);
        var claims = Claims(person);
        (claims["tid"], claims["oid"]) = (SignOnAcademy.Tenant, Guid.NewGuid().ToString());
        var account = Account(provider, claims);
        await EntersAsync(SignOnAcademy.Entra, account);

        // Another subject, as another application of the tenant would see, is the same object.
        claims.Remove("email");
        provider.Changes[account] = token => token["sub"] = "pairwise";
        await EntersAsync(SignOnAcademy.Entra, account);

        claims["tid"] = Guid.NewGuid().ToString();
        await RefusedAsync(SignOnAcademy.Entra, account, "پاسخ سامانهٔ سازمان پذیرفتنی نبود");
        claims.Remove("tid");
        await RefusedAsync(SignOnAcademy.Entra, account, "پاسخ سامانهٔ سازمان پذیرفتنی نبود");
    }

    [Fact]
    public async Task A_link_is_undone_by_the_person_or_the_office_and_does_not_come_back_by_itself()
    {
        var person = await ProvenAsync(Audience.Frontline);
        var account = Account(fixture.ScriptedOne, Claims(person));
        var (local, byProvider) = (await Academy.SignInAsync(person), Academy.Visit());
        await _browser.SignInAsync(byProvider, SignOnAcademy.Scripted, account);
        var page = await local.OpenAsync("/account");
        var undone = await local.FollowAsync(await local.SubmitAsync(page, "form[data-form=end-link]", "/account"));
        Assert.Contains("قطع شد", (await Visitor.ReadAsync(undone)).QuerySelector(".notice-good")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("/sign-in", (await byProvider.GetAsync("/learning")).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await local.GetAsync("/learning")).StatusCode);
        await RefusedAsync(SignOnAcademy.Scripted, account, "به منابع انسانی رسید");
        Assert.Equal(RequestReason.LinkUndone, (await RequestAsync(account)).Reason);

        // Human resources connect it again, and undo it.
        var (hr, request) = (await ProvenAsync(Audience.Manager, Role.HumanResources), await RequestAsync(account));
        Assert.NotNull(await LinkAsync(hr, request, person.UserName));
        await EntersAsync(SignOnAcademy.Scripted, account);
        await using (var edit = OfficeCircuit.Open<EditPersonPage>(Academy, hr, person.Id))
        {
            await edit.PressAndConfirmAsync("[data-act=undo-link]");
            edit.Wait(() => edit.Query("[data-act=undo-link]") is null);
        }

        Assert.True(await Academy.ReadAsync(db => db.Set<SignOnLink>().AnyAsync(l => l.PersonId == person.Id && l.EndedAtUtc != null)));
        Assert.True(await AuditedAsync(person.Id, "people.sign-on-unlinked"));
    }

    [Fact]
    public async Task Human_resources_add_or_refuse_whom_nobody_knows()
    {
        var unit = await Academy.AddUnitAsync($"واحد {Next()}");
        var account = Account(fixture.ScriptedOne, new() { ["given_name"] = "Parvaneh", ["family_name"] = "Noori", ["department"] = unit.Name.Fa, ["email"] = $"p{Next()}@example.org", ["email_verified"] = false });
        await RefusedAsync(SignOnAcademy.Scripted, account, "به منابع انسانی رسید");
        await RefusedAsync(SignOnAcademy.Scripted, account, "به منابع انسانی رسید");
        var (hr, request) = (await ProvenAsync(Audience.Manager, Role.HumanResources), await RequestAsync(account));
        await using (var list = OfficeCircuit.Open<SignOnRequestsPage>(Academy, hr, address: "/office/sign-on"))
        {
            list.Wait(() => list.Query($"a[href='/office/sign-on/{request.Id}']") is { } link && link.TextContent.Contains("Parvaneh Noori", StringComparison.Ordinal));
        }

        await using (var page = OfficeCircuit.Open<SignOnRequestPage>(Academy, hr, request.Id))
        {
            await page.PressAndConfirmAsync("[data-act=refuse-request]");
            page.Wait(() => page.Address == "/office/sign-on");
        }

        await RefusedAsync(SignOnAcademy.Scripted, account, "نپذیرفته است");

        // A refusal can be taken back.
        await using (var page = OfficeCircuit.Open<SignOnRequestPage>(Academy, hr, request.Id))
        {
            await page.FillAsync(("Add.Audience", "frontline"));
            await page.SendAsync("form[data-form=add-request]");
            Assert.Equal("/office/sign-on", page.Address);
        }

        await EntersAsync(SignOnAcademy.Scripted, account);
        var person = await Academy.ReadAsync(db => db.Set<Person>().AsNoTracking().SingleAsync(p => p.LatinGivenName == "Parvaneh"));
        Assert.Null(person.Email); // it is not known to be theirs
        Assert.Equal(unit.Id, await Academy.ReadAsync(db => db.Set<Membership>().Where(m => m.PersonId == person.Id).Select(m => m.UnitId).SingleAsync()));
    }

    [Fact]
    public async Task What_an_answer_may_do_is_what_its_giver_may_do()
    {
        var account = Account(fixture.ScriptedOne, new() { ["name"] = "Nobody Known" });
        await RefusedAsync(SignOnAcademy.Scripted, account, "به منابع انسانی رسید");
        var (hr, request) = (await ProvenAsync(Audience.Manager, Role.HumanResources), await RequestAsync(account));
        var admin = await Academy.AddPersonAsync(Audience.Manager, Role.Administrator);
        // Human resources would gain an administrator's account by an account of theirs.
        foreach (var (who, words) in new[] { (admin.UserName, "این تغییر با شما نیست"), ("no.such.person", "پیدا نشد") })
        {
            await using var page = OfficeCircuit.Open<SignOnRequestPage>(Academy, hr, request.Id);
            await page.FillAsync(("Link.Who", who));
            await page.SendAsync("form[data-form=link-request]");
            Assert.Contains(words, page.Find(".form-errors").TextContent, StringComparison.Ordinal);
        }

        Assert.Equal(RequestState.Open, (await RequestAsync(account)).State);
    }

    [Fact]
    public async Task A_real_providers_log_out_ends_the_sessions_that_came_by_it()
    {
        var person = await ProvenAsync(Audience.Frontline);
        await fixture.RealOne.KnowAsync(person.UserName, Claims(person));
        var (visitor, local) = (Academy.Visit(), await Academy.SignInAsync(person));
        await _browser.SignInAsync(visitor, SignOnAcademy.Real, person.UserName);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/learning")).StatusCode);
        await fixture.RealOne.LogoutTokensAsync();
        await _browser.SignOutThereAsync(fixture.RealOne.Address + "/session/end");
        var token = Assert.Single(await fixture.RealOne.LogoutTokensAsync());
        await LogOutAsync(SignOnAcademy.Real, token, HttpStatusCode.OK);
        Assert.Contains("/sign-in", (await visitor.GetAsync("/learning")).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await local.GetAsync("/learning")).StatusCode);
    }

    [Fact]
    public async Task A_log_out_is_believed_only_with_a_right_token_and_ends_nothing_that_begins_later()
    {
        var (person, provider, visitor) = (await ProvenAsync(Audience.Frontline), fixture.ScriptedOne, Academy.Visit());
        var account = Account(provider, Claims(person));
        await _browser.SignInAsync(visitor, SignOnAcademy.Scripted, account);
        foreach (var (fault, change) in new (string, Action<Dictionary<string, object>>)[]
        {
            ("audience", c => c["aud"] = "another-client"), ("issuer", c => c["iss"] = "https://login.example.org"), ("expired", c => c["exp"] = ScriptedProvider.Now - 3600),
            ("nonce", c => c["nonce"] = "an ID token"), ("no event", c => c.Remove("events")), ("nobody", c => { c.Remove("sub"); c.Remove("sid"); }), ("undated", c => c.Remove("iat")),
        })
        {
            var claims = provider.LogoutClaims(account);
            change(claims);
            await LogOutAsync(SignOnAcademy.Scripted, provider.Sign(claims, provider.Credentials, "logout+jwt"), HttpStatusCode.BadRequest);
        }

        await LogOutAsync(SignOnAcademy.Scripted, provider.Sign(provider.LogoutClaims(account), new(ScriptedProvider.NewKey(), SecurityAlgorithms.RsaSha256), "logout+jwt"), HttpStatusCode.BadRequest);
        await LogOutAsync(SignOnAcademy.Scripted, provider.Sign(provider.LogoutClaims(account), provider.Credentials, "at+jwt"), HttpStatusCode.BadRequest);
        await LogOutAsync(SignOnAcademy.Scripted, "", HttpStatusCode.BadRequest);
        await LogOutAsync(SignOnAcademy.Gone, provider.Sign(provider.LogoutClaims(account), provider.Credentials, "logout+jwt"), HttpStatusCode.ServiceUnavailable);
        await LogOutAsync(SignOnAcademy.Rotating, provider.Sign(provider.LogoutClaims(account), provider.Credentials, "logout+jwt"), HttpStatusCode.BadRequest);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/learning")).StatusCode);

        // Sent again later, it does not end what began since.
        var old = provider.LogoutClaims(account);
        old["iat"] = ScriptedProvider.Now - 600;
        await LogOutAsync(SignOnAcademy.Scripted, provider.Sign(old, provider.Credentials, "logout+jwt"), HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/learning")).StatusCode);

        await LogOutAsync(SignOnAcademy.Scripted, provider.Sign(provider.LogoutClaims(account), provider.Credentials), HttpStatusCode.OK);
        Assert.Contains("/sign-in", (await visitor.GetAsync("/learning")).Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_out_in_a_frame_ends_the_session_that_it_names_and_no_other()
    {
        var provider = fixture.ScriptedOne;
        var (account, other) = (Account(provider, Claims(await ProvenAsync(Audience.Frontline))), Account(provider, Claims(await ProvenAsync(Audience.Frontline))));
        var (visitor, neighbour, frame) = (Academy.Visit(), Academy.Visit(), Academy.Visit());
        await _browser.SignInAsync(visitor, SignOnAcademy.Scripted, account);
        await _browser.SignInAsync(neighbour, SignOnAcademy.Scripted, other);
        var address = $"/sign-out/front-channel/{SignOnAcademy.Scripted}";
        foreach (var query in new[] { "", "?sid=", "?iss=" + Uri.EscapeDataString(provider.Issuer), $"?iss=https%3A%2F%2Fother&sid=sid-{account}" })
        {
            Assert.Equal(HttpStatusCode.OK, (await frame.GetAsync(address + query)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/learning")).StatusCode);
        var answer = await frame.GetAsync($"{address}?iss={Uri.EscapeDataString(provider.Issuer)}&sid=sid-{account}");
        Assert.Equal($"default-src 'none'; frame-ancestors {provider.Address}", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Contains("/sign-in", (await visitor.GetAsync("/learning")).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await neighbour.GetAsync("/learning")).StatusCode);
    }

    [Fact]
    public async Task Where_a_provider_is_the_only_way_in_the_page_leads_there_and_administrators_find_a_way_back()
    {
        await using var only = Academy.AtPresent();
        SignOnAcademy.Add(only, SignOnAcademy.Scripted, fixture.ScriptedOne);
        only.With("SignIn:LocalAccounts", "false").With("People:CustomerRegistration", "false");
        await only.SetUpAsync();
        var (admin, learner) = (await only.AddPersonAsync(Audience.Manager, Role.Administrator), await only.AddPersonAsync(Audience.Frontline));
        var visitor = only.Visit();
        Assert.Equal($"/sign-in/with/{SignOnAcademy.Scripted}?returnUrl=%2Frecord", (await visitor.GetAsync("/sign-in?returnUrl=%2Frecord")).Headers.Location!.ToString());

        var page = await visitor.OpenAsync("/sign-in?local=1");
        var refused = await visitor.SubmitAsync(page, "form[data-form=sign-in]", "/sign-in?local=1", ("Input.UserName", learner.UserName), ("Input.Password", Academy.Password));
        Assert.Contains("تنها مدیران سامانه", (await Visitor.ReadAsync(refused)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await visitor.SubmitAsync(page, "form[data-form=sign-in]", "/sign-in?local=1", ("Input.UserName", admin.UserName), ("Input.Password", Academy.Password));
        var office = await visitor.OpenAsync("/office/people");

        // After signing out nobody is signed in again at once.
        var after = await visitor.FollowAsync(await visitor.SubmitAsync(office, "form[action='/sign-out']", "/office/people"));
        Assert.Equal("/signed-out", after.RequestMessage!.RequestUri!.AbsolutePath);
    }

    private static int Next() => Interlocked.Increment(ref Number);

    /// <returns>A new account there.</returns>
    private static string Account(ScriptedProvider provider, Dictionary<string, object> claims)
    {
        var account = $"account{Next()}";
        provider.Accounts[account] = claims;
        return account;
    }

    /// <summary>What a provider says of somebody: the e-mail address alone.</summary>
    private static Dictionary<string, object> Claims(TestPerson person) => new(StringComparer.Ordinal)
    {
        ["email"] = $"{person.UserName}@example.org", ["email_verified"] = true, ["preferred_username"] = person.UserName,
    };

    private async Task<TestPerson> ProvenAsync(Audience audience, Role? role = null)
    {
        var person = await Academy.AddPersonAsync(audience, role);
        await ProveAsync(person);
        return person;
    }

    private Task ProveAsync(TestPerson person) => ChangeAsync(person, (p, now) => p.Prove(ContactKind.Email, ContactProof.Office, now));

    private Task UnproveAsync(TestPerson person) => ChangeAsync(person, (p, _) =>
    {
        var email = p.Email;
        p.ChangeContact(null, p.Mobile);
        p.ChangeContact(email, p.Mobile);
    });

    private Task ChangeAsync(TestPerson person, Action<Person, DateTime> change) => Academy.Services.GetRequiredService<UnitOfWork>().RunAsync(async db =>
    {
        change(await db.Set<Person>().AsTracking().SingleAsync(p => p.Id == person.Id), Academy.Clock.UtcNow());
        return 0;
    });

    private Task NumberAsync(TestPerson person, string number) => Academy.Services.GetRequiredService<UnitOfWork>().RunAsync(async db =>
    {
        var held = await db.Set<Membership>().AsTracking().SingleAsync(m => m.PersonId == person.Id);
        db.Entry(held).Property(m => m.PersonnelNumber).CurrentValue = Membership.CanonicalNumber(number);
        return 0;
    });

    private Task<SignOnRequest> RequestAsync(string account)
    {
        var keys = new[] { fixture.ScriptedOne, fixture.CreatingOne }.Select(p => ProviderKeys.OfSubject(p.Issuer, "sub-" + account)).ToList();
        return Academy.ReadAsync(db => db.Set<SignOnRequest>().AsNoTracking().SingleAsync(r => keys.Contains(r.SubjectKey)));
    }

    /// <returns>What the office says then.</returns>
    private async Task<string?> LinkAsync(TestPerson hr, SignOnRequest request, string who)
    {
        await using var page = OfficeCircuit.Open<SignOnRequestPage>(Academy, hr, request.Id);
        await page.FillAsync(("Link.Who", who));
        await page.SendAsync("form[data-form=link-request]");
        return page.Address == "/office/sign-on" ? page.Said : null;
    }

    private async Task LogOutAsync(string provider, string token, HttpStatusCode expected)
    {
        using var body = new FormUrlEncodedContent([KeyValuePair.Create("logout_token", token)]);
        var answer = await Academy.Visit().Client.PostAsync($"/sign-out/back-channel/{provider}", body);
        Assert.Equal(expected, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    /// <summary>The provider signs with a key that is not known.</summary>
    /// <returns>Where the academy leads to ask it again.</returns>
    private async Task<string> AskedAgainAsync(Visitor visitor, string provider, string account)
    {
        var again = (await visitor.GetAsync(await _browser.ToAnswerAsync(visitor, provider, account, "/learning"))).Headers.Location!.ToString();
        Assert.Equal($"/sign-in/with/{provider}?returnUrl=%2Flearning&again=1", again);
        return again;
    }

    private async Task EntersAsync(string provider, string account)
    {
        var shown = await _browser.SignInAsync(Academy.Visit(), provider, account, "/learning");
        if (shown.RequestMessage!.RequestUri!.AbsolutePath != "/learning")
        {
            Assert.Fail($"{shown.RequestMessage.RequestUri}: {(await Visitor.ReadAsync(shown)).QuerySelector("main")?.TextContent}");
        }
    }

    private static async Task SignOutAsync(Visitor visitor) => await visitor.SubmitAsync(await visitor.OpenAsync("/learning"), "form[action='/sign-out']", "/learning");

    private async Task RefusedAsync(string provider, string account, string words)
    {
        var visitor = Academy.Visit();
        await ProblemAsync(visitor, await _browser.ToAnswerAsync(visitor, provider, account, "/learning"), words);
    }

    /// <summary>The address leads to the page that says what is wrong, and nobody is signed in.</summary>
    private static async Task ProblemAsync(Visitor visitor, string address, string? words)
    {
        var shown = await visitor.FollowAsync(await visitor.GetAsync(address));
        Assert.Equal("/sign-in/problem", shown.RequestMessage!.RequestUri!.AbsolutePath);
        var page = await Visitor.ReadAsync(shown);
        Assert.Contains(words ?? "وارد نشدید", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("/sign-in", (await visitor.GetAsync("/learning")).Headers.Location?.ToString() ?? "signed in", StringComparison.Ordinal);
    }

    private Task<bool> AuditedAsync(Guid personId, string action) => Academy.ReadAsync(db => db.Set<AuditEntry>().AnyAsync(a => a.SubjectId == personId && a.Action == action));
}
