using CustomerService.People.Rules;
using CustomerService.People.Rules.Imports;
using CustomerService.Platform.Localization;

namespace CustomerService.Rules.Tests.People.Import;

public sealed class PersonPlanTests
{
    private static readonly Guid Employer = Guid.NewGuid(), Partner = Guid.NewGuid(), Sales = Guid.NewGuid(), SalesTehran = Guid.NewGuid(), Support = Guid.NewGuid(), SupportTehran = Guid.NewGuid(), Known = Guid.NewGuid();

    private static readonly DateOnly Today = new(2026, 12, 1);

    private static readonly DirectoryOrganisation[] Organisations =
    [
        new(Employer, OrganisationKind.Employer, new LocalText("شرکت نمونه", "Sample Company")), new(Partner, OrganisationKind.Partner, new LocalText("پخش آریا", "Arya Distribution")),
    ];

    private static readonly DirectoryUnit[] Units =
    [
        new(Sales, Employer, null, new LocalText("فروش", "Sales"), "/s/"), new(SalesTehran, Employer, Sales, new LocalText("شعبهٔ تهران", "Tehran branch"), "/s/t/"),
        new(Support, Employer, null, new LocalText("پشتیبانی", "Support"), "/p/"), new(SupportTehran, Employer, Support, new LocalText("شعبهٔ تهران", "Tehran branch"), "/p/t/"),
    ];

    private static readonly OrgDirectory Directory = new(Organisations, Units, new(Guid.NewGuid(), [new(Role.HumanResources, null, null)]));

    private static readonly PersonSnapshot OnRecord = new(
        Known, "سارا", "احمدی", "Sara", null, "sara@example.org", "+989121110001", true, "sara",
        [new(Guid.NewGuid(), Employer, Sales, Audience.Frontline, "کارشناس فروش", "", "0012")]);

    [Theory]
    [InlineData("شماره پرسنلی", ImportField.PersonnelNumber)]
    [InlineData("شمارۀ پرسنلي *", ImportField.PersonnelNumber)]
    [InlineData("كد پرسنلي", ImportField.PersonnelNumber)]
    [InlineData("Employee_ID", ImportField.PersonnelNumber)]
    [InlineData("نام‌خانوادگی:", ImportField.FamilyName)]
    [InlineData("SURNAME", ImportField.FamilyName)]
    [InlineData("نام", ImportField.GivenName)]
    [InlineData("First  Name", ImportField.GivenName)]
    [InlineData("E-Mail", ImportField.Email)]
    [InlineData("پست الکترونیکی", ImportField.Email)]
    [InlineData("تاريخ استخدام", ImportField.StartDate)]
    [InlineData("ستون دیگر", null)]
    [InlineData("", null)]
    public void Headers_of_either_language_are_recognised_however_they_are_typed(string header, ImportField? field) =>
        Assert.Equal(field, ImportFields.Recognise(ImportKind.People, header));

    [Fact]
    public void No_header_means_two_columns_and_each_template_is_recognised_whole()
    {
        foreach (var kind in Enum.GetValues<ImportKind>())
        {
            foreach (var language in Languages.All)
            {
                var headers = ImportFields.Of(kind).Select(f => f.Header(language)).ToList();
                Assert.Equal(ImportFields.Of(kind).Cast<ImportField?>(), ImportColumns.Guess(kind, headers).Fields);
            }
        }
    }

    [Fact]
    public void Columns_must_tell_whom_a_row_is_about_and_no_two_may_mean_the_same()
    {
        Assert.IsType<ImportColumnMissing>(new ImportColumns([ImportField.Unit, null]).Check(ImportKind.People).Refusal);
        Assert.Equal(new ImportFieldTwice(ImportField.Email), new ImportColumns([ImportField.Email, ImportField.Email]).Check(ImportKind.People).Refusal);
        Assert.True(new ImportColumns([ImportField.Email, null, ImportField.State]).Check(ImportKind.People).Succeeded);
        var columns = new ImportColumns([null, ImportField.Email]);
        Assert.Equal(columns.Fields, ImportColumns.Read(columns.Write()).Fields);
    }

