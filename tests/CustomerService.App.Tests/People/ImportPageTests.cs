using System.Text;
using Bunit;
using CustomerService.App.Tests.Rendering;
using CustomerService.Certificates.Slips;
using CustomerService.People.Import;
using CustomerService.People.Rules;
using CustomerService.People.Rules.Imports;
using CustomerService.TestKit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.People;

/// <summary>The pages of imports: what columns mean, the dry run, and what may be imported.</summary>
public sealed class ImportPageTests(SharedAcademy shared)
{
    private const string DryRun = "section[aria-labelledby=columns] .form-actions button";

    private readonly Academy _academy = shared.Academy;

    [Fact]
    public async Task A_mistake_in_what_columns_mean_is_told_and_keeps_what_was_chosen()
    {
        var hr = await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        var id = await SendAsync(hr, ImportKind.People, "کد من,فامیل,یادداشت\nP901,ستون,الف\nP902,ستون,ب\n");
        await using var page = OfficeCircuit.Open<ImportPage>(_academy, hr, id, address: $"/office/import/{id:D}");
        Assert.Equal(["", nameof(ImportField.FamilyName), ""], Chosen(page));
        Assert.Contains("P901 · P902", page.Find("tbody tr").TextContent, StringComparison.Ordinal);
        Assert.Contains("کد من", page.Find("section[aria-labelledby=columns] p.small").TextContent, StringComparison.Ordinal);

        await ChooseAsync(page, 0, ImportField.FamilyName);
        await page.PressAsync(DryRun);
        page.Wait(() => page.Query(".form-errors, .error-summary, [role=alert]") is not null);
        Assert.Contains("یک معنا", page.Find("section[aria-labelledby=columns]").TextContent, StringComparison.Ordinal);
        Assert.Equal([nameof(ImportField.FamilyName), nameof(ImportField.FamilyName), ""], Chosen(page));

        await ChooseAsync(page, 0, ImportField.PersonnelNumber);
        await page.PressAsync(DryRun);
        page.Wait(() => page.Query("#plan") is not null && page.All(".office-grid-table tbody tr").Count == 2);
        Assert.All(page.All(".office-grid-table tbody tr"), row => Assert.Contains("افزودن", row.TextContent, StringComparison.Ordinal));
        Assert.False(page.Find("section[aria-labelledby=plan] .form-actions .button").HasAttribute("disabled"));

        // Back to the columns: what was chosen is still there.
        await page.PressAsync("section[aria-labelledby=plan] .form-actions .button-second");
        page.Wait(() => page.Query("#columns") is not null);
        Assert.Equal([nameof(ImportField.PersonnelNumber), nameof(ImportField.FamilyName), ""], Chosen(page));
    }

    [Fact]
    public async Task A_dry_run_counts_its_rows_by_kind_tells_what_is_wrong_and_lets_nothing_be_applied_that_changes_nothing()
    {
        var hr = await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        var unit = await _academy.AddUnitAsync($"واحد {Guid.NewGuid():N}");
        var id = await SendAsync(hr, ImportKind.Units, $"نام به فارسی,نام به انگلیسی,واحد بالادست\n{unit.Name.Fa},{unit.Name.En},\nبی‌جا,Nowhere,ناکجا\n");
        await using (var scope = _academy.Services.CreateAsyncScope())
        {
            Assert.True((await scope.ServiceProvider.GetRequiredService<PlanImport>().RunAsync(hr.Id, id, cancellationToken: Xunit.TestContext.Current.CancellationToken)).Succeeded);
        }

        await using var page = OfficeCircuit.Open<ImportPage>(_academy, hr, id, address: $"/office/import/{id:D}");
        page.Wait(() => page.All(".office-grid-table tbody tr").Count == 2);
        Assert.Equal(["۲", "۱", "۱"], page.All("[data-kinds] a span").Select(s => s.TextContent));
        Assert.Contains("واحد بالادست نه در آکادمی هست", page.All(".office-grid-table tbody tr")[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("بی‌جا", page.All(".office-grid-table tbody tr")[1].TextContent, StringComparison.Ordinal);
        Assert.True(page.Find("section[aria-labelledby=plan] .form-actions .button").HasAttribute("disabled"));
        Assert.NotNull(page.Query($"a[href='/office/import/{id:D}/problems']"));
    }

    [Fact]
    public async Task Human_resources_choose_what_the_file_lists_and_partner_managers_import_people_alone()
    {
        var hr = await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        await using var page = OfficeCircuit.Open<ImportsPage>(_academy, hr, address: "/office/import?kind=partners");
        Assert.Equal(Enum.GetValues<ImportKind>().Length, page.All(".import-kinds a").Count);
        Assert.Equal("سازمان‌های همکار", page.Find(".import-kinds a[aria-current=true]").TextContent.Trim());
        Assert.NotNull(page.Query("a[href*='template?format=xlsx'][href*='kind=partners']"));

        var partner = await _academy.AddPartnerAsync($"همکار {Guid.NewGuid():N}");
        var manager = await _academy.AddPersonAsync(Audience.Agent, Role.PartnerManager, partner);
        await using var theirs = OfficeCircuit.Open<ImportsPage>(_academy, manager, address: "/office/import");
        Assert.Empty(theirs.All(".import-kinds a"));
    }

    [Fact]
    public async Task The_page_of_slips_says_how_many_wait_and_who_has_no_account()
    {
        var hr = await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        var name = Guid.NewGuid().ToString("N")[..8];
        var id = await SendAsync(hr, ImportKind.People, $"نام خانوادگی,نام کاربری\nالف,w{name}\nب,v{name}\nپ,\n");
        await using (var scope = _academy.Services.CreateAsyncScope())
        {
            var (services, cancellation) = (scope.ServiceProvider, Xunit.TestContext.Current.CancellationToken);
            await services.GetRequiredService<PlanImport>().RunAsync(hr.Id, id, cancellationToken: cancellation);
            Assert.True((await services.GetRequiredService<ConfirmImport>().RunAsync(hr.Id, id, cancellation)).Succeeded);
            await services.GetRequiredService<ApplyImport>().RunAsync(id, cancellationToken: cancellation);
        }

        await using var done = OfficeCircuit.Open<ImportPage>(_academy, hr, id, address: $"/office/import/{id:D}");
        Assert.NotNull(done.Query($"a[href='/office/slips/{id:D}']"));
        await using var page = OfficeCircuit.Open<SlipsPage>(_academy, hr, id, address: $"/office/slips/{id:D}");
        Assert.Contains("۲ نفر", page.Find("[data-waiting]").TextContent, StringComparison.Ordinal);
        Assert.Contains("۱ نفر", page.Find(".notice").TextContent, StringComparison.Ordinal);
        Assert.Single(page.All("[data-part]"));

        var other = await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        await using var theirs = OfficeCircuit.Open<SlipsPage>(_academy, other, id, address: $"/office/slips/{id:D}");
        Assert.True(theirs.IsNotFound);
    }

    private static IEnumerable<string?> Chosen(OfficeCircuit page) => page.All("tbody select").Select(s => s.GetAttribute("value"));

    private static Task ChooseAsync(OfficeCircuit page, int column, ImportField field) => page.All("tbody select")[column].ChangeAsync(new ChangeEventArgs { Value = field.ToString() });

    private async Task<Guid> SendAsync(TestPerson actor, ImportKind kind, string csv)
    {
        await using var scope = _academy.Services.CreateAsyncScope();
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        return (await scope.ServiceProvider.GetRequiredService<ReceiveImport>().RunAsync(actor.Id, kind, "list.csv", file, Xunit.TestContext.Current.CancellationToken)).Value;
    }
}
