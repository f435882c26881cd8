using System.Text;
using CustomerService.People.Accounts;
using CustomerService.People.Administration;
using CustomerService.People.Import;
using CustomerService.People.Rules;
using CustomerService.People.Rules.Imports;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Providers.Tests.People;

public sealed class ImportContracts(Databases databases)
{
    private const string Header = "شماره پرسنلی,نام,نام خانوادگی,ایمیل,تلفن همراه,نام کاربری,واحد,وضعیت\n";

    public static TheoryData<string> All => Databases.All;

    [Theory, MemberData(nameof(All))]
    public async Task A_dry_run_tells_what_each_row_would_do_and_changes_nothing(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        var sales = await staff.UnitAsync("فروش");
        await staff.PersonAsync(new PersonName("سارا", "احمدی"), sales, number: "0012", more: p => Prove(p, "sara@example.org", null));
        await staff.PersonAsync(new PersonName("رضا", "کریمی"), sales, number: "0013");
        var gone = await staff.PersonAsync(new PersonName("نرگس", "نوری"), sales, number: "0014");
        await node.DoAsync(db => db.Set<Person>().AsTracking().Single(p => p.Id == gone).Deactivate());
        var before = await SizesAsync(node);

        var (id, counts) = await PlanAsync(node, hr, Header
            + "0020,کیان,راد,kian@example.org,09121110020,kian.rad,فروش,\n" // created
            + "۰۰۱۲,سارا,احمدی,,,,,\n" // unchanged
            + ",سارا,احمدی‌نژاد,SARA@example.org,,,,\n" // the same person again, by the proven address
            + "0013,رضا,کریمی,,,,,غیرفعال\n"
            + "0014,نرگس,نوری,,,,,فعال\n"
            + "0021,بی‌نشان,ایمیل,kian,,,,\n"
            + "0022,دو,بار,two@example.org,,,,\n"
            + "0022,دو,بار,,,,,\n");

        Assert.Equal(new ImportCounts(1, 0, 1, 1, 1, 4), counts);
        var rows = await RowsAsync(node, hr, id);
        Assert.Equal(
            [RowAction.Create, RowAction.Unchanged, RowAction.Error, RowAction.Deactivate, RowAction.Reactivate, RowAction.Error, RowAction.Error, RowAction.Error], rows.Select(r => r.Action));
        Assert.Equal(["import.repeated"], rows[2].Errors.Select(e => e.Code));
        Assert.Equal(["import.email-invalid"], rows[5].Errors.Select(e => e.Code));
        Assert.Equal((ImportField.PersonnelNumber, "import.repeated", 9L), (rows[6].Errors[0].Field, rows[6].Errors[0].Code, rows[6].Errors[0].Arguments[0]));
        Assert.Equal(8L, rows[7].Errors[0].Arguments[0]);
        Assert.Equal(before, await SizesAsync(node));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_confirmed_import_is_applied_by_the_rules_of_single_people_and_audited_as_such(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        var (sales, support) = (await staff.UnitAsync("فروش"), await staff.UnitAsync("پشتیبانی"));
        var sara = await staff.PersonAsync(new PersonName("سارا", "احمدی"), sales, number: "0012");
        var (id, _) = await PlanAsync(node, hr, Header + "0020,کیان,راد,kian@example.org,09121110020,kian.rad,فروش,\n0012,سارا,احمدی‌نژاد,sara@example.org,,sara,پشتیبانی,\n0021,,,,,,,غیرفعال\n");

        Assert.True((await node.UseAsync((ConfirmImport use) => use.RunAsync(hr, id))).Succeeded);
        Assert.True((await node.UseAsync((ConfirmImport use) => use.RunAsync(hr, id))).Succeeded); // a second click
        Assert.Equal(1, await node.ReadAsync(db => db.Set<OutboxMessage>().CountAsync(m => m.Kind == nameof(ImportWorkRequested))));
        await WorkAsync(node);

        var line = (await node.UseAsync((ReadImport use) => use.RunAsync(hr, id)))!.Line;
        Assert.Equal((ImportState.Done, 2, 0, 1), (line.State, line.Applied, line.Refused, line.Counts.Errors));
        var kian = await node.ReadAsync(db => db.Set<Person>().SingleAsync(p => p.Email == "kian@example.org"));
        Assert.Equal(("کیان", "راد", "+989121110020", ContactProof.Office), (kian.GivenName, kian.FamilyName, kian.Mobile, kian.EmailProof));
        var accounts = await node.ReadAsync(db => db.Set<Account>().OrderBy(a => a.UserName).ToListAsync());
        Assert.Equal(["kian.rad", "sara"], accounts.Select(a => a.UserName));
        Assert.All(accounts, a => Assert.Null(a.PasswordHash));
        var moved = await node.ReadAsync(db => db.Set<Membership>().Where(m => m.PersonId == sara).OrderBy(m => m.StartedAtUtc).ThenBy(m => m.Id).ToListAsync());
        Assert.Equal([(sales.Id, false), (support.Id, true)], moved.Select(m => (m.UnitId!.Value, m.EndedAtUtc is null)));
        var audit = await node.ReadAsync(db => db.Set<AuditEntry>().Where(a => a.ActorId == hr).Select(a => a.Action).ToListAsync());
        Assert.Superset(new HashSet<string> { "people.added", "people.changed", "people.moved", "people.account-opened", "people.import-confirmed", "people.imported" }, audit.ToHashSet());
        Assert.Equal(1, await node.ReadAsync(db => db.Set<Platform.Events.DomainEventRecord>().CountAsync(e => e.Name == nameof(PersonJoined) && e.Payload.Contains(kian.Id.ToString()))));
        // The same file again changes nothing.
        var (_, again) = await PlanAsync(node, hr, Header + "0020,کیان,راد,kian@example.org,09121110020,kian.rad,فروش,\n0012,سارا,احمدی‌نژاد,sara@example.org,,sara,پشتیبانی,\n");
        Assert.Equal(new ImportCounts(0, 0, 0, 0, 2, 0), again);
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_changed_after_the_dry_run_is_refused_row_by_row_and_the_rest_is_applied(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        var sara = await staff.PersonAsync(new PersonName("سارا", "احمدی"), number: "0012");
        await staff.PersonAsync(new PersonName("رضا", "کریمی"), number: "0013");
        var (id, _) = await PlanAsync(node, hr, Header + "0012,سارا,نو,,,,,\n0013,رضا,نو,,,,,\n0020,کیان,راد,kian@example.org,,,,\n0021,مینا,راد,,,,,\n");
        Assert.True((await node.UseAsync((ChangePerson use) => use.RunAsync(hr, sara, new PersonName("سارا", "محمدی"), null, null))).Succeeded);
        await staff.PersonAsync(new PersonName("دیگر", "کس"), more: p => Prove(p, "kian@example.org", null));

        await node.UseAsync((ConfirmImport use) => use.RunAsync(hr, id));
        await WorkAsync(node);

        var rows = await RowsAsync(node, hr, id);
        Assert.Equal([RowProgress.Refused, RowProgress.Applied, RowProgress.Refused, RowProgress.Applied], rows.Select(r => r.Progress));
        Assert.Equal(["import.changed-since", "people.email-taken"], rows.SelectMany(r => r.Errors).Select(e => e.Code));
        Assert.Equal("محمدی", await node.ReadAsync(db => db.Set<Person>().Where(p => p.Id == sara).Select(p => p.FamilyName).SingleAsync()));
    }

    [Theory, MemberData(nameof(All))]
    public async Task An_import_that_was_killed_goes_on_where_its_last_batch_ended_and_two_nodes_do_each_row_once(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var hr = await new Staff(node).HumanResourcesAsync();
        var rows = Enumerable.Range(1, 120).Select(n => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{n:0000},نام,شمارهٔ {n},,,,,\n"));
        var (id, _) = await PlanAsync(node, hr, Header + string.Concat(rows));
        await node.UseAsync((ConfirmImport use) => use.RunAsync(hr, id));

        using var killed = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => node.UseAsync(async (ApplyImport use) =>
        {
            await use.RunAsync(id, new AfterFirst(killed), killed.Token);
            return 0;
        }));
        Assert.Equal(50, (await node.UseAsync((ReadImport use) => use.RunAsync(hr, id)))!.Line.Applied);

        await using var neighbour = node.Another();
        await Task.WhenAll(new[] { node, neighbour }.Select(n => Task.Run(() => n.UseAsync(async (ApplyImport use) =>
        {
            await use.RunAsync(id);
            return 0;
        }))));

        var line = (await node.UseAsync((ReadImport use) => use.RunAsync(hr, id)))!.Line;
        Assert.Equal((ImportState.Done, 120, 0), (line.State, line.Applied, line.Refused));
        Assert.Equal(121, await node.ReadAsync(db => db.Set<Person>().CountAsync()));
        Assert.Equal(1, await node.ReadAsync(db => db.Set<AuditEntry>().CountAsync(a => a.Action == "people.imported")));
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_last_import_is_taken_back_except_what_was_changed_since(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        var (sales, support) = (await staff.UnitAsync("فروش"), await staff.UnitAsync("پشتیبانی"));
        var sara = await staff.PersonAsync(new PersonName("سارا", "احمدی"), sales, number: "0012");
        var reza = await staff.PersonAsync(new PersonName("رضا", "کریمی"), sales, number: "0013");
        var mina = await staff.PersonAsync(new PersonName("مینا", "راد"), sales, number: "0014");
        var (id, _) = await PlanAsync(node, hr, Header + "0012,سارا,نو,sara@example.org,,,پشتیبانی,\n0013,رضا,کریمی,,,,,غیرفعال\n0014,مینا,نو,,,,,\n0020,کیان,راد,,,kian.rad,,\n");
        await node.UseAsync((ConfirmImport use) => use.RunAsync(hr, id));
        Assert.Equal(new ImportStateRefused(), (await node.UseAsync((UndoImport use) => use.RunAsync(hr, id))).Refusal);
        await WorkAsync(node);
        node.Clock.Advance(TimeSpan.FromMinutes(1));
        await node.UseAsync((ChangePerson use) => use.RunAsync(hr, mina, new PersonName("مینا", "پس از آن"), null, null));

        Assert.True((await node.UseAsync((ReadImport use) => use.RunAsync(hr, id)))!.MayUndo);
        Assert.True((await node.UseAsync((UndoImport use) => use.RunAsync(hr, id))).Succeeded);
        await WorkAsync(node);

        var line = (await node.UseAsync((ReadImport use) => use.RunAsync(hr, id)))!.Line;
        Assert.Equal((ImportState.Undone, 3, 1), (line.State, line.TakenBack, line.NotTakenBack));
        var people = await node.ReadAsync(db => db.Set<Person>().ToDictionaryAsync(p => p.Id));
        Assert.Equal(("احمدی", null, true, "پس از آن"), (people[sara].FamilyName, people[sara].Email, people[reza].IsActive, people[mina].FamilyName));
        Assert.Equal(sales.Id, await node.ReadAsync(db => db.Set<Membership>().Where(m => m.PersonId == sara && m.EndedAtUtc == null).Select(m => m.UnitId).SingleAsync()));
        Assert.False(people.Values.Single(p => p.GivenName == "کیان").IsActive);
        Assert.Equal("import.not-undone", (await RowsAsync(node, hr, id)).Single(r => r.Progress == RowProgress.NotTakenBack).Errors.Single().Code);
        Assert.NotEqual(sales.Id, support.Id);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Nobody_imports_into_what_is_not_theirs_or_becomes_somebody_by_an_unproven_contact(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        var (arya, other) = (await staff.OrganisationAsync("آریا"), await staff.OrganisationAsync("دیگر"));
        var manager = await staff.ManagerOfAsync(arya);
        var customers = await staff.OrganisationAsync("مشتریان", OrganisationKind.Customers);
        await staff.PersonAsync(new PersonName("مهاجم", "ناشناس"), at: customers, audience: Audience.Customer, more: p => p.ChangeContact("boss@example.org", null));
        await staff.PersonAsync(new PersonName("بیگانه", "کس"), at: other, audience: Audience.Agent, number: "7", more: p => Prove(p, "theirs@example.org", null));
        await staff.PersonAsync(new PersonName("خودی", "کس"), at: arya, audience: Audience.Agent, number: "7");
        const string WithPlace = "شماره پرسنلی,نام خانوادگی,ایمیل,سازمان\n";

        var (id, _) = await PlanAsync(node, manager, WithPlace + "7,نو,,\n8,نو,theirs@example.org,\n9,نو,,دیگر\n10,نو,,\n");
        var rows = await RowsAsync(node, manager, id);
        Assert.Equal([RowAction.Update, RowAction.Error, RowAction.Error, RowAction.Create], rows.Select(r => r.Action));
        Assert.Equal(["people.email-taken", "import.organisation-unknown"], rows.SelectMany(r => r.Errors).Select(e => e.Code));
        Assert.Null(await node.UseAsync((ReadImport use) => use.RunAsync(hr, id)));
        Assert.Equal(new NotFound(), (await node.UseAsync((ConfirmImport use) => use.RunAsync(hr, id))).Refusal);
        Assert.Empty(await RowsAsync(node, hr, id));

        var (ofHr, _) = await PlanAsync(node, hr, WithPlace + "11,رئیس,boss@example.org,\n");
        Assert.Equal(["people.email-unproven-elsewhere"], (await RowsAsync(node, hr, ofHr)).SelectMany(r => r.Errors).Select(e => e.Code));

        var learner = await staff.PersonAsync("کارآموز");
        Assert.Equal(new NotAllowed(), (await ReceiveAsync(node, learner, WithPlace + "1,نو,,\n")).Refusal);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Rights_that_were_withdrawn_after_the_dry_run_count(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var arya = await staff.OrganisationAsync("آریا");
        var manager = await staff.ManagerOfAsync(arya);
        var (id, _) = await PlanAsync(node, manager, "شماره پرسنلی,نام خانوادگی\n10,نو\n");
        await node.UseAsync((ConfirmImport use) => use.RunAsync(manager, id));
        await node.ReadAsync(db => db.Set<RoleGrant>().ExecuteDeleteAsync());
        await WorkAsync(node);
        Assert.Equal(0, await node.ReadAsync(db => db.Set<Person>().CountAsync(p => p.FamilyName == "نو")));
        Assert.Equal(1, await node.ReadAsync(db => db.Set<PeopleImport>().Where(i => i.Id == id).Select(i => i.Refused).SingleAsync()));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_cancelled_import_stops_and_rows_are_removed_when_their_time_is_over(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var hr = await new Staff(node).HumanResourcesAsync();
        var (id, _) = await PlanAsync(node, hr, "شماره پرسنلی,نام خانوادگی,بی‌معنا\n10,نو,x\n");
        await node.UseAsync((ConfirmImport use) => use.RunAsync(hr, id));
        Assert.True((await node.UseAsync((CancelImport use) => use.RunAsync(hr, id))).Succeeded);
        await WorkAsync(node);
        Assert.Equal(1, await node.ReadAsync(db => db.Set<Person>().CountAsync()));

        node.Clock.Advance(PeopleImport.KeptFor - TimeSpan.FromMinutes(1));
        Assert.Equal(0, await node.UseAsync((PurgeImports use) => use.RunAsync()));
        node.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await node.UseAsync((PurgeImports use) => use.RunAsync()));
        Assert.Equal((0, 1), (await node.ReadAsync(db => db.Set<ImportRow>().CountAsync()), await node.ReadAsync(db => db.Set<PeopleImport>().CountAsync())));
        Assert.Equal(new ImportStateRefused(), (await node.UseAsync((PlanImport use) => use.RunAsync(hr, id))).Refusal);
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_columns_mean_is_remembered_for_the_same_headers(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var hr = await new Staff(node).HumanResourcesAsync();
        const string Odd = "کد من,فامیل\n10,نو\n";
        var first = (await ReceiveAsync(node, hr, Odd)).Value;
        Assert.Equal([null, ImportField.FamilyName], (await node.UseAsync((ReadImport use) => use.RunAsync(hr, first)))!.Columns.Fields);
        Assert.True((await node.UseAsync((PlanImport use) => use.RunAsync(hr, first, new ImportColumns([ImportField.PersonnelNumber, ImportField.FamilyName])))).Succeeded);
        await node.UseAsync((ConfirmImport use) => use.RunAsync(hr, first));
        await WorkAsync(node);
        var second = (await ReceiveAsync(node, hr, "كد من;فاميل\n10;نو\n")).Value;
        Assert.Equal([ImportField.PersonnelNumber, ImportField.FamilyName], (await node.UseAsync((ReadImport use) => use.RunAsync(hr, second)))!.Columns.Fields);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Units_are_added_renamed_and_moved_by_the_rules_of_single_ones_and_taken_back_where_unused(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        var (sales, support) = (await staff.UnitAsync("فروش"), await staff.UnitAsync("پشتیبانی"));
        var file = $"""
            نام به فارسی,نام به انگلیسی,واحد بالادست,شناسه در آکادمی
            تهران,Tehran,فروش,
            شمال,North,فروش / تهران,
            شمال,Up,تهران,
            بی‌جا,Nowhere,ناکجا,
            پشتیبانی,Support,فروش,{support.Id:D}

            """;
        var (id, counts) = await PlanAsync(node, hr, file, ImportKind.Units);
        Assert.Equal(new ImportCounts(2, 1, 0, 0, 0, 2), counts);
        Assert.Equal(["import.repeated", "import.parent-unknown"], (await RowsAsync(node, hr, id)).SelectMany(r => r.Errors).Select(e => e.Code));
        Assert.Equal(2, await node.ReadAsync(db => db.Set<Unit>().CountAsync()));

        await node.UseAsync((ConfirmImport use) => use.RunAsync(hr, id));
        await WorkAsync(node);
        Assert.Equal((ImportState.Done, 3, 0), await StateAsync(node, hr, id));
        var units = await node.ReadAsync(db => db.Set<Unit>().AsNoTracking().ToDictionaryAsync(u => u.Name.En));
        Assert.Equal((sales.Id, units["Tehran"].Id, sales.Id), (units["Tehran"].ParentId, units["North"].ParentId, units["Support"].ParentId));
        Assert.Equal($"/{sales.Id:N}/{units["Tehran"].Id:N}/{units["North"].Id:N}/", units["North"].Path);
        Assert.Superset(new HashSet<string> { "organisation.unit-added", "organisation.unit-moved", "people.imported" }, (await node.ReadAsync(db => db.Set<AuditEntry>().Where(a => a.ActorId == hr).Select(a => a.Action).ToListAsync())).ToHashSet());
        Assert.Equal(new ImportCounts(0, 0, 0, 0, 2, 0), (await PlanAsync(node, hr, "نام به فارسی,واحد بالادست\nتهران,فروش\nشمال,فروش / تهران\n", ImportKind.Units)).Counts);

        // Somebody is in the one by now: it stays, and so does what it lies below.
        await staff.PersonAsync(new PersonName("سارا", "احمدی"), units["North"]);
        await node.UseAsync((UndoImport use) => use.RunAsync(hr, id));
        await WorkAsync(node);
        Assert.Equal(["import.in-use", "import.in-use"], (await RowsAsync(node, hr, id)).Where(r => r.Progress == RowProgress.NotTakenBack).SelectMany(r => r.Errors).Select(e => e.Code));
        Assert.Null(await node.ReadAsync(db => db.Set<Unit>().Where(u => u.Id == support.Id).Select(u => u.ParentId).SingleAsync()));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Partner_organisations_are_added_and_renamed_by_human_resources_alone(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        var arya = await staff.OrganisationAsync("آریا");
        const string File = "نام به فارسی,نام به انگلیسی\nآریا,Arya Renamed\nنو,New\n";
        var manager = await staff.ManagerOfAsync(arya);
        Assert.Equal(new NotAllowed(), (await ReceiveAsync(node, manager, File, ImportKind.Partners)).Refusal);
        Assert.Equal([ImportKind.People], await node.UseAsync((ReadImport use) => use.KindsAsync(manager)));

        var (id, counts) = await PlanAsync(node, hr, File, ImportKind.Partners);
        Assert.Equal(new ImportCounts(1, 1, 0, 0, 0, 0), counts);
        await node.UseAsync((ConfirmImport use) => use.RunAsync(hr, id));
        await WorkAsync(node);
        Assert.Equal(["Arya Renamed", "New"], (await node.ReadAsync(db => db.Set<Organisation>().AsNoTracking().Where(o => o.Kind == OrganisationKind.Partner).ToListAsync())).Select(o => o.Name.En).Order());
        await node.UseAsync((UndoImport use) => use.RunAsync(hr, id));
        await WorkAsync(node);
        Assert.Equal((ImportState.Undone, 2, 0), await TakenBackAsync(node, hr, id));
        Assert.DoesNotContain(await node.ReadAsync(db => db.Set<Organisation>().AsNoTracking().ToListAsync()), o => o.Name.En is "New" or "Arya Renamed");
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_first_use_slip_opens_an_account_once_and_its_code_is_nowhere_in_clear(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        var (id, _) = await PlanAsync(node, hr, Header + "0020,کیان,راد,,,kian.rad,,\n0021,مینا,نوری,mina@example.org,,mina,,\n0022,ندا,پاک,,,,,\n0023,آرش,کیا,,,arash,,\n");
        await node.UseAsync((ConfirmImport use) => use.RunAsync(hr, id));
        await WorkAsync(node);

        Assert.Equal(new FirstUseView("people.csv", 2, 1, 1), await node.UseAsync((FirstUseSlips use) => use.ViewAsync(hr, id)));
        var slips = (await node.UseAsync((FirstUseSlips use) => use.MakeAsync(hr, id, 0))).Value!;
        Assert.Equal(["kian.rad", "arash"], slips.Select(s => s.UserName));
        Assert.Equal(("0020", node.Clock.GetUtcNow().UtcDateTime.AddDays(14)), (slips[0].PersonnelNumber, slips[0].ValidUntilUtc));
        Assert.DoesNotContain(slips[0].Code, slips[0].ToString(), StringComparison.Ordinal);
        var stored = await node.ReadAsync(db => db.Set<Account>().SingleAsync(a => a.UserName == "kian.rad"));
        Assert.Equal(PasswordOrigin.HandedOut, stored.PasswordOrigin);
        Assert.DoesNotContain(slips[0].Code, stored.PasswordHash!, StringComparison.Ordinal);
        Assert.DoesNotContain(await node.ReadAsync(db => db.Set<AuditEntry>().Select(a => a.Detail).ToListAsync()), d => d?.Contains(slips[0].Code, StringComparison.Ordinal) == true);
        Assert.DoesNotContain(await node.ReadAsync(db => db.Set<OutboxMessage>().Select(m => m.Payload).ToListAsync()), d => d.Contains(slips[0].Code, StringComparison.Ordinal));
        Assert.DoesNotContain(await node.ReadAsync(db => db.Set<Platform.Events.DomainEventRecord>().Select(e => e.Payload).ToListAsync()), d => d.Contains(slips[0].Code, StringComparison.Ordinal));
        Assert.Equal(2, await node.ReadAsync(db => db.Set<AuditEntry>().CountAsync(a => a.Action == "people.first-use-slip" && a.ActorId == hr)));

        // Whoever chose a password needs none; making the others again replaces the code.
        await node.DoAsync(db => db.Entry(db.Set<Account>().AsTracking().Single(a => a.UserName == "arash")).Property(a => a.PasswordOrigin).CurrentValue = PasswordOrigin.Chosen);
        var again = (await node.UseAsync((FirstUseSlips use) => use.MakeAsync(hr, id, 0))).Value!;
        Assert.Equal("kian.rad", Assert.Single(again).UserName);
        Assert.NotEqual(slips[0].Code, again[0].Code);
        Assert.Equal(new NobodyNeedsSlip(), (await node.UseAsync((FirstUseSlips use) => use.MakeAsync(hr, id, 1))).Refusal);
        var other = await staff.HumanResourcesAsync();
        Assert.Null(await node.UseAsync((FirstUseSlips use) => use.ViewAsync(other, id)));
        Assert.Equal(new NotFound(), (await node.UseAsync((FirstUseSlips use) => use.MakeAsync(other, id, 0))).Refusal);
    }

    private static async Task<(ImportState, int, int)> StateAsync(Node node, Guid actor, Guid id) =>
        (await node.UseAsync((ReadImport use) => use.RunAsync(actor, id)))!.Line is var line ? (line.State, line.Applied, line.Refused) : default;

    private static async Task<(ImportState, int, int)> TakenBackAsync(Node node, Guid actor, Guid id) =>
        (await node.UseAsync((ReadImport use) => use.RunAsync(actor, id)))!.Line is var line ? (line.State, line.TakenBack, line.NotTakenBack) : default;

    private static void Prove(Person person, string? email, string? mobile)
    {
        person.ChangeContact(email, mobile);
        person.Prove(ContactKind.Email, ContactProof.Office, person.CreatedAtUtc);
        person.Prove(ContactKind.Mobile, ContactProof.Office, person.CreatedAtUtc);
    }

    private static async Task<(Guid Id, ImportCounts Counts)> PlanAsync(Node node, Guid actor, string csv, ImportKind kind = ImportKind.People)
    {
        var received = await ReceiveAsync(node, actor, csv, kind);
        Assert.True(received.Succeeded, received.Refusal?.Code);
        var planned = await node.UseAsync((PlanImport use) => use.RunAsync(actor, received.Value));
        Assert.True(planned.Succeeded, planned.Refusal?.Code);
        return (received.Value, planned.Value);
    }

    private static async Task<Result<Guid>> ReceiveAsync(Node node, Guid actor, string csv, ImportKind kind = ImportKind.People)
    {
        await using var file = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        return await node.UseAsync((ReceiveImport use) => use.RunAsync(actor, kind, "people.csv", file));
    }

    private static Task<IReadOnlyList<ImportRowView>> RowsAsync(Node node, Guid actor, Guid id) => node.UseAsync((ReadImport use) => use.RowsAsync(actor, id, new(), null, null, 500));

    /// <summary>Delivers what waits, as the dispatcher of a running node does.</summary>
    private static async Task WorkAsync(Node node)
    {
        var dispatcher = node.Services.GetRequiredService<OutboxDispatcher>();
        while (await dispatcher.DeliverNextAsync(TestContext.Current.CancellationToken))
        {
        }
    }

    private static async Task<(int, int, int, int)> SizesAsync(Node node) => (
        await node.ReadAsync(db => db.Set<Person>().CountAsync()), await node.ReadAsync(db => db.Set<Membership>().CountAsync()), await node.ReadAsync(db => db.Set<Account>().CountAsync()), await node.ReadAsync(db => db.Set<AuditEntry>().CountAsync()));

    /// <summary>Stops the work after its first batch.</summary>
    private sealed class AfterFirst(CancellationTokenSource killed) : IProgress<int>
    {
        public void Report(int value) => killed.Cancel();
    }
}
