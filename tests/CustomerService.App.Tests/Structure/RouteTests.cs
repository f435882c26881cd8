using System.Text.RegularExpressions;
using CustomerService.TestKit;
using CustomerService.Ui.Navigation;
using CustomerService.Web;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.Structure;

/// <summary>A path is written once, in the route class of the capability that handles it, and referenced by name upstream of it.</summary>
public sealed partial class RouteTests(SharedAcademy shared)
{
    /// <summary>A project may use the route classes of those before it.</summary>
    private static readonly string[] Order = ["Platform", "Ui", "Office", "People", "Catalogue", "Learning", "Certificates", "Messages", "Reports", "Web"];

    private static readonly string Source = Repository.PathOf("src");

    [Fact]
    public void A_route_class_gives_the_address_of_every_page_and_endpoint_of_its_capability()
    {
        var missing = RouteTable.EndpointsOf(shared.Academy).Except(RouteTable.Addresses);
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_address_of_a_route_class_leads_to_its_capability_or_stands_above_what_does()
    {
        var endpoints = RouteTable.EndpointsOf(shared.Academy);
        var strays = RouteTable.Addresses.Where(a => !endpoints.Contains(a) && !endpoints.Any(e => e.Path.StartsWith(a.Path + "/", StringComparison.Ordinal)));
        Assert.Empty(strays);
    }

    [Fact]
    public void No_address_is_written_outside_the_route_classes()
    {
        var known = new Regex(
            $@"[""'`}}]/({string.Join('|', RouteTable.Addresses.Select(a => a.Path.Split('/')[1]).Where(s => s.Length > 0).Distinct().Select(Regex.Escape))})(?=[""'`/?#{{])",
            RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10));
        var strays = Files("*.cs").Concat(Files("*.razor")).Concat(Files("*.js")).Where(f => !f.EndsWith("Routes.cs", StringComparison.Ordinal))
            .SelectMany(f => File.ReadLines(f).Select((line, i) => (Place: $"{Path.GetRelativePath(Source, f)}:{i + 1}", line)))
            .Where(l => !l.line.StartsWith("@page ", StringComparison.Ordinal) && known.IsMatch(l.line)).Select(l => $"{l.Place} {l.line.Trim()}");
        Assert.Empty(strays);
    }

    [Fact]
    public void A_target_is_registered_by_the_capability_that_answers_its_address()
    {
        var endpoints = RouteTable.EndpointsOf(shared.Academy);
        var strays = shared.Academy.Services.GetServices<NavigationTargetAddress>()
            .Where(t => !endpoints.Contains(new(RouteTable.NameOf(t.Owner), RouteTable.PathOf((string)t.Address.DynamicInvoke(KeyOf(t.Target))!))))
            .Select(t => t.Target.Name);
        Assert.Empty(strays);
    }

    [Fact]
    public void Targets_are_for_those_upstream_of_their_owner()
    {
        var owners = shared.Academy.Services.GetServices<NavigationTargetAddress>().ToDictionary(t => t.Target.Name, t => Array.IndexOf(Order, RouteTable.NameOf(t.Owner)));
        var uses = Files("*.cs").Concat(Files("*.razor")).SelectMany(f => File.ReadLines(f)
            .Where(line => !line.Contains("AddNavigationTarget(", StringComparison.Ordinal)).SelectMany(line => TargetUse().Matches(line))
            .Select(m => (Project: Path.GetRelativePath(Source, f).Split(Path.DirectorySeparatorChar)[0].Split('.')[^1], Target: m.Groups["name"].Value))).ToList();

        var needless = uses.Where(u => owners[u.Target] <= Array.IndexOf(Order, u.Project));
        Assert.Empty(needless);
        var unused = owners.Keys.Except(uses.Select(u => u.Target));
        Assert.Empty(unused);
    }

    [Fact]
    public void A_host_without_the_address_of_a_target_does_not_start()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => AcademyHost.Build(
            ["--applicationName=CustomerService.Web", "--environment=Testing"],
            services => services.Remove(services.Single(s => s.ImplementationInstance is NavigationTargetAddress address && address.Target == NavigationTarget.PersonRecord))));
        Assert.Contains(nameof(NavigationTarget.PersonRecord), refused.Message, StringComparison.Ordinal);
    }

    private static object KeyOf(NavigationTarget target) => target switch
    {
        NavigationTarget<NoKey> => default(NoKey),
        NavigationTarget<Guid> => RouteTable.Id,
        NavigationTarget<string> => RouteTable.Word,
        NavigationTarget<AssigneesKey> => new AssigneesKey([RouteTable.Id]),
        NavigationTarget<LessonKey> => new LessonKey(RouteTable.Word, RouteTable.Word),
        _ => throw new InvalidOperationException($"There is no sample key for {target}."),
    };

    private static IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(Source, pattern, SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !f.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex(@"\bNavigationTarget\.(?<name>(?!All\b)\w+)")]
    private static partial Regex TargetUse();
}
