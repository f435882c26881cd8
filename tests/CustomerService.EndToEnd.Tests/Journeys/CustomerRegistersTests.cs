using CustomerService.EndToEnd.Tests.Browsing;
using CustomerService.Platform.Localization;

namespace CustomerService.EndToEnd.Tests.Journeys;

public sealed class CustomerRegistersTests(RunningAcademy academy)
{
    [Theory]
    [InlineData(Language.Persian, "۰۹۱۲۱۱۱۲۲۳۳")]
    [InlineData(Language.English, "09121112244")]
    public async Task A_customer_registers_on_a_phone_and_finds_what_is_for_customers(Language language, string mobile)
    {
        await using var window = await academy.VisitAsync(Device.Phone, language);
        var page = window.Page;
        await window.GoAsync("/register");
        await page.Locator("[name='Input.GivenName']").FillAsync("بهاره");
        await page.Locator("[name='Input.FamilyName']").FillAsync("تازه‌وارد");
        await page.Locator("[name='Input.Contact']").FillAsync(mobile);
        await page.Locator("[name='Input.Password']").FillAsync("گذرواژهٔ بلند من");

        // Without consent nothing is made, and nothing that was typed is lost.
        await page.Locator("form[data-form=register] button.button-primary").ClickAsync();
        await page.Locator(".field-error:visible").First.WaitForAsync();
        Assert.Equal("تازه‌وارد", await page.Locator("[name='Input.FamilyName']").InputValueAsync());

        await page.Locator("[name='Input.Consent'][type=checkbox]").CheckAsync();
        await page.Locator("[name='Input.Password']").FillAsync("گذرواژهٔ بلند من");
        await page.Locator("form[data-form=register] button.button-primary").ClickAsync();
        await page.WaitForURLAsync(url => url.EndsWith("/learning", StringComparison.Ordinal));

        // A course not begun has a button that starts it, and its title links to it.
        await page.Locator("main form[action^='/courses/']").First.WaitForAsync();
        var courses = await page.EvaluateAsync<string[]>(
            """
            () => [...new Set(Array.from(document.querySelectorAll("main a[href^='/courses/'], main form[action^='/courses/']"),
                e => (e.getAttribute('href') ?? e.getAttribute('action')).split('/')[2]))].sort()
            """);
        Assert.Equal(["C13", "C14"], courses);
        Assert.Equal(404, (await window.GoAsync("/courses/C03"))!.Status);
        Assert.Equal(404, (await window.GoAsync("/courses/C03/lessons/L1"))!.Status);
        await window.GoAsync("/office/matrix");
        Assert.DoesNotContain("/office", page.Url, StringComparison.Ordinal);
    }
}
