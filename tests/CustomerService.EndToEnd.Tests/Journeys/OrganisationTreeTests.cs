using CustomerService.EndToEnd.Tests.Browsing;
using CustomerService.Platform.Localization;
using Microsoft.Playwright;

namespace CustomerService.EndToEnd.Tests.Journeys;

/// <summary>The tree of organisations and units.</summary>
public sealed class OrganisationTreeTests(RunningAcademy academy)
{
    [Theory]
    [InlineData(Language.Persian, "ArrowLeft", "ArrowRight", "شعبهٔ آزمون کلید")]
    [InlineData(Language.English, "ArrowRight", "ArrowLeft", "Branch of the key test")]
    public async Task The_tree_is_walked_and_changed_without_a_mouse(Language language, string inwards, string outwards, string name)
    {
        await using var window = await academy.OpenAsync("mina", Device.Desktop, language);
        var page = window.Page;
        var keys = page.Keyboard;
        await window.GoAsync("/office/organisations");
        var (tree, items) = (page.Locator("[role=tree]"), page.Locator("[role=treeitem]"));
        await items.First.WaitForAsync();
        async Task<ILocator> ActiveAsync() => page.Locator("#" + await tree.GetAttributeAsync("aria-activedescendant"));

        // Close and open the first, go in and out, to the end and back.
        await tree.FocusAsync();
        await Assertions.Expect(items.First).ToHaveAttributeAsync("aria-expanded", "true");
        await keys.PressAsync(outwards);
        await Assertions.Expect(items.First).ToHaveAttributeAsync("aria-expanded", "false");
        await keys.PressAsync(inwards);
        await Assertions.Expect(items.First).ToHaveAttributeAsync("aria-expanded", "true");
        await keys.PressAsync(inwards);
        Assert.Equal("2", await (await ActiveAsync()).GetAttributeAsync("aria-level"));
        await keys.PressAsync("End");
        Assert.Equal(await items.Last.GetAttributeAsync("id"), await tree.GetAttributeAsync("aria-activedescendant"));
        await keys.PressAsync("Home");
        Assert.Equal(await items.First.GetAttributeAsync("id"), await tree.GetAttributeAsync("aria-activedescendant"));

        // By its first letter, from the second name on.
        var second = await items.Nth(1).GetAttributeAsync("data-name");
        // The driver's keyboard has no Persian letters.
        await tree.DispatchEventAsync("keydown", new { key = second![..1], bubbles = true });
        Assert.StartsWith(second[..1], await (await ActiveAsync()).GetAttributeAsync("data-name"), StringComparison.Ordinal);

        // Choose the first, add a unit below it by keys: it is chosen then, and its name is read beside the tree.
        await keys.PressAsync("Home");
        await keys.PressAsync("Enter");
        await Assertions.Expect(items.First).ToHaveAttributeAsync("aria-selected", "true");
        await page.Locator(".org-beside .cluster button").First.FocusAsync();
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#org-name-fa")).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await page.Locator("#org-name-fa-error").WaitForAsync();
        await page.Locator("#org-name-fa").FocusAsync();
        await keys.TypeAsync(name);
        await keys.PressAsync("Tab");
        await keys.TypeAsync(name);
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#org-beside-title")).ToContainTextAsync(name);
        await Assertions.Expect(page.Locator("[role=treeitem][aria-selected=true]")).ToContainTextAsync(name);

        // What was opened is open at the next visit.
        await window.GoAsync("/office/organisations");
        await Assertions.Expect(page.Locator("[role=treeitem]", new() { HasText = name })).ToHaveCountAsync(1);
        Assert.Empty(window.TakeComplaints());
    }

    [Fact]
    public async Task On_a_phone_the_choice_takes_the_place_of_the_tree()
    {
        await using var window = await academy.OpenAsync("mina", Device.Phone, Language.Persian);
        var page = window.Page;
        await window.GoAsync("/office/organisations");
        await page.Locator("[role=treeitem]").First.ClickAsync();

        await Assertions.Expect(page.Locator("#org-beside-title")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("[role=tree]")).ToBeHiddenAsync();
        await page.Locator(".org-back").ClickAsync();
        await Assertions.Expect(page.Locator("[role=tree]")).ToBeVisibleAsync();
        Assert.Empty(window.TakeComplaints());
    }
}
