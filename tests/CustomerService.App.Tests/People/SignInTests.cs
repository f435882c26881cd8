using System.Net;
using CustomerService.People.Accounts;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;
using CustomerService.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CustomerService.App.Tests.People;

public sealed class SignInTests(SharedAcademy shared)
{
    private const string Form = "form[data-form=sign-in]";

    [Fact]
    public async Task A_person_signs_in_and_is_led_to_their_learning()
    {
        var person = await shared.Academy.AddPersonAsync(Audience.Frontline);
        var visitor = await shared.Academy.SignInAsync(person);

        Assert.Equal("/learning", new Uri(new Uri("http://localhost"), (await visitor.GetAsync("/")).Headers.Location!).AbsolutePath);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData(" {0} ")]
    [InlineData("{0}@example.org")]
    public async Task The_name_may_be_typed_as_people_type(string pattern)
    {
        var person = await shared.Academy.AddPersonAsync(Audience.Frontline);
        var typed = Digits.ToPersian(string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, person.UserName.ToUpperInvariant()));

        await shared.Academy.Visit().SignInAsync(typed, Academy.Password);
    }

    [Fact]
    public async Task A_password_set_with_Latin_digits_opens_with_Persian_ones()
    {
        var academy = shared.Academy;
        var visitor = academy.Visit();
        var name = $"digits-{Guid.NewGuid():N}@example.org";
        var page = await visitor.OpenAsync("/register");
        await visitor.SubmitAsync(page, "form[data-form=register]", "/register",
            ("Input.GivenName", "رقیه"), ("Input.FamilyName", "عددی"), ("Input.Contact", name), ("Input.Password", "كتاب 1405 خوب"), ("Input.Consent", "True"));

        await academy.Visit().SignInAsync(name, "کتاب ۱۴۰۵ خوب");
    }

    [Fact]
    public async Task A_password_hashed_with_fewer_rounds_is_hashed_anew_when_its_person_signs_in()
    {
        await using var asUsed = AcademyHost.Build(["--applicationName=CustomerService.Web", "--environment=Testing"]);
        Assert.Equal(210_000, asUsed.Services.GetRequiredService<IOptions<PasswordHasherOptions>>().Value.IterationCount);

        var academy = shared.Academy;
        var person = await academy.AddPersonAsync(Audience.Frontline);
        var before = new PasswordHasher<Account>(Options.Create(new PasswordHasherOptions { IterationCount = 500 })).HashPassword(null!, Academy.Password);
        Assert.Equal(1, await academy.ReadAsync(db => db.Set<Account>().Where(a => a.Id == person.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.PasswordHash, before))));

        await academy.SignInAsync(person);

        // Identity's format 3: a byte, the hash function, then the rounds.
        var hash = Convert.FromBase64String(await academy.ReadAsync(db => db.Set<Account>().Where(a => a.Id == person.Id).Select(a => a.PasswordHash!).SingleAsync()));
        Assert.Equal(
            academy.Services.GetRequiredService<IOptions<PasswordHasherOptions>>().Value.IterationCount, System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(5)));
        await academy.SignInAsync(person);
    }

    /// <summary>Another keyboard, another system: other characters for the same password.</summary>
    [Theory]
    [InlineData("p\u00E4ssw\u00F6rd zw\u00F6lf", "pa\u0308sswo\u0308rd zwo\u0308lf")]
    [InlineData("زیبایی باران", "زيبايى باران")]
    [InlineData("کتاب خوب من ۱۲", "كتاب\u00A0خوب\u3000من 12")]
    [InlineData("می روم به خانه", " می\u200Cروم  به خانه\r\n")]
    [InlineData("می\u200Cروم به خانه", "میروم به خانه")]
    [InlineData("quiet river stone", "ｑｕｉｅｔ ｒｉｖｅｒ ｓｔｏｎｅ")]
    public async Task A_password_is_the_same_on_every_keyboard(string chosen, string typed)
    {
        var person = await shared.Academy.AddPersonAsync(Audience.Frontline);
        await StoreAsync(person, a => Hasher.HashPassword(a, chosen));

        await shared.Academy.Visit().SignInAsync(person.UserName, typed);
        await Assert.ThrowsAsync<InvalidOperationException>(() => shared.Academy.Visit().SignInAsync(person.UserName, typed + "x"));
    }

    [Theory]
    [InlineData("two  spaces stay", "two\u00A0spaces stay")]
    [InlineData("pa\u0308sswo\u0308rd zwo\u0308lf", "p\u00E4ssw\u00F6rd zw\u00F6lf")]
    [InlineData("زیبایى باران", "زیبایی باران")]
    public async Task A_password_stored_in_the_form_of_before_opens_and_is_then_the_same_on_every_keyboard(string chosen, string typed)
    {
        var person = await shared.Academy.AddPersonAsync(Audience.Frontline);
        await StoreAsync(person, a => new PasswordHasher<Account>().HashPassword(a, chosen));

        await shared.Academy.Visit().SignInAsync(person.UserName, chosen);
        await shared.Academy.Visit().SignInAsync(person.UserName, typed);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_get_the_same_answer_and_keep_the_name()
    {
        var person = await shared.Academy.AddPersonAsync(Audience.Frontline);
        var (known, knownName) = await TryAsync(person.UserName, "not the password");
        var (unknown, _) = await TryAsync($"nobody-{Guid.NewGuid():N}", "not the password");

        Assert.Equal(known, unknown);
        Assert.Equal(person.UserName, knownName);
    }

    [Fact]
    public async Task Five_wrong_passwords_close_the_account_for_a_while()
    {
        var academy = shared.Academy;
        var person = await academy.AddPersonAsync(Audience.Frontline);
        for (var i = 0; i < 5; i++)
        {
            await TryAsync(person.UserName, "not the password");
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => academy.Visit().SignInAsync(person.UserName, Academy.Password));
    }

    [Fact]
    public async Task A_name_that_nobody_has_closes_like_one_that_somebody_has()
    {
        var academy = shared.Academy;
        var person = await academy.AddPersonAsync(Audience.Frontline);
        var nobody = $"nobody-{Guid.NewGuid():N}";
        foreach (var time in Enumerable.Range(1, 7))
        {
            // Without the hour: the framework takes it from the machine's clock, not from the test's.
            var (known, _) = await TryAsync(person.UserName, "not the password");
            var (unknown, _) = await TryAsync(time % 2 == 0 ? nobody.ToUpperInvariant() : nobody, "not the password");
            Assert.Equal(string.Concat(known!.Where(c => !char.IsDigit(c))), string.Concat(unknown!.Where(c => !char.IsDigit(c))));
            Assert.Equal(time >= 5, unknown!.Any(char.IsDigit));
        }
    }

    [Fact]
    public void A_known_browser_is_the_same_one_however_its_cookie_is_spelled()
    {
        using var scope = shared.Academy.Services.CreateScope();
        var guard = scope.ServiceProvider.GetRequiredService<SignInGuard>();
        var requests = scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>();
        var account = Guid.CreateVersion7();
        var signingIn = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        requests.HttpContext = signingIn;
        guard.Remember(account);
        var cookie = SetCookieHeaderValue.Parse(signingIn.Response.Headers.SetCookie.ToString());

        for (var guess = 0; guess < 5; guess++)
        {
            // The value is unescaped when it is read, and blanks in it do not count.
            Send(string.Concat(Enumerable.Repeat("%20", guess)));
            Assert.True(guard.MayTryLocked(account), $"{guess} guesses");
            guard.CountKnownBrowser(account);
        }

        Send("");
        Assert.False(guard.MayTryLocked(account));
        requests.HttpContext = null;

        void Send(string blanks)
        {
            var request = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
            request.Request.Headers.Cookie = $"{cookie.Name}={cookie.Value}{blanks}";
            requests.HttpContext = request;
        }
    }

    [Fact]
    public async Task Whoever_has_signed_in_on_this_browser_is_not_shut_out_by_the_guesses_of_others()
    {
        var academy = shared.Academy;
        var administrator = await academy.AddPersonAsync(Audience.Leader, Role.Administrator);
        var own = await academy.SignInAsync(administrator);
        await own.SubmitAsync(await own.OpenAsync("/account"), "form[action='/sign-out']", "/account");
        var stranger = academy.Visit();
        for (var i = 0; i < 6; i++)
        {
            await TryAsync(administrator.UserName, "not the password", stranger);
        }

        await own.SignInAsync(administrator.UserName, Academy.Password);

        // The browser is known for this account alone, and guesses in it are counted too.
        var other = await academy.AddPersonAsync(Audience.Frontline);
        for (var i = 0; i < 6; i++)
        {
            await TryAsync(other.UserName, "not the password", stranger);
        }

        await own.SubmitAsync(await own.OpenAsync("/account"), "form[action='/sign-out']", "/account");
        await Assert.ThrowsAsync<InvalidOperationException>(() => own.SignInAsync(other.UserName, Academy.Password));
        for (var i = 0; i < 11; i++)
        {
            await TryAsync(administrator.UserName, "not the password", own);
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => own.SignInAsync(administrator.UserName, Academy.Password));
    }

    [Fact]
    public async Task An_inactive_account_says_so_to_its_password_and_closes_to_who_guesses()
    {
        var (known, guessed, active) = (await InactiveAsync(), await InactiveAsync(), await shared.Academy.AddPersonAsync(Audience.Frontline));
        var (inactive, _) = await TryAsync(known.UserName, Academy.Password);
        var (failed, _) = await TryAsync(known.UserName, "not the password");
        for (var i = 0; i < 5; i++)
        {
            await TryAsync(guessed.UserName, "not the password");
            await TryAsync(active.UserName, "not the password");
        }

        var (hit, _) = await TryAsync(guessed.UserName, Academy.Password);
        var (locked, _) = await TryAsync(active.UserName, Academy.Password);
        Assert.Equal(locked, hit);
        Assert.Equal(3, new[] { inactive, failed, hit }.Distinct().Count());
        Assert.Equal((await TryAsync($"nobody-{Guid.NewGuid():N}", "not the password")).Message, failed);

        async Task<TestPerson> InactiveAsync()
        {
            var person = await shared.Academy.AddPersonAsync(Audience.Frontline);
            await shared.Academy.DoAsync(db => db.Set<Person>().AsTracking().Single(p => p.Id == person.Id).Deactivate());
            return person;
        }
    }

    [Fact]
    public async Task After_signing_in_only_a_local_address_is_returned_to()
    {
        var person = await shared.Academy.AddPersonAsync(Audience.Frontline);
        var visitor = shared.Academy.Visit();
        const string Address = "/sign-in?returnUrl=https%3A%2F%2Fevil.example%2F";
        var response = await visitor.SubmitAsync(await visitor.OpenAsync(Address), Form, Address, ("Input.UserName", person.UserName), ("Input.Password", Academy.Password));

        Assert.DoesNotContain("evil", response.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        var visitor = await shared.Academy.SignInAsync(await shared.Academy.AddPersonAsync(Audience.Frontline));
        await visitor.SubmitAsync(await visitor.OpenAsync("/account"), "form[action='/sign-out']", "/account");

        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/account")).StatusCode);
    }

    private IPasswordHasher<Account> Hasher => shared.Academy.Services.CreateScope().ServiceProvider.GetRequiredService<IPasswordHasher<Account>>();

    private Task StoreAsync(TestPerson person, Func<Account, string> hash) => shared.Academy.DoAsync(db =>
    {
        var account = db.Set<Account>().AsTracking().Single(a => a.Id == person.Id);
        account.PasswordHash = hash(account);
    });

    private async Task<(string? Message, string? Name)> TryAsync(string userName, string password, Visitor? visitor = null)
    {
        visitor ??= shared.Academy.Visit();
        var response = await visitor.SubmitAsync(await visitor.OpenAsync("/sign-in"), Form, "/sign-in", ("Input.UserName", userName), ("Input.Password", password));
        var page = await Visitor.ReadAsync(response);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (page.QuerySelector("[role=alert]")?.TextContent.Trim(), page.QuerySelector("[name='Input.UserName']")?.GetAttribute("value"));
    }
}
