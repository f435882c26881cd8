using CustomerService.People.Accounts;
using CustomerService.People.Administration;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Providers.Tests.People;

public sealed class AccountContracts(Databases databases)
{
    public static TheoryData<string> All => Databases.All;

    [Theory, MemberData(nameof(All))]
    public async Task A_user_name_is_taken_in_every_form_it_can_be_typed_in(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var hr = await new Staff(node).HumanResourcesAsync();
        Assert.True((await AddAsync(node, hr, "علي_كريمي12")).Succeeded);

        foreach (var form in new[] { "علی_کریمی12", "علي_كريمي۱۲", "علی_کریمی١٢", " علی_‌کریمی12 ", "عَلی_کریمی12" })
        {
            Assert.Equal((form, new UserNameTaken()), (form, (await AddAsync(node, hr, form)).Refusal));
        }

        Assert.True((await AddAsync(node, hr, "علی_کریمی13")).Succeeded);
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
        // Whoever was refused left nothing behind: HR and the one.
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
    }

    private static Task<Result<AddedPerson>> AddAsync(Node node, Guid actor, string userName, string? email = null) =>
        node.UseAsync((AddPerson add) => add.RunAsync(actor, new PersonToAdd(
            new PersonName("کیان", "راد"), email, null, Language.Persian, userName, null, node.Employer, null, Audience.Frontline, null, null, null)));
}
