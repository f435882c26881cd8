using System.Net;
using System.Text.RegularExpressions;
using CustomerService.App.Tests.Access;

namespace CustomerService.App.Tests.Rendering;

/// <summary>
/// Opens, as one role, every page of the running host that the role may open, with the role's own records, and from there all links
/// of the pages. Of URLs that differ only in an id or in query values it opens a few.
/// </summary>
internal static partial class PageWalk
{
    private const int SamplesOfAShape = 3;

    /// <returns>The pages that failed to open, one line each.</returns>
    public static async Task<string> RunAsync(AcademyFixture fixture, string role)
    {
        var population = await fixture.PopulationAsync();
        var visitor = await population.ComeAsAsync(role);
        var waiting = new Queue<(string Address, string From)>(Endpoint.AllOf(fixture.Academy).Where(e => e.IsPage)
            .Select(e => (e.Pattern, Rule: AccessTable.Of(e.Pattern)!))
            .Where(e => e.Rule.Answer is null && AccessTable.May(role, e.Rule.Access))
            .Select(e => (population.AddressOf(e.Pattern, e.Rule.Subject, role, own: true), "the table")));
        Assert.NotEmpty(waiting);
        var known = waiting.Select(w => w.Address).ToHashSet(StringComparer.Ordinal);
        var shapes = new Dictionary<string, int>(StringComparer.Ordinal);
        var wrong = new List<string>();
        while (waiting.TryDequeue(out var next))
        {
            var response = await visitor.FollowAsync(await visitor.GetAsync(next.Address));
            if (response.StatusCode != HttpStatusCode.OK)
            {
                wrong.Add($"{next.Address}, from {next.From}: {(int)response.StatusCode}");
                continue;
            }

            foreach (var link in (await TestKit.Visitor.ReadAsync(response)).QuerySelectorAll("a[href^='/']:not([download])"))
            {
                var address = link.GetAttribute("href")!.Split('#')[0];
                if (address.StartsWith("//", StringComparison.Ordinal) || Path.HasExtension(address.Split('?')[0]) || !known.Add(address))
                {
                    continue;
                }

                var shape = Shape(address);
                shapes[shape] = shapes.GetValueOrDefault(shape) + 1;
                if (shapes[shape] <= SamplesOfAShape)
                {
                    waiting.Enqueue((address, next.Address));
                }
            }
        }

        return string.Join(Environment.NewLine, wrong);
    }

    /// <summary>The URL without its ids and query values.</summary>
    private static string Shape(string address)
    {
        var (path, query) = address.Split('?', 2) is [var before, var after] ? (before, after) : (address, "");
        return Ids().Replace(path, "/*") + "?" + string.Join('&', query.Split('&').Select(pair => pair.Split('=')[0]).Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("/([A-Z][0-9]+|[0-9a-f]{8}-[0-9a-f-]{27}|[0-9A-Z-]{20,})(?=/|$)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Ids();
}
