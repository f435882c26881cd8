using System.Net;
using CustomerService.People.Rules;
using CustomerService.TestKit;

namespace CustomerService.App.Tests.Rendering;

/// <summary>On a server database a page is rendered once before its first read has ended. SQLite made asynchronous shows what that
/// rendering does.</summary>
public sealed class AsynchronousDatabaseTests
{
    [Fact]
    public async Task Every_page_of_an_office_and_of_an_account_waits_for_what_it_shows()
    {
        await using var academy = new Academy().WithAsynchronousDatabase();
        var administrator = await academy.SignInAsync(await academy.AddPersonAsync(Audience.Leader, Role.Administrator));
        var wrong = new List<string>();
        foreach (var address in new[]
        {
            "/account", "/learning", "/record", "/certificates", "/office", "/office/people", "/office/people/new", "/office/organisations",
            "/office/organisations?do=unit", "/office/matrix", "/office/prints",
        })
        {
            var response = await administrator.GetAsync(address);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                wrong.Add($"{address}: {(int)response.StatusCode}");
            }
        }

        Assert.Empty(wrong);
    }
}