    [Fact]
    public void A_new_person_is_read_with_digits_calendars_and_words_of_both_languages()
    {
        var row = Row(
            (ImportField.PersonnelNumber, "۰۰۳۴"), (ImportField.GivenName, "علي"), (ImportField.FamilyName, "كريمي"), (ImportField.Email, "Ali@Example.ORG"), (ImportField.Mobile, "۰۹۱۲ ۱۱۱ ۰۰۰۲"),
            (ImportField.UserName, "ali.karimi"), (ImportField.Language, "English"), (ImportField.Unit, "فروش / شعبه تهران"), (ImportField.Audience, "مدیر"), (ImportField.StartDate, "۱۴۰۵/۰۳/۱۵"), (ImportField.State, "فعال"));
        Assert.Empty(row.Errors);
        var plan = PersonPlan.Of(row, null, Directory, false);
        Assert.Equal(RowAction.Create, plan.Action);
        Assert.Equal(("علی", "کریمی", "ali@example.org", "+989121110002", "ali.karimi", Language.English, new DateOnly(2026, 6, 5)), (plan.Name.GivenName, plan.Name.FamilyName, plan.Email, plan.Mobile, plan.UserName, plan.Language, plan.StartDate));
        Assert.Equal((Employer, (Guid?)SalesTehran, Audience.Manager, "0034"), (plan.Membership!.OrganisationId, plan.Membership.UnitId, plan.Membership.Audience, plan.Membership.PersonnelNumber));
    }

    [Fact]
    public void Without_a_place_a_new_person_joins_the_employer_as_frontline_and_a_partners_as_agent()
    {
        var plain = PersonPlan.Of(Row((ImportField.FamilyName, "کریمی")), null, Directory, false);
        Assert.Equal((Employer, (Guid?)null, Audience.Frontline), (plain.Membership!.OrganisationId, plain.Membership.UnitId, plain.Membership.Audience));
        var agent = PersonPlan.Of(Row((ImportField.FamilyName, "کریمی"), (ImportField.Organisation, "arya distribution")), null, Directory, false);
        Assert.Equal((Partner, Audience.Agent), (agent.Membership!.OrganisationId, agent.Membership.Audience));
    }

