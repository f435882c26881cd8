using CustomerService.People.Rules;
using CustomerService.People.Rules.Imports;
using CustomerService.Platform.Localization;

namespace CustomerService.Rules.Tests.People.Import;

/// <summary>What rows of units and partner organisations come to.</summary>
public sealed class OrgPlanTests
{
    private static readonly Guid Employer = Guid.CreateVersion7();
    private static readonly Guid Partner = Guid.CreateVersion7();
    private static readonly Guid Customers = Guid.CreateVersion7();
    private static readonly DirectoryUnit Sales = Unit("فروش", "Sales", null);
    private static readonly DirectoryUnit Tehran = Unit("تهران", "Tehran", Sales);
    private static readonly DirectoryUnit Support = Unit("پشتیبانی", "Support", null);

    [Theory]
    [InlineData("حسابداری", "Accounts", "", RowAction.Create)]
    [InlineData("حسابداری", "Accounts", "فروش / تهران", RowAction.Create)]
    [InlineData("تهران", "Tehran", "فروش", RowAction.Unchanged)]
    [InlineData("تهران", "Tehran", "", RowAction.Unchanged)] // the only one of that name, wherever it lies
    [InlineData("تهران", "Tehran", "Support", RowAction.Create)] // another one there
    [InlineData("تهران", "Tehran", "-", RowAction.Create)]
    [InlineData("تهران", "Greater Tehran", "فروش", RowAction.Update)]
    [InlineData("تهران", "", "Sales", RowAction.Unchanged)]
    public void A_unit_is_the_one_of_its_name_at_its_place_or_a_new_one(string fa, string en, string parent, RowAction action) =>
        Assert.Equal(action, Of((ImportField.NameFa, fa), (ImportField.NameEn, en), (ImportField.ParentUnit, parent)).Action);

    [Fact]
    public void By_its_id_a_unit_is_renamed_and_moved()
    {
        var plan = Of((ImportField.OrgId, Tehran.Id.ToString("D")), (ImportField.NameEn, "Tehran North"), (ImportField.ParentUnit, "پشتیبانی"));
        Assert.Equal((RowAction.Update, true, true, Support.Id), (plan.Action, plan.Renames, plan.Moves, plan.AboveId));
        Assert.Equal(new LocalText("تهران", "Tehran North"), plan.Name);
        var top = Of((ImportField.OrgId, Tehran.Id.ToString("D")), (ImportField.ParentUnit, "-"));
        Assert.Equal((true, Employer), (top.Moves, top.AboveId));
        Assert.Equal(RowAction.Unchanged, Of((ImportField.OrgId, Tehran.Id.ToString("D")), (ImportField.ParentUnit, "")).Action);
    }

    [Theory]
    [InlineData("نو", "", "", "", "import.names-missing")]
    [InlineData("نو", "New", "ناکجا", "", "import.parent-unknown")]
    [InlineData("نو", "New", "", "ناکجا", "import.organisation-unknown")]
    [InlineData("نو", "New", "", "مشتریان", "import.without-units")]
    [InlineData("نو", "New", "فروش", "همکار", "import.parent-unknown")] // of another organisation
    [InlineData("🙂", "New", "", "", "people.name-not-printable")]
    public void What_a_row_of_a_unit_lacks_is_told(string fa, string en, string parent, string organisation, string code) =>
        Assert.Equal([code], Of((ImportField.NameFa, fa), (ImportField.NameEn, en), (ImportField.ParentUnit, parent), (ImportField.Organisation, organisation)).Errors.Select(e => e.Code));

    [Fact]
    public void A_unit_goes_neither_below_itself_nor_beside_one_of_its_name_nor_by_an_id_of_nobody()
    {
        Assert.Equal("people.unit-below-itself", CodeOf((ImportField.OrgId, Sales.Id.ToString("D")), (ImportField.ParentUnit, "تهران")));
        Assert.Equal("people.name-taken", CodeOf((ImportField.OrgId, Support.Id.ToString("D")), (ImportField.NameFa, "فروش")));
        Assert.Equal("import.org-unknown", CodeOf((ImportField.OrgId, Guid.NewGuid().ToString("D")), (ImportField.NameFa, "فروش")));
        Assert.Equal("import.id-invalid", CodeOf((ImportField.OrgId, "12"), (ImportField.NameFa, "فروش")));
        Assert.Equal("people.unit-of-another-organisation", CodeOf((ImportField.OrgId, Sales.Id.ToString("D")), (ImportField.Organisation, "همکار")));
    }

