using System.Net;
using AngleSharp.Html.Dom;
using CustomerService.App.Tests.Access;
using CustomerService.App.Tests.Rendering;
using CustomerService.People.Administration;
using CustomerService.People.Rules;
using CustomerService.People.SecondFactor;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace CustomerService.App.Tests.People;

/// <summary>Two-step sign-in over HTTP, in an academy that requires it of human resources and administrators.</summary>
public sealed class SecondFactorTests(TwoStepAcademy required) : IClassFixture<TwoStepAcademy>
{
    private const string TwoStep = "/account/two-step", App = "/account/two-step/app", Step = "/sign-in/second-step";

    private Academy Academy => required.Academy;

    [Fact]
    public async Task Whoever_runs_the_academy_is_led_to_set_it_up_and_then_where_they_wanted_to_go()
    {
        var hr = await Academy.SignInAsync(await Academy.AddPersonAsync(Audience.Manager, Role.HumanResources));
        var led = (await hr.GetAsync("/office/matrix?state=overdue")).Headers.Location!.ToString();
        Assert.Contains(TwoStep + "?returnUrl=", led, StringComparison.Ordinal);
        var page = await hr.OpenAsync(led);
        Assert.NotNull(page.QuerySelector(".notice-attention"));
        Assert.Null(page.QuerySelector(".topnav"));

        var (_, codes, after) = await SetUpAsync(hr, page.QuerySelector($"a[href^='{App}']")!.GetAttribute("href")!);
        Assert.Equal(RecoveryCode.Count, codes.Length);
        Assert.EndsWith("/office/matrix?state=overdue", after, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await hr.GetAsync(after)).StatusCode);
        Assert.NotNull((await hr.OpenAsync("/account")).QuerySelector(".topnav"));
    }

    [Fact]
    public async Task Nothing_else_opens_before_it_is_set_up()
    {
        var admin = await Academy.SignInAsync(await Academy.AddPersonAsync(Audience.Manager, Role.Administrator));
        var opened = new List<string>();
        foreach (var endpoint in Endpoint.AllOf(Academy).Where(e => e.IsReadable))
        {
            var answer = await admin.GetAsync(Duties.AddressOf(endpoint));
            if (answer.Headers.Location?.ToString().Contains(TwoStep + "?returnUrl=", StringComparison.Ordinal) != true)
            {
                opened.Add(endpoint.Pattern);
            }
        }

        Assert.Equal(["/access-denied", "/account/password", TwoStep, App, "/account/two-step/codes", "/help", "/help/{Slug}", "/setup", "/status/{Code:int}"], opened);
        // Nor does a form of a page that is closed do anything.
        var page = await admin.OpenAsync(TwoStep);
        page.QuerySelector("form[action='/sign-out']")!.SetAttribute("action", "/office/organisations");
        Assert.Contains(TwoStep, (await admin.SubmitAsync(page, "form[action='/office/organisations']", TwoStep)).Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Manager), InlineData(Role.Leader), InlineData(null)]
    public async Task Others_may_set_it_up_and_need_not(Role? role)
    {
        var person = await Academy.AddPersonAsync(Audience.Frontline, role, unit: role == Role.Manager ? await Academy.AddUnitAsync($"u{Guid.NewGuid():N}") : null);
        var visitor = await Academy.SignInAsync(person);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/learning")).StatusCode);

        await SetUpAsync(visitor, App);
        var next = Academy.Visit();
        Assert.Contains(Step, (await PasswordAsync(next, person)).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await next.GetAsync("/learning")).StatusCode); // the password alone opens nothing
    }

    [Fact]
    public async Task A_code_signs_in_once_and_leads_where_one_wanted_to_go()
    {
        var person = await Academy.AddPersonAsync(Audience.Frontline);
        var (key, _, _) = await SetUpAsync(await Academy.SignInAsync(person), App);

        // The code that confirmed the app is used up; the next one is good, in Persian digits too.
        var visitor = Academy.Visit();
        var step = (await PasswordAsync(visitor, person, "?returnUrl=%2Frecord")).Headers.Location!.ToString();
        Assert.Contains("درست نیست یا پیش‌تر", await RefusedAsync(visitor, step, "second-step", Code(key)), StringComparison.Ordinal);
        Academy.Clock.Advance(TimeSpan.FromSeconds(30));
        var entered = await visitor.SubmitAsync(await visitor.OpenAsync(step), "form[data-form=second-step]", step, ("Input.Code", Digits.ToPersian(Code(key))));
        Assert.EndsWith("/record", entered.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/record")).StatusCode);

        // Read over the shoulder, it is worth nothing.
        var other = Academy.Visit();
        step = (await PasswordAsync(other, person)).Headers.Location!.ToString();
        Assert.Contains("درست نیست یا پیش‌تر", await RefusedAsync(other, step, "second-step", Code(key)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_codes_close_the_account_whatever_right_passwords_come_between()
    {
        var person = await Academy.AddPersonAsync(Audience.Frontline);
        var (key, codes, _) = await SetUpAsync(await Academy.SignInAsync(person), App);
        for (var i = 0; i < 4; i++)
        {
            var visitor = Academy.Visit();
            var step = (await PasswordAsync(visitor, person)).Headers.Location!.ToString();
            Assert.DoesNotContain("بسته است", await RefusedAsync(visitor, step, i % 2 == 0 ? "second-step" : "recovery", "000000"), StringComparison.Ordinal);
        }

        var last = Academy.Visit();
        var at = (await PasswordAsync(last, person)).Headers.Location!.ToString();
        Assert.Contains("بسته است", await RefusedAsync(last, at, "second-step", "000000"), StringComparison.Ordinal);
        Academy.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Contains("بسته است", await RefusedAsync(last, at, "second-step", Code(key)), StringComparison.Ordinal);
        Assert.Contains("بسته است", await RefusedAsync(last, at, "recovery", codes[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recovery_code_stands_in_once_and_new_ones_make_the_old_worthless()
    {
        var person = await Academy.AddPersonAsync(Audience.Frontline);
        var (_, codes, _) = await SetUpAsync(await Academy.SignInAsync(person), App);
        var visitor = await RecoverAsync(person, codes[3].ToUpperInvariant().Replace('-', ' '));
        var page = await visitor.OpenAsync(TwoStep);
        Assert.Contains("۹", page.QuerySelector("#codes-title")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Contains("people.recovery-code-used", await AuditAsync(person));

        var again = Academy.Visit();
        var step = (await PasswordAsync(again, person)).Headers.Location!.ToString();
        Assert.Contains("به‌کارنرفته", await RefusedAsync(again, step, "recovery", codes[3]), StringComparison.Ordinal);

        Assert.Contains("کنونی درست نیست", await RefusedAsync(visitor, TwoStep, "remake-codes", null, "not the password"), StringComparison.Ordinal);
        var remade = await visitor.SubmitAsync(page, "form[data-form=remake-codes]", TwoStep, ("Input.Password", Academy.Password));
        var fresh = await CodesAsync(visitor, remade.Headers.Location!.ToString());
        Assert.Empty(fresh.Intersect(codes));
        Assert.Equal(0, (await visitor.OpenAsync("/account/two-step/codes")).QuerySelectorAll("[data-code]").Length); // shown once
        Assert.Contains("به‌کارنرفته", await RefusedAsync(again, step, "recovery", codes[4]), StringComparison.Ordinal);
        await RecoverAsync(person, fresh[0]);
    }

    [Fact]
    public async Task Setting_it_up_asks_for_the_password_and_a_code_and_ends_the_other_sessions()
    {
        var person = await Academy.AddPersonAsync(Audience.Frontline);
        var (visitor, elsewhere) = (await Academy.SignInAsync(person), await Academy.SignInAsync(person));
        var page = await visitor.OpenAsync(App);
        var key = KeyOf(page);
        Assert.StartsWith("data:image/png;base64,", page.QuerySelector("img.totp-code")!.GetAttribute("src"), StringComparison.Ordinal);

        var wrong = await Visitor.ReadAsync(await visitor.SubmitAsync(page, "form[data-form=authenticator]", App, ("Input.Code", "000000"), ("Input.Password", Academy.Password)));
        Assert.Equal(key, KeyOf(wrong)); // the app need not read another key
        var guessed = await Visitor.ReadAsync(await visitor.SubmitAsync(page, "form[data-form=authenticator]", App, ("Input.Code", Code(key)), ("Input.Password", "not the password")));
        Assert.Contains("کنونی درست نیست", Said(guessed)!, StringComparison.Ordinal);
        var foreign = (await (await Academy.SignInAsync(await Academy.AddPersonAsync(Audience.Frontline))).OpenAsync(App)).QuerySelector("[name='Input.Offer']")!.GetAttribute("value");
        Assert.Equal(HttpStatusCode.OK, (await visitor.SubmitAsync(page, "form[data-form=authenticator]", App, ("Input.Offer", foreign), ("Input.Code", Code(key)), ("Input.Password", Academy.Password))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.GetAsync("/learning")).StatusCode);

        await SetUpAsync(visitor, App);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/learning")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.GetAsync("/learning")).StatusCode);
        Assert.Contains("people.authenticator-added", await AuditAsync(person));
        Assert.DoesNotContain(Convert.ToHexString(key), (await Academy.ReadAsync(db => db.Set<Authenticator>().SingleAsync(a => a.PersonId == person.Id))).ProtectedKey, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task It_is_removed_with_the_password_but_not_the_last_where_the_role_needs_it()
    {
        var (learner, hr) = (await Academy.AddPersonAsync(Audience.Frontline), await Academy.AddPersonAsync(Audience.Manager, Role.HumanResources));
        var visitor = await Academy.SignInAsync(learner);
        await SetUpAsync(visitor, App);
        Assert.Contains("کنونی درست نیست", await RefusedAsync(visitor, TwoStep, "remove-app", null, "not the password"), StringComparison.Ordinal);
        Assert.Contains("done=removed", (await visitor.SubmitAsync(await visitor.OpenAsync(TwoStep), "form[data-form=remove-app]", TwoStep, ("Input.Password", Academy.Password))).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await Academy.ReadAsync(db => db.Set<RecoveryCode>().CountAsync(c => c.PersonId == learner.Id)));
        Assert.Equal(HttpStatusCode.OK, (await (await Academy.SignInAsync(learner)).GetAsync("/learning")).StatusCode);

        visitor = await Academy.SignInAsync(hr);
        await SetUpAsync(visitor, App);
        Assert.Contains("نقش شما", await RefusedAsync(visitor, TwoStep, "remove-app", null, Academy.Password), StringComparison.Ordinal);
        Assert.Equal(1, await Academy.ReadAsync(db => db.Set<Authenticator>().CountAsync(a => a.PersonId == hr.Id)));
    }

    [Fact]
    public async Task A_lost_one_is_reset_by_another_administrator_who_says_why()
    {
        var (lost, hr, other) = (await Academy.AddPersonAsync(Audience.Manager, Role.Administrator), await Academy.AddPersonAsync(Audience.Manager, Role.HumanResources), await Academy.AddPersonAsync(Audience.Manager, Role.Administrator));
        var own = await Academy.SignInAsync(lost);
        await SetUpAsync(own, App);
        var (clerk, admin) = (await Academy.SignInAsync(hr), await Academy.SignInAsync(other));
        await SetUpAsync(clerk, App);
        await SetUpAsync(admin, App);
        const string Act = "[data-act=reset-second-factor]";

        await using (var oneself = Edit(lost, lost))
        {
            Assert.Null(oneself.Query(Act)); // not for oneself
        }

        var learner = await Academy.AddPersonAsync(Audience.Frontline);
        await SetUpAsync(await Academy.SignInAsync(learner), App);
        await using (var office = Edit(hr, learner))
        {
            Assert.Null(office.Query(Act)); // human resources do not
        }

        await using var page = Edit(other, lost);
        await page.PressAndConfirmAsync(Act, reason: " ");
        Assert.NotNull(page.Query(".mud-dialog .field-error"));
        await page.TypeReasonAsync("با تلفن، صدا را شناختم");
        await page.AcceptAsync();
        page.Wait(() => page.Query(Act) is null);
        Assert.Equal("با تلفن، صدا را شناختم", await Academy.ReadAsync(db => db.Set<AuditEntry>().Where(a => a.SubjectId == lost.Id && a.Action == "people.second-factor-reset" && a.ActorId == other.Id).Select(a => a.Detail).SingleAsync()));
        Assert.Equal(HttpStatusCode.Redirect, (await own.GetAsync("/learning")).StatusCode);
        var again = await Academy.SignInAsync(lost);
        Assert.Contains(TwoStep, (await again.GetAsync("/office")).Headers.Location!.ToString(), StringComparison.Ordinal);

        OfficeCircuit Edit(TestPerson actor, TestPerson person) => OfficeCircuit.Open<EditPersonPage>(Academy, actor, person.Id);
    }

    [Fact]
    public async Task The_second_step_needs_the_first_and_not_long_ago()
    {
        var person = await Academy.AddPersonAsync(Audience.Frontline);
        var (key, _, _) = await SetUpAsync(await Academy.SignInAsync(person), App);
        Assert.Null((await Academy.Visit().OpenAsync(Step)).QuerySelector("form[data-form=second-step]"));

        var visitor = Academy.Visit();
        var page = await visitor.OpenAsync((await PasswordAsync(visitor, person)).Headers.Location!.ToString());
        Academy.Clock.Advance(SecondStepTicket.Lifetime + TimeSpan.FromSeconds(1));
        var late = await visitor.SubmitAsync(page, "form[data-form=second-step]", Step, ("Input.Code", Code(key)));
        Assert.False(late.Headers.TryGetValues("Set-Cookie", out var set) && set.Any(c => c.StartsWith("academy=", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/learning")).StatusCode);
    }

    [Fact]
    public async Task Answers_of_a_browser_that_nobody_asked_for_are_refused()
    {
        var person = await Academy.AddPersonAsync(Audience.Frontline);
        var visitor = await Academy.SignInAsync(person);
        foreach (var credential in new[] { "", "{", "[]", "{}", "{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"clientExtensionResults\":{},\"response\":{\"clientDataJSON\":\"e30\",\"attestationObject\":\"AA\"}}" })
        {
            var added = await Visitor.ReadAsync(await visitor.SubmitAsync(await visitor.OpenAsync(TwoStep), "form[data-form=add-passkey]", TwoStep, ("Input.State", "x"), ("Input.Credential", credential)));
            Assert.NotNull(Said(added));
            var stranger = Academy.Visit();
            var challenge = System.Text.Json.Nodes.JsonNode.Parse(await stranger.Client.GetStringAsync("/sign-in/passkey"))!;
            var entered = await stranger.SubmitAsync(await stranger.OpenAsync("/sign-in"), "form[data-form=passkey]", "/sign-in", ("Input.State", (string?)challenge["state"]), ("Input.Credential", credential));
            Assert.Equal(HttpStatusCode.OK, entered.StatusCode);
            Assert.NotNull(Said(await Visitor.ReadAsync(entered)));
        }

        Assert.Equal(0, await Academy.ReadAsync(db => db.Set<IdentityUserPasskey<Guid>>().CountAsync(p => p.UserId == person.Id)));
    }

    [Fact]
    public async Task A_passkey_gets_another_name_from_its_person_alone()
    {
        var (person, other) = (await Academy.AddPersonAsync(Audience.Frontline), await Academy.AddPersonAsync(Audience.Frontline));
        var (visitor, stranger) = (await Academy.SignInAsync(person), await Academy.SignInAsync(other));
        byte[] own = [.. person.Id.ToByteArray(), 1], foreign = [.. other.Id.ToByteArray(), 1];
        await Academy.DoAsync(db => db.AddRange(Passkey(person, own), Passkey(other, foreign)));

        var named = await visitor.SubmitAsync(await visitor.OpenAsync(TwoStep), "form[data-form=rename-passkey]", TwoStep, ("Input.Id", Convert.ToHexString(own)), ("Input.Name", " رايانهٔ دفتر "));
        Assert.EndsWith("done=renamed", named.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal("رایانهٔ دفتر", (await visitor.OpenAsync(TwoStep)).QuerySelector(".passkeys bdi")!.TextContent);
        foreach (var (id, name) in new[] { (own, " "), (foreign, "مال من"), ([1, 2], "هیچ") })
        {
            var refused = await Visitor.ReadAsync(await visitor.SubmitAsync(await visitor.OpenAsync(TwoStep), "form[data-form=rename-passkey]", TwoStep, ("Input.Id", Convert.ToHexString(id)), ("Input.Name", name)));
            Assert.NotNull(Said(refused));
            Assert.Equal(name, refused.QuerySelector("#rename-passkey-name")!.GetAttribute("value"));
        }

        Assert.Equal("کلید", (await stranger.OpenAsync(TwoStep)).QuerySelector(".passkeys bdi")!.TextContent);
        Assert.Equal(1, (await AuditAsync(person)).Count(a => a == "people.passkey-renamed"));

        static IdentityUserPasskey<Guid> Passkey(TestPerson person, byte[] id) => new()
        {
            UserId = person.Id, CredentialId = id,
            Data = new() { PublicKey = [1], Name = "کلید", CreatedAt = DateTimeOffset.UnixEpoch, AttestationObject = [1], ClientDataJson = [1] },
        };
    }

    [Fact]
    public async Task A_passkey_is_asked_for_with_the_password()
    {
        var visitor = await Academy.SignInAsync(await Academy.AddPersonAsync(Audience.Frontline));
        var page = await visitor.OpenAsync(TwoStep);
        page.QuerySelector("form[data-form=add-passkey]")!.SetAttribute("action", "/account/two-step/passkey");
        var refused = await visitor.SubmitAsync(page, "form[data-form=add-passkey]", TwoStep, ("Input.Password", "not the password"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("کنونی درست نیست", (string?)System.Text.Json.Nodes.JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["message"], StringComparison.Ordinal);
        var given = await visitor.SubmitAsync(page, "form[data-form=add-passkey]", TwoStep, ("Input.Password", Academy.Password));
        var options = System.Text.Json.Nodes.JsonNode.Parse(await given.Content.ReadAsStringAsync())!["options"]!;
        Assert.Equal("required", (string?)options["authenticatorSelection"]!["userVerification"]);
    }

    internal static string Code(byte[] key, Academy academy) => TimeCode.At(key, academy.Clock.UtcNow());

    private string Code(byte[] key) => Code(key, Academy);

    internal static byte[] KeyOf(IHtmlDocument page) => Base32Encoding.ToBytes(page.QuerySelector("[data-key]")!.TextContent.Replace(" ", "", StringComparison.Ordinal));

    /// <summary>Sets up an authenticator app, and keeps the recovery codes.</summary>
    private async Task<(byte[] Key, string[] Codes, string After)> SetUpAsync(Visitor visitor, string address)
    {
        var page = await visitor.OpenAsync(address);
        var key = KeyOf(page);
        var done = await visitor.SubmitAsync(page, "form[data-form=authenticator]", address, ("Input.Code", Code(key)), ("Input.Password", Academy.Password));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        var shown = await visitor.OpenAsync(done.Headers.Location!.ToString());
        return (key, [.. shown.QuerySelectorAll("[data-code]").Select(c => c.TextContent)], shown.QuerySelector("main .button-primary")!.GetAttribute("href")!);
    }

    private static async Task<string[]> CodesAsync(Visitor visitor, string address) => [.. (await visitor.OpenAsync(address)).QuerySelectorAll("[data-code]").Select(c => c.TextContent)];

    private static async Task<HttpResponseMessage> PasswordAsync(Visitor visitor, TestPerson person, string query = "") => await visitor.SubmitAsync(
        await visitor.OpenAsync("/sign-in" + query), "form[data-form=sign-in]", "/sign-in" + query, ("Input.UserName", person.UserName), ("Input.Password", Academy.Password));

    private async Task<Visitor> RecoverAsync(TestPerson person, string code)
    {
        var visitor = Academy.Visit();
        var step = (await PasswordAsync(visitor, person)).Headers.Location!.ToString();
        var entered = await visitor.SubmitAsync(await visitor.OpenAsync(step), "form[data-form=recovery]", step, ("Recovery.Code", code));
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        return visitor;
    }

    private static async Task<string> RefusedAsync(Visitor visitor, string address, string form, string? code, string? password = null)
    {
        var page = await visitor.OpenAsync(address);
        var answer = await visitor.SubmitAsync(page, $"form[data-form={form}]", address, (form == "recovery" ? "Recovery.Code" : "Input.Code", code), ("Input.Password", password));
        return Said(await Visitor.ReadAsync(answer)) ?? $"{(int)answer.StatusCode} without a word";
    }

    /// <summary>Messages that scripts fill in are empty.</summary>
    private static string? Said(IHtmlDocument page) => page.QuerySelectorAll("[role=alert]").Select(a => a.TextContent.Trim()).FirstOrDefault(text => text.Length > 0);

    private Task<List<string>> AuditAsync(TestPerson person) => Academy.ReadAsync(db => db.Set<AuditEntry>().Where(a => a.SubjectId == person.Id).Select(a => a.Action).ToListAsync());
}

/// <summary>An academy that requires the second factor, as in Production.</summary>
public sealed class TwoStepAcademy() : AcademyFixture(new Academy().With("SignIn:RequireSecondFactor", "true"));

/// <summary>Addresses for the tests of what is closed while the sign-in is not complete: no record need exist, since nothing is looked up.</summary>
internal static partial class Duties
{
    public static string AddressOf(Endpoint endpoint) => Parameter().Replace(endpoint.Pattern, match => match.Groups["kind"].Value switch
    {
        "guid" => Guid.NewGuid().ToString("D"),
        "int" => "404",
        _ => "x",
    });

    [System.Text.RegularExpressions.GeneratedRegex(@"\{\w+(:(?<kind>\w+))?\}")]
    private static partial System.Text.RegularExpressions.Regex Parameter();
}