    public static TheoryData<ImportField, string, string, ImportField?> Mistakes => new()
    {
        { ImportField.Email, "sara at example", "import.email-invalid", ImportField.Email },
        { ImportField.Mobile, "021-8888", "import.mobile-invalid", ImportField.Mobile },
        { ImportField.StartDate, "1405/13/01", "import.date-invalid", ImportField.StartDate },
        { ImportField.StartDate, "1405/12/01", "import.date-in-future", ImportField.StartDate },
        { ImportField.Language, "Deutsch", "import.language-unknown", ImportField.Language },
        { ImportField.State, "شاید", "import.state-unknown", ImportField.State },
        { ImportField.State, "غیر فعال", "import.nobody-to-deactivate", ImportField.State },
        { ImportField.Audience, "همه", "import.audience-unknown", ImportField.Audience },
        { ImportField.Audience, "نماینده", "people.audience-refused", ImportField.Audience },
        { ImportField.Organisation, "شرکت دیگر", "import.organisation-unknown", ImportField.Organisation },
        { ImportField.Unit, "حسابداری", "import.unit-unknown", ImportField.Unit },
        { ImportField.Unit, "شعبه تهران", "import.unit-unclear", ImportField.Unit },
        { ImportField.UserName, "نام کاربری", "people.user-name-refused", ImportField.UserName },
        { ImportField.PersonId, "12", "import.id-invalid", ImportField.PersonId },
        { ImportField.PersonId, "6f9619ff-8b86-d011-b42d-00cf4fc964ff", "import.person-unknown", ImportField.PersonId },
        { ImportField.GivenName, "سارا 😀", "people.name-not-printable", ImportField.GivenName },
        { ImportField.JobTitleFa, new string('x', 301), "import.value-too-long", ImportField.JobTitleFa },
        { ImportField.FamilyName, "", "import.name-missing", ImportField.FamilyName },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void Every_mistake_is_told_at_its_column(ImportField field, string text, string code, ImportField? at)
    {
        var plan = PersonPlan.Of(field == ImportField.FamilyName ? Row((field, text)) : Row((ImportField.FamilyName, "کریمی"), (field, text)), null, Directory, false);
        Assert.Equal((RowAction.Error, code, at), (plan.Action, plan.Errors.Single().Code, plan.Errors.Single().Field));
    }

    [Fact]
    public void Errors_are_stored_without_a_language_and_keep_their_numbers()
    {
        var error = RowError.Of(ImportField.Email, new RowRepeated(12));
        var read = Assert.Single(RowError.Read(RowError.Write([error])));
        Assert.Equal((error.Field, error.Code, 12L), (read.Field, read.Code, read.Arguments.Single()));
    }

    [Fact]
    public void A_row_that_says_what_is_on_record_changes_nothing()
    {
        var plan = PersonPlan.Of(
            Row((ImportField.PersonId, Known.ToString()), (ImportField.PersonnelNumber, "0012"), (ImportField.GivenName, "سارا"), (ImportField.FamilyName, "احمدي"), (ImportField.LatinGivenName, "Sara"), (ImportField.Email, "SARA@example.org"),
                (ImportField.Mobile, "09121110001"), (ImportField.UserName, "Sara"), (ImportField.Organisation, "شرکت نمونه"), (ImportField.Unit, "فروش"), (ImportField.Audience, "خط مقدم"), (ImportField.JobTitleFa, "کارشناس فروش"),
                (ImportField.State, "active"), (ImportField.StartDate, "2020-01-01")),
            OnRecord, Directory, false);
        Assert.Equal(RowAction.Unchanged, plan.Action);
    }

    [Fact]
    public void An_empty_cell_leaves_what_is_there_and_a_dash_takes_it_away()
    {
        var kept = PersonPlan.Of(Row((ImportField.FamilyName, "احمدی"), (ImportField.Email, ""), (ImportField.Unit, "")), OnRecord, Directory, false);
        Assert.Equal((RowAction.Unchanged, "sara@example.org"), (kept.Action, kept.Email));
        var taken = PersonPlan.Of(Row((ImportField.FamilyName, "احمدی"), (ImportField.Email, "-"), (ImportField.Unit, "–"), (ImportField.PersonnelNumber, "-")), OnRecord, Directory, false);
        Assert.Equal((RowAction.Update, null), (taken.Action, taken.Email));
        Assert.Equal((OnRecord.Memberships[0].Id, (Guid?)null, null, "کارشناس فروش"), (taken.Membership!.FromId, taken.Membership.UnitId, taken.Membership.PersonnelNumber, taken.Membership.JobTitle.Fa));
        Assert.Equal([ImportField.Email, ImportField.Unit, ImportField.PersonnelNumber], taken.Changes);
    }

    [Fact]
    public void A_changed_unit_is_a_move_and_another_organisation_leaves_the_unit()
    {
        var moved = PersonPlan.Of(Row((ImportField.FamilyName, "احمدی"), (ImportField.Unit, "Support")), OnRecord, Directory, false);
        Assert.Equal((RowAction.Update, (Guid?)Support, "0012"), (moved.Action, moved.Membership!.UnitId, moved.Membership.PersonnelNumber));
        var elsewhere = PersonPlan.Of(Row((ImportField.FamilyName, "احمدی"), (ImportField.Organisation, "پخش آریا")), OnRecord, Directory, false);
        Assert.Equal((Partner, (Guid?)null, Audience.Agent), (elsewhere.Membership!.OrganisationId, elsewhere.Membership.UnitId, elsewhere.Membership.Audience));
    }

    [Fact]
    public void The_state_deactivates_and_reactivates()
    {
        Assert.Equal((RowAction.Deactivate, false), Decided(OnRecord, "غیرفعال"));
        Assert.Equal((RowAction.Reactivate, true), Decided(OnRecord with { IsActive = false }, "فعال"));
        Assert.Equal((RowAction.Unchanged, (bool?)null), Decided(OnRecord with { IsActive = false }, "inactive"));

        static (RowAction, bool?) Decided(PersonSnapshot person, string state)
        {
            var plan = PersonPlan.Of(Row((ImportField.FamilyName, "احمدی"), (ImportField.State, state)), person, Directory, false);
            return (plan.Action, plan.IsActive);
        }
    }

    [Fact]
    public void Of_several_memberships_the_row_must_say_which()
    {
        var second = new MembershipSnapshot(Guid.NewGuid(), Partner, null, Audience.Agent, "", "", "77");
        var both = OnRecord with { Memberships = [.. OnRecord.Memberships, second] };
        Assert.Equal("import.membership-unclear", PersonPlan.Of(Row((ImportField.FamilyName, "احمدی"), (ImportField.Audience, "مدیر")), both, Directory, false).Errors.Single().Code);
        Assert.Equal(both.Memberships[0].Id, PersonPlan.Of(Row((ImportField.PersonnelNumber, "0012"), (ImportField.Audience, "مدیر")), both, Directory, false).Membership!.FromId);
        Assert.Equal(RowAction.Unchanged, PersonPlan.Of(Row((ImportField.FamilyName, "احمدی"), (ImportField.Organisation, "Arya Distribution")), both, Directory, false).Action);
    }

    [Fact]
    public void A_user_name_opens_an_account_and_changes_none()
    {
        Assert.Equal("sara", PersonPlan.Of(Row((ImportField.FamilyName, "احمدی"), (ImportField.UserName, "sara")), OnRecord with { UserName = null }, Directory, false).UserName);
        Assert.Equal("import.user-name-fixed", PersonPlan.Of(Row((ImportField.FamilyName, "احمدی"), (ImportField.UserName, "sara2")), OnRecord, Directory, false).Errors.Single().Code);
    }

    [Fact]
    public void Nobody_changes_their_own_contacts_or_deactivates_themselves()
    {
        Assert.Equal("import.of-oneself", PersonPlan.Of(Row((ImportField.FamilyName, "احمدی"), (ImportField.Mobile, "09121119999")), OnRecord, Directory, isOneself: true).Errors.Single().Code);
        Assert.Equal("people.not-oneself", PersonPlan.Of(Row((ImportField.FamilyName, "احمدی"), (ImportField.State, "غیرفعال")), OnRecord, Directory, isOneself: true).Errors.Single().Code);
    }

    [Fact]
    public void Whoever_runs_a_partner_adds_its_agents_alone()
    {
        var partner = new OrgDirectory([Organisations[1]], [], new(Guid.NewGuid(), [new(Role.PartnerManager, Partner, null)]));
        PersonPlan At(OrgDirectory directory, params (ImportField, string)[] cells) => PersonPlan.Of(Row(directory, cells), null, directory, false);
        Assert.Equal(Partner, At(partner, (ImportField.FamilyName, "کریمی")).Membership!.OrganisationId);
        Assert.Equal("import.organisation-unknown", At(partner, (ImportField.FamilyName, "کریمی"), (ImportField.Organisation, "شرکت نمونه")).Errors.Single().Code);
        var limited = new OrgDirectory(Organisations, Units, new(Guid.NewGuid(), [new(Role.HumanResources, null, "/p/")]));
        Assert.Equal("people.membership-refused", At(limited, (ImportField.FamilyName, "کریمی"), (ImportField.Unit, "فروش")).Errors.Single().Code);
        Assert.Equal(RowAction.Create, At(limited, (ImportField.FamilyName, "کریمی"), (ImportField.Unit, "پشتیبانی")).Action);
    }

    private static PersonRow Row(params (ImportField Field, string Text)[] cells) => Row(Directory, cells);

    private static PersonRow Row(OrgDirectory directory, params (ImportField Field, string Text)[] cells) =>
        PersonRow.Read(new ImportColumns([.. cells.Select(c => (ImportField?)c.Field)]), [.. cells.Select(c => c.Text)], directory, Today);
}