    [Fact]
    public void A_later_row_lies_below_what_an_earlier_one_adds_or_moves()
    {
        var directory = Directory();
        var added = Plan(directory, (ImportField.NameFa, "جنوب"), (ImportField.NameEn, "South"), (ImportField.ParentUnit, "تهران"));
        var south = Guid.CreateVersion7();
        directory.Follow(ImportKind.Units, added, south);
        Assert.Equal(south, Plan(directory, (ImportField.NameFa, "ری"), (ImportField.NameEn, "Rey"), (ImportField.ParentUnit, "فروش / تهران / جنوب")).ParentId);

        var moved = Plan(directory, (ImportField.OrgId, Tehran.Id.ToString("D")), (ImportField.ParentUnit, "پشتیبانی"));
        directory.Follow(ImportKind.Units, moved, Tehran.Id);
        Assert.Equal("پشتیبانی / تهران / جنوب", directory.PathOf(south, Language.Persian));
        Assert.Equal("people.unit-below-itself", Plan(directory, (ImportField.OrgId, Support.Id.ToString("D")), (ImportField.ParentUnit, "جنوب")).Errors.Single().Code);
    }

    [Fact]
    public void A_unit_with_a_slash_in_its_name_is_found_by_the_way_that_an_export_writes()
    {
        var directory = Directory();
        var both = Unit("شمال / غرب", "North / West", Tehran);
        directory.Put(both);
        Assert.Equal(both.Id, Assert.Single(directory.Units(directory.PathOf(both.Id, Language.English), Employer)).Id);
    }

    [Theory]
    [InlineData("آریا", "Arya", RowAction.Create, null)]
    [InlineData("همکار", "Partner Ltd", RowAction.Update, null)]
    [InlineData("همکار", "", RowAction.Unchanged, null)]
    [InlineData("نو", "", RowAction.Error, "import.names-missing")]
    [InlineData("شرکت نمونه", "Other", RowAction.Error, "people.name-taken")] // the employer's name
    public void A_partner_is_the_one_of_its_name_or_a_new_one(string fa, string en, RowAction action, string? code)
    {
        var plan = OrgPlan.OfPartner(Row((ImportField.NameFa, fa), (ImportField.NameEn, en)), Directory());
        Assert.Equal((action, code), (plan.Action, plan.Errors.SingleOrDefault()?.Code));
    }

    [Fact]
    public void Headers_of_units_and_partners_are_recognised_in_both_languages()
    {
        Assert.Equal([ImportField.NameFa, ImportField.NameEn, ImportField.ParentUnit, ImportField.Organisation, null], ImportColumns.Guess(ImportKind.Units, ["نام واحد", "نام انگلیسی", "واحد بالادست", "سازمان", "یادداشت"]).Fields);
        Assert.Equal([ImportField.NameFa, ImportField.NameEn, ImportField.OrgId], ImportColumns.Guess(ImportKind.Partners, ["Name in Persian", "Name in English", "ID in the academy"]).Fields);
        Assert.Equal(new ImportNameColumnMissing(), new ImportColumns([ImportField.ParentUnit]).Check(ImportKind.Units).Refusal);
        Assert.True(new ImportColumns([ImportField.NameFa, ImportField.NameEn]).Check(ImportKind.Partners).Succeeded);
    }

    private static OrgDirectory Directory() => new(
        [
            new(Employer, OrganisationKind.Employer, new("شرکت نمونه", "Sample")), new(Partner, OrganisationKind.Partner, new("همکار", "Partner")),
            new(Customers, OrganisationKind.Customers, new("مشتریان", "Customers")),
        ],
        [Sales, Tehran, Support], new(Guid.NewGuid(), [new(Role.HumanResources, null, null)]));

    private static OrgPlan Of(params (ImportField, string)[] cells) => Plan(Directory(), cells);

    private static string? CodeOf(params (ImportField, string)[] cells) => Of(cells).Errors.SingleOrDefault()?.Code;

    private static OrgPlan Plan(OrgDirectory directory, params (ImportField, string)[] cells) => OrgPlan.OfUnit(Row(cells), directory);

    private static OrgRow Row(params (ImportField Field, string Text)[] cells) => OrgRow.Read(new([.. cells.Select(c => (ImportField?)c.Field)]), [.. cells.Select(c => c.Text)]);

    private static DirectoryUnit Unit(string fa, string en, DirectoryUnit? parent)
    {
        var id = Guid.CreateVersion7();
        return new(id, Employer, parent?.Id, new(fa, en), $"{parent?.Path ?? "/"}{id:N}/");
    }
}
