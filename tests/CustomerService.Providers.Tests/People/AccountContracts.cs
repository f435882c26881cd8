using CustomerService.People.Accounts;
using CustomerService.People.Administration;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Providers.Tests.People;

public sealed class AccountContracts(Databases databases)
{
    public static TheoryData<string> All => Databases.All;

    /// <summary>Databases that can be dropped and recreated under a node.</summary>
    [Theory, MemberData(nameof(All))]
    public async Task A_user_name_is_taken_in_every_form_it_can_be_typed_in(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var hr = await new Staff(node).HumanResourcesAsync();
        Assert.True((await AddAsync(node, hr, "Ali_Karimi12")).Succeeded);

        foreach (var form in new[] { "ali_karimi12", "ALI_KARIMI۱۲", "Ali_Karimi١٢", " Ali_Karimi12 " })
        {
            Assert.Equal((form, new UserNameTaken()), (form, (await AddAsync(node, hr, form)).Refusal));
        }

        Assert.True((await AddAsync(node, hr, "ali_karimi13")).Succeeded);
        Assert.True((await AddAsync(node, hr, "Sara.K")).Succeeded);
        Assert.Equal(new UserNameTaken(), (await AddAsync(node, hr, "sara.k")).Refusal);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Of_many_who_take_one_user_name_at_once_one_gets_it_and_the_others_are_told(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        await using var neighbour = node.Another();
        var hr = await new Staff(node).HumanResourcesAsync();
        string[] forms = ["Kian.Rad7", "kian.rad7", "KIAN.RAD۷", "kian.rad٧"];

        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => AddAsync(n % 2 == 0 ? node : neighbour, hr, forms[n % 4]))));

        Assert.Single(added, r => r.Succeeded);
        Assert.All(added.Where(r => !r.Succeeded), r => Assert.Equal(new UserNameTaken(), r.Refusal));
        Assert.Equal(1, await node.ReadAsync(db => db.Set<Account>().CountAsync()));
        // Refused calls left no rows: there are HR and the one person added.
        Assert.Equal(2, await node.ReadAsync(db => db.Set<Person>().CountAsync()));
    }

    [Theory, MemberData(nameof(All))]
    public async Task An_email_belongs_to_one_account(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var hr = await new Staff(node).HumanResourcesAsync();

        Assert.True((await AddAsync(node, hr, "one", "Info@Example.org")).Succeeded);
        Assert.Equal(new EmailTaken(), (await AddAsync(node, hr, "two", "info@example.ORG")).Refusal);
        Assert.True((await AddAsync(node, hr, "two", "info2@example.org")).Succeeded);
        // An address of a person without an account is taken as well.
        Assert.True((await AddAsync(node, hr, null, "Desk@example.org")).Succeeded);
        Assert.Equal(new EmailTaken(), (await AddAsync(node, hr, null, "desk@example.org")).Refusal);
        // And it cannot be another account's user name.
        Assert.Equal(new UserNameTaken(), (await AddAsync(node, hr, "INFO@example.org")).Refusal);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_mobile_number_belongs_to_one_person_with_or_without_an_account(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        var first = await AddAsync(node, hr, "one", mobile: "+989121110001");
        Assert.True(first.Succeeded);

        Assert.Equal(new MobileTaken(), (await AddAsync(node, hr, "two", mobile: "+989121110001")).Refusal);
        Assert.Equal(new MobileTaken(), (await AddAsync(node, hr, null, mobile: "+989121110001")).Refusal);
        Assert.Equal(new UserNameTaken(), (await AddAsync(node, hr, "09121110001")).Refusal);
        var second = await AddAsync(node, hr, "two", mobile: "+989121110002");
        Assert.Equal(new MobileTaken(), (await ChangeAsync(second.Value!.Id, "+989121110001")).Refusal);
        Assert.True((await ChangeAsync(second.Value!.Id, "+989121110002")).Succeeded);
        Assert.True((await ChangeAsync(first.Value!.Id, null)).Succeeded);
        Assert.True((await ChangeAsync(second.Value!.Id, "+989121110001")).Succeeded);

        Task<Result> ChangeAsync(Guid person, string? mobile) =>
            node.UseAsync((ChangePerson change) => change.RunAsync(hr, person, new PersonName("کیان", "راد"), null, mobile));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Of_many_who_take_one_mobile_number_at_once_one_gets_it_and_the_others_are_told(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        await using var neighbour = node.Another();
        var hr = await new Staff(node).HumanResourcesAsync();

        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => AddAsync(n % 2 == 0 ? node : neighbour, hr, $"kian{n}", mobile: "+989121110003"))));

        Assert.Single(added, r => r.Succeeded);
        Assert.All(added.Where(r => !r.Succeeded), r => Assert.Equal(new MobileTaken(), r.Refusal));
        Assert.Equal(1, await node.ReadAsync(db => db.Set<Account>().CountAsync(a => a.PhoneNumber == "+989121110003")));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_personnel_number_belongs_to_one_person_in_an_organisation(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        await using var neighbour = node.Another();
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        var (unit, partner) = (await staff.UnitAsync("شعبه"), await staff.OrganisationAsync("همکار"));

        var added = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(() => AddAsync(n % 2 == 0 ? node : neighbour, hr, null, number: n % 2 == 0 ? "k-۱۲" : "K-12"))));
        Assert.All(added.Where(r => !r.Succeeded), r => Assert.Equal(new PersonnelNumberTaken(), r.Refusal));
        var holder = Assert.Single(added, r => r.Succeeded).Value!.Id;

        var other = (await AddAsync(node, hr, null)).Value!.Id;
        Assert.Equal(new PersonnelNumberTaken(), (await MoveAsync(other, unit.OrganisationId, unit.Id, Audience.Frontline)).Refusal);
        Assert.True((await MoveAsync(holder, unit.OrganisationId, unit.Id, Audience.Frontline)).Succeeded);
        Assert.True((await MoveAsync(other, partner.Id, null, Audience.Agent)).Succeeded);

        Task<Result> MoveAsync(Guid person, Guid organisation, Guid? place, Audience audience) =>
            node.UseAsync((MovePerson move) => move.RunAsync(hr, person, null, new NewMembership(organisation, place, audience, null, "k-12")));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_user_name_made_for_somebody_is_of_Latin_letters_digits_and_four_signs(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var hr = await new Staff(node).HumanResourcesAsync();
        foreach (var refused in new[] { "سارا", "sara karimi", "sara/k", "sara‌k", "", " " })
        {
            Assert.Equal((refused, new UserNameRefused()), (refused, (await AddAsync(node, hr, refused)).Refusal));
        }

        var added = await AddAsync(node, hr, " Sara.K_۱۲-٣ ");
        Assert.Equal("Sara.K_12-3", await node.ReadAsync(db => db.Set<Account>().Where(a => a.Id == added.Value!.Id).Select(a => a.UserName).SingleAsync()));
        var onRecord = (await AddAsync(node, hr, null)).Value!.Id;
        Assert.Equal(new UserNameRefused(), (await node.UseAsync((OpenAccount open) => open.RunAsync(hr, onRecord, "نام"))).Refusal);
        Assert.True((await node.UseAsync((OpenAccount open) => open.RunAsync(hr, onRecord, "name۷"))).Succeeded);
    }

    private static Task<Result<AddedPerson>> AddAsync(Node node, Guid actor, string? userName, string? email = null, string? mobile = null, string? number = null) =>
        node.UseAsync((AddPerson add) => add.RunAsync(actor, new PersonToAdd(
            new PersonName("کیان", "راد"), email, mobile, Language.Persian, userName, null, node.Employer, null, Audience.Frontline, null, number, null)));
}
