using CustomerService.EndToEnd.Tests.Browsing;
using CustomerService.EndToEnd.Tests.Pages;
using CustomerService.People.Accounts;
using CustomerService.People.Rules;
using CustomerService.People.SecondFactor;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;

namespace CustomerService.EndToEnd.Tests.Journeys;

/// <summary>Two-step sign-in with a browser that has a passkey device of its own (Chromium's virtual authenticator), and with an authenticator app.
/// Each page on the way is checked for accessibility.</summary>
public sealed class TwoStepJourneyTests(RunningAcademy academy)
{
    [Fact]
    public async Task A_passkey_is_registered_and_signs_in_without_a_password()
    {
        var learner = await academy.Learners.JoinAsync("passkey.holder", new PersonName("پرستو", "کلیددار", "Parastoo", "Kelidar"));
        // Passkeys belong to a host name, not to an address of numbers.
        await using var window = await academy.VisitAsync(Device.Phone, Language.Persian, at: new UriBuilder(academy.Address) { Host = "localhost" }.Uri);
        var page = window.Page;
        var devices = await window.Context.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });

        await window.SignInAsync(learner.UserName, Academy.Password);
        await window.GoAsync("/account/two-step");
        var form = page.Locator("form[data-form=add-passkey]");
        await form.WaitForAsync();
        await form.Locator("[name='Input.Name']").FillAsync("گوشی من");
        await form.Locator("[name='Input.Password']").FillAsync("not the password");
        await form.Locator("button").ClickAsync();
        await form.Locator("[data-passkey-message]").WaitForAsync();
        window.TakeComplaints(); // the browser writes down the refusal

        await form.Locator("[name='Input.Password']").FillAsync(Academy.Password);
        await form.Locator("button").ClickAsync();
        await page.WaitForURLAsync("**/account/two-step/codes*");
        Assert.Equal(RecoveryCode.Count, await page.Locator("[data-code]").CountAsync());
        await page.Locator("main .button-primary").ClickAsync();
        await page.Locator(".passkeys").WaitForAsync();
        Assert.Contains("گوشی من", await page.Locator(".passkeys").InnerTextAsync(), StringComparison.Ordinal);
        await LookAsync(window);

        await SignOutAsync(window);
        await page.Locator("form[data-form=passkey] button").ClickAsync();
        await page.WaitForURLAsync("**/learning");

        // After the password the passkey is asked for; the password alone opens nothing.
        await SignOutAsync(window);
        await window.GoAsync("/sign-in?returnUrl=%2Frecord");
        await page.Locator("[name='Input.UserName']").FillAsync(learner.UserName);
        await page.Locator("form[data-form=sign-in] [name='Input.Password']").FillAsync(Academy.Password);
        await page.Locator("form[data-form=sign-in] button.button-primary").ClickAsync();
        await page.WaitForURLAsync("**/sign-in/second-step*");
        await LookAsync(window);
        await page.Locator("form[data-form=passkey] button").ClickAsync();
        await page.WaitForURLAsync("**/record");
        Assert.Empty(window.TakeComplaints());
    }

    [Theory, InlineData(Language.Persian), InlineData(Language.English)]
    public async Task A_handed_out_password_is_replaced_an_app_set_up_and_its_code_signs_in(Language language)
    {
        var learner = await academy.Learners.JoinAsync($"app.holder.{language.Code()}", new PersonName("آذر", "رمزدار", "Azar", "Ramzdar"), language);
        await using var scope = academy.Academy.Services.CreateAsyncScope();
        var given = (await scope.ServiceProvider.GetRequiredService<ResetPassword>().RunForOperatorAsync(learner.Id)).Value!;
        const string Own = "دریا ابر سیب کوچک";
        await using var window = await academy.VisitAsync(Device.Phone, language);
        var page = window.Page;

        await window.SignInAsync(learner.UserName, given);
        await page.WaitForURLAsync("**/account/password*");
        await LookAsync(window);
        await page.Locator("[name='Password.Current']").FillAsync(given);
        await page.Locator("[name='Password.Next']").FillAsync(Own);
        await page.Locator("form[data-form=own-password] button.button-primary").ClickAsync();
        await page.WaitForURLAsync("**/learning");

        await window.GoAsync("/account/two-step");
        await LookAsync(window);
        await page.Locator("a[href^='/account/two-step/app']").ClickAsync();
        await page.Locator("img.totp-code").WaitForAsync();
        await page.Locator(".setup-steps summary").ClickAsync();
        await LookAsync(window);
        var key = Base32Encoding.ToBytes((await page.Locator("[data-key]").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal));
        await page.Locator("[name='Input.Code']").FillAsync(TimeCode.At(key, academy.Academy.Clock.UtcNow()));
        await page.Locator("[name='Input.Password']").FillAsync(Own);
        await page.Locator("form[data-form=authenticator] button.button-primary").ClickAsync();
        await page.WaitForURLAsync("**/account/two-step/codes*");
        await LookAsync(window);

        await SignOutAsync(window);
        await page.Locator("[name='Input.UserName']").FillAsync(learner.UserName);
        await page.Locator("form[data-form=sign-in] [name='Input.Password']").FillAsync(Own);
        await page.Locator("form[data-form=sign-in] button.button-primary").ClickAsync();
        await page.WaitForURLAsync("**/sign-in/second-step*");
        await page.Locator("details.disclosure summary").ClickAsync();
        await LookAsync(window);
        // The clock of this academy stands still, and the code that confirmed the app is used up: the phone's clock is a step ahead.
        await page.Locator("form[data-form=second-step] [name='Input.Code']").FillAsync(TimeCode.At(key, academy.Academy.Clock.UtcNow().AddSeconds(30)));
        await page.Locator("form[data-form=second-step] button").ClickAsync();
        await page.WaitForURLAsync("**/learning");
        Assert.Empty(window.TakeComplaints());
    }

    private static async Task SignOutAsync(Window window)
    {
        await window.GoAsync("/account");
        await window.Page.Locator(".tools details.menu > summary").Last.ClickAsync();
        await window.Page.Locator("form[action='/sign-out'] button").First.ClickAsync();
        await window.Page.WaitForURLAsync("**/sign-in");
    }

    private static async Task LookAsync(Window window)
    {
        foreach (var device in new[] { Device.Phone, Device.Desktop })
        {
            await window.Page.SetViewportSizeAsync(device.Width, device.Height);
            // Unrolled: the bar at the foot covers no more than it does at the end of scrolling.
            await window.Page.SetViewportSizeAsync(device.Width, Math.Max(device.Height, await window.Page.EvaluateAsync<int>("() => document.documentElement.scrollHeight")));
            await Axe.StandInAsync(window.Page);
            Assert.Empty(await AccessibilityTests.ViolationsAsync(window.Page, device));
            Assert.Equal("", await AccessibilityTests.OverflowAsync(window.Page) ?? "");
        }
    }
}
