using CustomerService.People.Data;
using CustomerService.People.SignOn;
using CustomerService.Platform;

namespace CustomerService.Providers.Tests.People;

/// <summary>The list of sign-on requests.</summary>
public sealed class SignOnRequestContracts(Databases databases)
{
    public static TheoryData<string> All => Databases.All;

    [Theory, MemberData(nameof(All))]
    public async Task The_list_is_paged_both_ways_the_open_ones_first(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider);
        var hr = await new Staff(node).HumanResourcesAsync();
        var asked = node.Clock.UtcNow();
        const int Open = ViewSignOnRequests.PageSize + 3, Refused = 4, Linked = 2;
        await node.DoAsync(db =>
        {
            for (var i = 0; i < Open + Refused + Linked; i++)
            {
                // Every other two at the same instant.
                var request = new SignOnRequest(Guid.CreateVersion7(), new("none", $"key {i}", null, $"{i}@example.org", "هیچ", "کس", null, false, null, null, null, null, null, false, false), RequestReason.Unknown, null, asked.AddMinutes(i / 2));
                if (i >= Open)
                {
                    request.Answer(i < Open + Refused ? RequestState.Refused : RequestState.Linked, hr, null, asked);
                }

                db.Add(request);
            }
        });

        var first = await ReadAsync(KeysetCursor.Start);
        var second = await ReadAsync(new(first.After, null));
        var back = await ReadAsync(new(null, second.Before));

        Assert.Equal((ViewSignOnRequests.PageSize, 7, null, null), (first.Rows.Count, second.Rows.Count, first.Before, second.After));
        Assert.Equal(first.Rows, back.Rows);
        Assert.Null(back.Before);
        var all = first.Rows.Concat(second.Rows).ToList();
        Assert.Equal(Open + Refused, all.Select(r => r.Id).Distinct().Count());
        Assert.Equal(all.OrderBy(r => r.State == RequestState.Refused).ThenByDescending(r => r.LastAskedAtUtc).Select(r => (r.State, r.LastAskedAtUtc)), all.Select(r => (r.State, r.LastAskedAtUtc)));
        Assert.Equal(Open + Refused, first.Count);

        async Task<SignOnRequestsView> ReadAsync(KeysetCursor key) => (await node.UseAsync((ViewSignOnRequests view) => view.RunAsync(hr, key, 1000)))!;
    }
}
