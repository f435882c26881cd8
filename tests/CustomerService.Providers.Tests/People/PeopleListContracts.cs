using CustomerService.People.Administration;
using CustomerService.People.Data;
using CustomerService.People.Rules;

namespace CustomerService.Providers.Tests.People;

public sealed class PeopleListContracts(Databases databases)
{
    private static readonly PeopleFilter Everybody = new(null, null, null, null, null);

    public static TheoryData<string> All => Databases.All;

    [Theory, MemberData(nameof(All))]
    public async Task Search_finds_a_person_however_the_name_is_typed(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        var wanted = await staff.PersonAsync(new PersonName("علي‌رضا", "كاظمي", "Alireza", "Kazemi"), more: p => p.ChangeContact("a.kazemi@example.org", "+989121234567"));
        await staff.PersonAsync(new PersonName("مریم", "رضایی", "Maryam", "Rezaei"), more: p => p.ChangeContact("maryam@example.org", "+989127654321"));

        foreach (var typed in new[]
        {
            "کاظمی", "كاظمي", "کاظمى", "علیرضا", "علی‌رضا", "علي رضا", "رضا کاظمی", "کاظمی علیرضا", "ﻛﺎﻇﻤﻲ", "KAZEMI", "kazemi  alireza",
            "A.Kazemi@Example.ORG", "09121234567", "۰۹۱۲۱۲۳۴۵۶۷", "٠٩١٢ ١٢٣ ٤٥ ٦٧", "+98 912 123 4567", "1234567",
        })
        {
            Assert.Equal((typed, wanted), (typed, Assert.Single(await FoundAsync(node, hr, typed))));
        }

        foreach (var typed in new[] { "کاظمی مریم", "kazemi rezaei", "%", "_", "کاظ%می", "[a-z]", "\\", "'", "09129999999", "نیست" })
        {
            Assert.Equal((typed, 0), (typed, (await FoundAsync(node, hr, typed)).Count));
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task Search_finds_a_name_of_two_parts_however_they_are_joined(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        string[] written = ["نیک نام", "نیک‌نام", "نیکنام"];
        var people = await staff.CrowdAsync([.. written.Select(name => new PersonName("دارا", name)), .. written.Select(name => new PersonName(name, "دارا"))]);
        await staff.PersonAsync(new PersonName("نام", "آور"));

        foreach (var typed in (string[])[.. written, .. written.Select(name => $"دارا {name}")])
        {
            Assert.Equal((typed, string.Join(' ', people.Order())), (typed, string.Join(' ', (await FoundAsync(node, hr, typed)).Order())));
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task Names_that_fill_their_columns_are_kept_and_found(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        var longest = string.Concat(Enumerable.Repeat("قا ", 33)) + "ق";
        var latin = new string('a', 100);
        var person = await staff.PersonAsync(
            new PersonName(longest, longest, latin, latin), more: p => p.ChangeContact(new string('e', 244) + "@example.org", "+989121234567"));

        Assert.Equal([person], await FoundAsync(node, hr, "09121234567"));
        Assert.Equal([person], await FoundAsync(node, hr, longest[..20]));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Search_takes_a_personnel_number_in_any_digits_and_case_but_never_a_part_of_it(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        var wanted = await staff.PersonAsync(new PersonName("نادر", "سلیمی"), number: "E-1207");
        await staff.PersonAsync(new PersonName("نادر", "سلیمی"), number: "E-12075");

        foreach (var typed in new[] { "E-1207", "e-1207", "e-۱۲۰۷", "E-١٢٠٧", "سلیمی e-1207" })
        {
            Assert.Equal((typed, wanted), (typed, Assert.Single(await FoundAsync(node, hr, typed))));
        }

        Assert.Empty(await FoundAsync(node, hr, "E-120"));
        Assert.Empty(await FoundAsync(node, hr, "1207"));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_personnel_number_of_another_organisation_betrays_nobody(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var (mine, other) = (await staff.OrganisationAsync("پخش"), await staff.OrganisationAsync("فروش"));
        var manager = await staff.ManagerOfAsync(mine);
        var shared = await staff.PersonAsync(new PersonName("نگار", "امینی"), at: mine, audience: Audience.Agent, number: "11");
        await staff.AddMembershipAsync(shared, at: other, audience: Audience.Agent, number: "77");

        Assert.Equal([shared], await FoundAsync(node, manager, "11"));
        Assert.Empty(await FoundAsync(node, manager, "77"));
        var row = (await ViewAsync(node, manager, Everybody, KeysetCursor.Start)).Rows.Single(r => r.Person.Id == shared);
        Assert.Equal(["پخش"], row.Memberships.Select(p => p.Fa));
    }

    [Theory, MemberData(nameof(All))]
    public async Task People_stand_in_the_order_of_a_persian_dictionary(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        // In collation order; کریمی is typed on an Arabic keyboard, پ چ ژ گ are the letters that Unicode puts last.
        PersonName[] ordered =
        [
            new("زهرا", "آذر"), new("زهرا", "احمدی"), new("زهرا", "بهار"), new("آرش", "پارسا"), new("زهرا", "پارسا"), new("زهرا", "تهرانی"), new("زهرا", "چمنی"),
            new("زهرا", "حسینی"), new("زهرا", "ژاله"), new("زهرا", "كريمي"), new("زهرا", "گلی"), new("زهرا", "لطفی"), new("زهرا", "مرادی"), new("زهرا", "نوری"),
            new("زهرا", "وحیدی"), new("زهرا", "هاشمی"), new("زهرا", "یزدی"),
        ];
        var ids = new Dictionary<PersonName, Guid>();
        foreach (var name in ordered.OrderBy(n => n.FamilyName.Length).ThenByDescending(n => n.FamilyName, StringComparer.Ordinal))
        {
            ids[name] = await staff.PersonAsync(name);
        }

        var listed = (await ViewAsync(node, hr, Everybody, KeysetCursor.Start)).Rows.Select(r => r.Person.Id).Where(id => id != hr);

        Assert.Equal(ordered.Select(n => ids[n]), listed);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Pages_follow_each_other_forwards_and_backwards_also_through_people_of_one_name(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        // 120 people of whom 80 have one name: 50 + 50 + 20, and two page boundaries fall within the name.
        var before = await staff.CrowdAsync(Enumerable.Range(10, 30).Select(n => new PersonName($"ب{n}", "احمدی")));
        var same = await staff.CrowdAsync(Enumerable.Repeat(new PersonName("نام", "برومند"), 80));
        var after = await staff.CrowdAsync(Enumerable.Range(10, 10).Select(n => new PersonName($"ب{n}", "یزدی")));
        var filter = Everybody with { Audience = Audience.Frontline };

        var pages = new List<PeopleView> { await ViewAsync(node, hr, filter, KeysetCursor.Start) };
        while (pages[^1].After is { } last)
        {
            pages.Add(await ViewAsync(node, hr, filter, new KeysetCursor(last, null)));
        }

        Assert.Equal([50, 50, 20], pages.Select(p => p.Rows.Count));
        Assert.Equal([false, true, true], pages.Select(p => p.Before is not null));
        var listed = pages.SelectMany(Ids).ToList();
        Assert.Equal(before, listed.Take(30));
        Assert.Equal(same.Order(), listed.Skip(30).Take(80).Order());
        Assert.Equal(after, listed.Skip(110));

        var second = await ViewAsync(node, hr, filter, new KeysetCursor(null, pages[2].Before));
        var first = await ViewAsync(node, hr, filter, new KeysetCursor(null, second.Before));
        Assert.Equal(Ids(pages[1]), Ids(second));
        Assert.Equal(Ids(pages[0]), Ids(first));
        Assert.Equal((pages[1].After, pages[0].After, null), (second.After, first.After, first.Before));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_page_that_begins_at_somebody_unseen_begins_at_the_start(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var (mine, other) = (await staff.OrganisationAsync("پخش"), await staff.OrganisationAsync("فروش"));
        var manager = await staff.ManagerOfAsync(mine);
        var (early, late) = (await staff.PersonAsync("آذر", at: mine, audience: Audience.Agent), await staff.PersonAsync("یزدی", at: mine, audience: Audience.Agent));
        var foreign = await staff.PersonAsync("نوری", at: other, audience: Audience.Agent);

        Assert.Equal([early, manager, late], Ids(await ViewAsync(node, manager, Everybody, new KeysetCursor(foreign, null))));
        Assert.Equal([early, manager, late], Ids(await ViewAsync(node, manager, Everybody, new KeysetCursor(null, foreign))));
        Assert.Equal([late], Ids(await ViewAsync(node, manager, Everybody, new KeysetCursor(manager, null))));
        Assert.Equal([early], Ids(await ViewAsync(node, manager, Everybody, new KeysetCursor(null, manager))));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Everybody_sees_exactly_their_own(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var head = await staff.UnitAsync("ستاد");
        var branch = await staff.UnitAsync("شعبه", head);
        var desk = await staff.UnitAsync("باجه", branch);
        var aside = await staff.UnitAsync("انبار");
        var (partner, otherPartner) = (await staff.OrganisationAsync("پخش"), await staff.OrganisationAsync("فروش"));
        var (atHead, atBranch, atDesk, atSide, nowhere) = (
            await staff.PersonAsync("آ", head), await staff.PersonAsync("ب", branch), await staff.PersonAsync("پ", desk), await staff.PersonAsync("ت", aside), await staff.PersonAsync("ث"));
        var (agent, otherAgent) = (await staff.PersonAsync("ج", at: partner, audience: Audience.Agent), await staff.PersonAsync("چ", at: otherPartner, audience: Audience.Agent));
        var both = await staff.PersonAsync("ح", desk);
        await staff.AddMembershipAsync(both, at: partner, audience: Audience.Agent);
        var closed = await staff.PersonAsync(new PersonName("", "خ"), branch, more: p => p.Deactivate());

        var headManager = await staff.ManagerOfAsync(head);
        var branchManager = await staff.ManagerOfAsync(branch);
        var partnerManager = await staff.ManagerOfAsync(partner);
        var twofold = await staff.ManagerOfAsync(aside);
        await node.GrantAsync(twofold, Role.Manager, unit: desk);
        await node.GrantAsync(twofold, Role.PartnerManager, otherPartner);
        var hr = await staff.HumanResourcesAsync();
        var leader = await staff.PersonAsync("ذ");
        await node.GrantAsync(leader, Role.Leader);

        Guid[] everybody = [atHead, atBranch, atDesk, atSide, nowhere, agent, otherAgent, both, closed, headManager, branchManager, partnerManager, twofold, hr, leader];
        await SeesAsync(hr, everybody);
        await SeesAsync(headManager, atHead, atBranch, atDesk, both, closed, headManager, branchManager);
        await SeesAsync(branchManager, atBranch, atDesk, both, closed, branchManager);
        await SeesAsync(partnerManager, agent, both, partnerManager);
        await SeesAsync(twofold, atSide, atDesk, both, otherAgent, twofold);
        await SeesAsync(leader, leader);
        await SeesAsync(atDesk, atDesk);

        // Only the filter selects inactive people, and units or organisations out of scope match nobody.
        Assert.Equal([closed], Ids(await ViewAsync(node, branchManager, Everybody with { Activity = Activity.Inactive }, KeysetCursor.Start)));
        Assert.Empty(Ids(await ViewAsync(node, branchManager, Everybody with { UnitId = head.Id }, KeysetCursor.Start)));
        Assert.Equal(new[] { atDesk, both }.Order(), Ids(await ViewAsync(node, branchManager, Everybody with { UnitId = desk.Id }, KeysetCursor.Start)).Order());
        Assert.Empty(Ids(await ViewAsync(node, partnerManager, Everybody with { OrganisationId = otherPartner.Id }, KeysetCursor.Start)));

        async Task SeesAsync(Guid asker, params Guid[] expected) =>
            Assert.Equal(expected.Order(), Ids(await ViewAsync(node, asker, Everybody, KeysetCursor.Start)).Order());
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_role_for_an_organisation_or_a_unit_is_no_role_for_everything(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var unit = await staff.UnitAsync("شعبه");
        var partner = await staff.OrganisationAsync("پخش");
        var (atUnit, agent) = (await staff.PersonAsync("ب", unit), await staff.PersonAsync("پ", at: partner, audience: Audience.Agent));
        var (ofPartner, ofUnit) = (await staff.PersonAsync("ت"), await staff.PersonAsync("ث"));
        await node.GrantAsync(ofPartner, Role.HumanResources, partner);
        await node.GrantAsync(ofUnit, Role.HumanResources, unit: unit);

        Assert.Equal(new[] { agent, ofPartner }.Order(), Ids(await ViewAsync(node, ofPartner, Everybody, KeysetCursor.Start)).Order());
        Assert.Equal(new[] { atUnit, ofUnit }.Order(), Ids(await ViewAsync(node, ofUnit, Everybody, KeysetCursor.Start)).Order());
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_list_is_read_backward_in_either_order_and_counted_up_to_a_limit(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var partner = await staff.OrganisationAsync("پخش");
        var manager = await staff.PersonAsync(new PersonName("", "آآ"), at: partner, audience: Audience.Agent);
        await node.GrantAsync(manager, Role.PartnerManager, partner);
        List<Guid> people = [manager];
        for (var i = 0; i < ViewPeople.PageSize + 5; i++)
        {
            people.Add(await staff.PersonAsync(new PersonName("", "ب" + (char)('ا' + (i / 10)) + (char)('۰' + (i % 10))), at: partner, audience: Audience.Agent));
        }

        var up = await ViewAllAsync(node, manager, isDescending: false);
        var down = await ViewAllAsync(node, manager, isDescending: true);
        Assert.Equal(people.Count, up.Count);
        Assert.Equal(people.Order(), up.Order());
        Assert.Equal(Enumerable.Reverse(up), down);

        Assert.Equal(people.Count, (await CountAsync(people.Count)).Count);
        Assert.Equal(11, (await CountAsync(10)).Count);
        Assert.Null((await CountAsync(null)).Count);

        Task<PeopleView> CountAsync(int? limit) => node.UseAsync((ViewPeople view) => view.RunAsync(manager, Everybody, KeysetCursor.Start, countUpTo: limit));
    }

    /// <summary>Two pages forward, then back to the first, which must be the same.</summary>
    private static async Task<List<Guid>> ViewAllAsync(Node node, Guid asker, bool isDescending)
    {
        var first = await PageAsync(KeysetCursor.Start);
        var second = await PageAsync(new(first.After, null));
        Assert.Equal((null, null), (first.Before, second.After));
        Assert.Equal(Ids(first), Ids(await PageAsync(new(null, second.Before))));
        return [.. Ids(first), .. Ids(second)];

        Task<PeopleView> PageAsync(KeysetCursor key) => node.UseAsync((ViewPeople view) => view.RunAsync(asker, Everybody, key, isDescending));
    }

    private static Task<PeopleView> ViewAsync(Node node, Guid asker, PeopleFilter filter, KeysetCursor key) =>
        node.UseAsync((ViewPeople view) => view.RunAsync(asker, filter, key));

    private static async Task<IReadOnlyList<Guid>> FoundAsync(Node node, Guid asker, string typed) =>
        Ids(await ViewAsync(node, asker, Everybody with { Search = QueryValues.ReadSearch(typed) }, KeysetCursor.Start));

    private static IReadOnlyList<Guid> Ids(PeopleView view) => [.. view.Rows.Select(r => r.Person.Id)];
}
