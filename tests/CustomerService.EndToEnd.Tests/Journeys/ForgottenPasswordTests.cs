using CustomerService.EndToEnd.Tests.Browsing;
using CustomerService.EndToEnd.Tests.Pages;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;

namespace CustomerService.EndToEnd.Tests.Journeys;

/// <summary>From a forgotten password by a mail to a new one, on a phone. Each page on the way is checked for accessibility.</summary>
public sealed class ForgottenPasswordTests(RunningAcademy academy)
{
    private const string NewPassword = "another-quite-long-secret";

    [Fact]
    public async Task Whoever_forgot_the_password_chooses_another_by_a_link_in_a_mail_and_signs_in()
    {
        await using var server = await MailServer.StartAsync();
        await using var own = new Academy().With("PublicAddress", "http://localhost");
        foreach (var (key, value) in server.Settings)
        {
            own.With(key, value);
        }

        own.UseKestrel(0);
        own.StartServer();
        await own.SetUpAsync();
        var person = await own.AddPersonAsync(Audience.Frontline);
        await using var window = await academy.VisitAsync(Device.Phone, Language.Persian, at: new UriBuilder(own.ClientOptions.BaseAddress) { Host = "localhost" }.Uri);
        var page = window.Page;
        await window.GoAsync("/sign-in");
        await page.Locator("main a[href='/forgot-password']").ClickAsync();
        await page.WaitForURLAsync("**/forgot-password");
        await page.Locator("[name='Input.UserName']").FillAsync(person.UserName);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".notice-good").WaitForAsync();
        await AccessibleAsync(window);

        var mail = await server.MailToAsync($"{person.UserName}@example.org");
        await window.GoAsync(mail.LinkTo("/reset-password"));
        await AccessibleAsync(window);
        await page.Locator("[name='Input.Password']").FillAsync(NewPassword);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".notice-good").WaitForAsync();
        await AccessibleAsync(window);

        await window.SignInAsync(person.UserName, NewPassword);
        await page.WaitForURLAsync("**/learning*");
        Assert.Empty(window.TakeComplaints());
    }

    private static async Task AccessibleAsync(Window window)
    {
        await Axe.StandInAsync(window.Page);
        var problems = await AccessibilityTests.ViolationsAsync(window.Page, Device.Phone);
        Assert.True(!problems.Any(), string.Join(Environment.NewLine, problems));
        Assert.Empty(await AccessibilityTests.OverflowAsync(window.Page));
    }
}
