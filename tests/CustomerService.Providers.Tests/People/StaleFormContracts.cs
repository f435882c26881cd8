using CustomerService.People.Administration;
using CustomerService.People.Organisations;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Providers.Tests.People;

/// <summary>Of two forms filled with the same values one is saved and the other refused, one after the other or at once.</summary>
public sealed class StaleFormContracts(Databases databases)
{
    private static readonly DateTime ReadAt = DateTime.UnixEpoch;

    public static TheoryData<string> Providers => Databases.All;

    public static TheoryData<string> Servers => Interleaving.Servers;

    [Theory, MemberData(nameof(Providers))]
    public async Task The_second_of_two_forms_is_refused_with_who_changed_it(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var (hr, person) = (await staff.HumanResourcesAsync(), await staff.PersonAsync("احمدی"));
        var version = await VersionAsync(node, person);

        Assert.True((await ChangeAsync(node, hr, person, "Ahmadi", version)).Succeeded);
        Assert.IsType<ChangedMeanwhileBy>((await ChangeAsync(node, hr, person, "Ahmady", version)).Refusal);
        // The values that are stored already are no conflict.
        Assert.True((await ChangeAsync(node, hr, person, "Ahmadi", version)).Succeeded);
        Assert.True((await ChangeAsync(node, hr, person, "Ahmady", await VersionAsync(node, person))).Succeeded);
        Assert.Equal("Ahmady", await node.ReadAsync(db => db.Set<Person>().Where(p => p.Id == person).Select(p => p.LatinFamilyName).SingleAsync()));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Of_two_nodes_that_save_at_once_one_is_refused(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var staff = new Staff(node);
        var (hr, person) = (await staff.HumanResourcesAsync(), await staff.PersonAsync("احمدی"));
        var version = await VersionAsync(node, person);
        await node.UseAsync((AddUnit add) => add.RunAsync(hr, null, new LocalText("انبار", "Store")));
        var unit = await node.ReadAsync(db => db.Set<Unit>().SingleAsync(u => u.Name.Fa == "انبار"));
        var named = RenameOrgUnit.VersionOf(unit.Name, ReadAt);

        var (first, second) = await Interleaving.RunAsync(node, one => ChangeAsync(one, hr, person, "Ahmadi", version), two => ChangeAsync(two, hr, person, "Ahmady", version));
        var (renamed, refused) = await Interleaving.RunAsync(node, one => RenameAsync(one, "الف"), two => RenameAsync(two, "ب"));

        Assert.Null(first.Refusal);
        Assert.IsType<ChangedMeanwhileBy>(second.Refusal);
        Assert.Null(renamed.Refusal);
        Assert.IsType<ChangedMeanwhileBy>(refused.Refusal);

        Task<Result> RenameAsync(Node at, string name) => at.UseAsync((RenameOrgUnit rename) => rename.RunAsync(hr, unit.Id, new LocalText(name, name), named));
    }

    private static Task<string> VersionAsync(Node node, Guid person) => node.ReadAsync(async db =>
    {
        var stored = await db.Set<Person>().SingleAsync(p => p.Id == person);
        return ChangePerson.VersionOf(stored.Name, stored.Email, stored.Mobile, ReadAt);
    });

    private static async Task<Result> ChangeAsync(Node at, Guid actor, Guid person, string latin, string version)
    {
        var name = await at.ReadAsync(db => db.Set<Person>().Where(p => p.Id == person).Select(p => new PersonName(p.GivenName, p.FamilyName, p.LatinGivenName, latin)).SingleAsync());
        return await at.UseAsync((ChangePerson change) => change.RunAsync(actor, person, name, null, null, version));
    }
}
