using CustomerService.EndToEnd.Tests.Browsing;
using CustomerService.Platform.Localization;
using Microsoft.Playwright;

namespace CustomerService.EndToEnd.Tests.Journeys;

/// <summary>The forms about a person: the model of the office's forms.</summary>
public sealed class PersonFormsTests(RunningAcademy academy)
{
    /// <summary>One journey, since each step needs the one before.</summary>
    [Fact]
    public async Task A_person_is_added_given_an_account_corrected_moved_and_a_place_ended_without_a_mouse()
    {
        await using var window = await academy.OpenAsync("mina", Device.Desktop, Language.English);
        var page = window.Page;
        var keys = page.Keyboard;
        await window.GoAsync("/office/people/new");

        // Sent empty: the summary has the focus, and its first link leads to the field.
        await page.Locator("form[data-form=add-person] .form-actions button").FocusAsync();
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".form-errors")).ToBeFocusedAsync();
        await keys.PressAsync("Tab");
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#Input-GivenName")).ToBeFocusedAsync();

        await TypeAsync("#Input-GivenName", "Golnar");
        await TypeAsync("#Input-FamilyName", "Formdel");
        await ChooseAsync("#Input-OrgUnit");
        await SelectAsync("#Input-Audience", 1);
        await PressAsync("form[data-form=add-person] .form-actions button");
        await page.WaitForURLAsync(url => url.EndsWith("/edit", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Formdel");

        // An account: the password is shown once, and copied by a button.
        await TypeAsync("#Account-UserName", "golnar.formdel");
        await keys.PressAsync("Enter");
        var password = page.Locator("[data-password]");
        await password.WaitForAsync();
        Assert.NotEmpty(await password.InnerTextAsync());
        Assert.DoesNotContain(await password.InnerTextAsync(), page.Url, StringComparison.Ordinal);
        await window.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await PressAsync("[data-copies=handover-password]");
        await Assertions.Expect(page.Locator("[data-copies=handover-password] + [role=status]")).Not.ToBeEmptyAsync();
        Assert.Equal(await password.InnerTextAsync(), await page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
        await PressAsync(".mud-dialog-actions button");
        await password.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await Assertions.Expect(page.Locator("section[aria-labelledby=account] bdi strong")).ToHaveTextAsync("golnar.formdel");

        // Corrected: first left with something unsaved, which is asked about.
        await TypeAsync("#Details-LatinGivenName", "Golnar");
        await PressAsync(".page-head a");
        await page.Locator(".mud-dialog").WaitForAsync();
        await PressAsync(".mud-dialog-actions button >> nth=0");
        await page.Locator(".mud-dialog").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await Assertions.Expect(page.Locator("#Details-LatinGivenName")).ToHaveValueAsync("Golnar");
        await PressAsync("form[data-form=details] .form-actions button");
        await page.GetByText("Name and contact have been saved.").WaitForAsync();

        // Moved: another place in addition, then one of the two is ended.
        await PressAsync("[data-act=change-membership]");
        await SelectAsync("#Place-From", 0);
        await ChooseAsync("#Place-OrgUnit", further: 2);
        await PressAsync("form[data-form=membership] .form-actions button");
        await Assertions.Expect(page.Locator("[data-act=end-membership]")).ToHaveCountAsync(2);
        await PressAsync("[data-act=end-membership] >> nth=0");
        await page.Locator(".mud-dialog").WaitForAsync();
        await PressAsync(".mud-dialog-actions button >> nth=-1");
        await Assertions.Expect(page.Locator("[data-act=end-membership]")).ToHaveCountAsync(0);

        // Nothing is unsaved now: the record opens at once, and shows both places.
        await PressAsync(".page-head a");
        await Assertions.Expect(page.Locator("section[aria-labelledby=memberships] dd")).ToHaveCountAsync(2);
        Assert.Empty(window.TakeComplaints());

        async Task TypeAsync(string field, string text)
        {
            await page.Locator(field).FocusAsync();
            await keys.TypeAsync(text);
            await keys.PressAsync("Tab");
            await page.Locator(field).FocusAsync();
        }

        async Task PressAsync(string button)
        {
            await page.Locator(button).First.FocusAsync();
            await keys.PressAsync("Enter");
        }

        async Task SelectAsync(string list, int at)
        {
            await page.Locator(list).FocusAsync();
            await keys.PressAsync("Home");
            for (var i = 0; i < at; i++)
            {
                await keys.PressAsync("ArrowDown");
            }

            await keys.PressAsync("Tab");
        }

        async Task ChooseAsync(string picker, int further = 1)
        {
            await page.Locator(picker).FocusAsync();
            await keys.PressAsync("ArrowDown");
            await page.Locator(picker + "-list [role=option]").First.WaitForAsync();
            for (var i = 0; i < further; i++)
            {
                await keys.PressAsync("ArrowDown");
            }

            await Assertions.Expect(page.Locator(picker + "-list .is-active")).ToHaveCountAsync(1);
            await keys.PressAsync("Enter");
            await page.Locator(".picker-chip").First.WaitForAsync();
        }
    }
}
