using Bunit;
using CustomerService.App.Tests.Rendering;
using CustomerService.People.Organisations;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.People;

/// <summary>What human resources do beside the tree of organisations and units.</summary>
public sealed class OrganisationsPageTests(SharedAcademy shared)
{
    private const string Save = ".org-beside form";

    private readonly Academy _academy = shared.Academy;

    [Fact]
    public async Task A_unit_is_added_below_another_and_a_taken_name_is_told_at_its_field()
    {
        var top = await _academy.AddUnitAsync(Unique("بالا"));
        await using var page = await OpenAsync(top.Id);
        Assert.Contains(top.Name.Fa, page.Find("#org-beside-title").TextContent, StringComparison.Ordinal);
        var below = Unique("زیر");

        await page.PressAsync(".org-beside button[aria-label*='افزودن زیرمجموعه']");
        await NameAsync(page, below, below);
        page.Wait(() => page.Query("#org-beside-title")!.TextContent.Contains(below, StringComparison.Ordinal));
        var unit = await UnitAsync(below);
        Assert.Equal((top.Id, $"/office/organisations?id={unit.Id:D}"), (unit.ParentId, page.Address));

        await using var again = await OpenAsync(top.Id);
        await again.PressAsync(".org-beside button[aria-label*='افزودن زیرمجموعه']");
        await NameAsync(again, below, "Another");
        Assert.Contains("نام دیگری بنویسید", again.Find("#org-name-fa-error").TextContent, StringComparison.Ordinal);
        Assert.Equal("Another", again.Find("#org-name-en").GetAttribute("value"));
    }

    [Fact]
    public async Task Whoever_renames_what_was_renamed_meanwhile_sees_both_names_and_keeps_what_was_typed()
    {
        var partner = await _academy.AddPartnerAsync(Unique("شریک"));
        await using var page = await OpenAsync(partner.Id);
        var (taken, wanted) = (Unique("نو"), Unique("دیگر"));
        await page.PressAsync(".org-beside button[aria-label*='تغییر نام']");
        await using (var scope = _academy.Services.CreateAsyncScope())
        {
            var other = await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources, name: new PersonName("نخستین", "منابع"));
            Assert.True((await scope.ServiceProvider.GetRequiredService<RenameOrgUnit>().RunAsync(other.Id, partner.Id, new LocalText(taken, taken))).Succeeded);
        }

        await NameAsync(page, wanted, wanted);

        Assert.Contains(taken, page.Find(".changed-record").TextContent, StringComparison.Ordinal);
        Assert.Contains("نخستین", page.Find(".org-beside .notice").TextContent, StringComparison.Ordinal);
        Assert.Equal(wanted, page.Find("#org-name-fa").GetAttribute("value"));
        await page.SendAsync(Save);
        page.Wait(() => page.Query(".org-beside form") is null);
        Assert.Equal(wanted, await _academy.ReadAsync(db => db.Set<Organisation>().Where(o => o.Id == partner.Id).Select(o => o.Name.Fa).SingleAsync()));
    }

    [Fact]
    public async Task A_unit_is_moved_after_a_preview_and_its_history_tells_so()
    {
        var (from, to) = (await _academy.AddUnitAsync(Unique("از")), await _academy.AddUnitAsync(Unique("به")));
        var unit = await _academy.AddUnitAsync(Unique("شعبه"), from);
        var manager = Unique("مدیر");
        await _academy.AddPersonAsync(Audience.Manager, Role.Manager, unit: to, name: new PersonName("", manager));
        await _academy.AddPersonAsync(Audience.Frontline, unit: unit);
        await using var page = await OpenAsync(unit.Id);

        await page.PressAsync("[data-move]");
        await page.ChooseAsync("org-move-to", to.Name.Fa);
        Assert.Contains(manager, page.Find("[data-preview]").TextContent, StringComparison.Ordinal);
        await page.SendAsync("form[data-form=move]");
        page.Wait(() => page.Query("form[data-form=move]") is null);

        Assert.Equal(to.Id, (await UnitAsync(unit.Name.Fa)).ParentId);
        await page.PressAsync(".org-history-open");
        Assert.Contains(to.Name.Fa, page.Find(".org-history").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_is_merged_after_a_preview_and_a_reason_and_opened_again()
    {
        var (unit, into) = (await _academy.AddUnitAsync(Unique("کهنه")), await _academy.AddUnitAsync(Unique("تازه")));
        var person = await _academy.AddPersonAsync(Audience.Frontline, unit: unit);
        await using var page = await OpenAsync(unit.Id);

        await page.PressAsync("[data-close]");
        Assert.True(page.Find("[data-form=close] [data-accept]").HasAttribute("disabled"));
        await page.ChooseAsync("org-close-into", into.Name.Fa);
        Assert.Contains("۱", page.Find("[data-preview]").TextContent, StringComparison.Ordinal);
        Assert.Contains(into.Name.Fa, await page.PressAndConfirmAsync("[data-form=close] [data-accept]", "یکی شدن دو شعبه"), StringComparison.Ordinal);
        page.Wait(() => page.Query("[data-form=close]") is null);

        Assert.Equal(into.Id, await _academy.ReadAsync(db => db.Set<Membership>().Where(m => m.PersonId == person.Id).Select(m => m.UnitId).SingleAsync()));
        Assert.NotNull((await UnitAsync(unit.Name.Fa)).ClosedAtUtc);

        await using var closed = await OpenAsync(unit.Id);
        Assert.Null(closed.Query("[data-move]"));
        await closed.PressAsync(".org-history-open");
        Assert.Contains("یکی شدن دو شعبه", closed.Find(".org-history").TextContent, StringComparison.Ordinal);
        await closed.PressAndConfirmAsync("[data-reopen]", "شعبه بازگشت");
        closed.Wait(() => closed.Query("[data-move]") is not null);
        Assert.Null((await UnitAsync(unit.Name.Fa)).ClosedAtUtc);
    }

    private static string Unique(string text) => text + Guid.NewGuid().ToString("N")[..8];

    private async Task<OfficeCircuit> OpenAsync(Guid id)
    {
        var hr = await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        return OfficeCircuit.Open<OrganisationsPage>(_academy, hr, address: $"/office/organisations?id={id:D}");
    }

    private static async Task NameAsync(OfficeCircuit page, string persian, string english)
    {
        await page.Find("#org-name-fa").ChangeAsync(persian);
        await page.Find("#org-name-en").ChangeAsync(english);
        await page.SendAsync(Save);
    }

    private Task<Unit> UnitAsync(string name) => _academy.ReadAsync(db => db.Set<Unit>().SingleAsync(u => u.Name.Fa == name));
}
