using System.Reflection;
using System.Text.RegularExpressions;
using CustomerService.People.Accounts;
using CustomerService.TestKit;
using CustomerService.Ui.Office.Layouts;
using CustomerService.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.Access;

/// <summary>The isolation matrix of circuits: every use case that an interactive page can call × every role × a person in the role's scope and a stranger.</summary>
public sealed partial class CircuitServicesTests(SharedAcademy shared)
{
    /// <summary>They show, and ask nobody.</summary>
    private static readonly Type[] NoUseCases = [typeof(Handover)];

    public static TheoryData<string> Asking => [.. Roles.All.Where(r => r.Data != Roles.Visitor)];

    [Fact]
    public void Every_use_case_of_an_interactive_page_is_in_the_table()
    {
        var used = UsedInCircuits();

        Assert.NotEmpty(used);
        Assert.Empty(used.Except(AccessTable.CircuitServices.Keys).Select(t => t.FullName));
        Assert.Empty(AccessTable.CircuitServices.Keys.Except(used).Select(t => t.FullName));
    }

    [Theory, MemberData(nameof(Asking))]
    public async Task A_role_reaches_exactly_what_is_its_own(string role)
    {
        var population = await shared.PopulationAsync();
        var wrong = new List<string>();
        foreach (var (service, rule) in AccessTable.CircuitServices)
        {
            foreach (var own in new[] { true, false })
            {
                var (self, other) = (population.Self(role), population.Other(role, own));
                await using var scope = shared.Academy.Services.CreateAsyncScope();
                var reaches = await rule.Reaches(scope.ServiceProvider, self.Id, other);
                var expected = rule.IsOwnAlone ? self.Id == other.Id : (AccessTable.May(role, rule.Access) && (own || AccessTable.SeesEverybody(role))) || (rule.IncludesSelf && self.Id == other.Id);
                if (reaches != expected)
                {
                    wrong.Add($"{service.Name} with {(own ? "a person in scope" : "a stranger")}: {(reaches ? "reached" : "refused")}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    /// <summary>The use cases that pages with the office's layout inject, and the components that they are made of.</summary>
    private static HashSet<Type> UsedInCircuits()
    {
        var components = PageAssemblies.All.SelectMany(a => a.GetTypes()).Where(t => t.IsSubclassOf(typeof(ComponentBase)) && !t.IsAbstract).ToLookup(t => t.Name.Split('`')[0], StringComparer.Ordinal);
        var sources = Directory.EnumerateFiles(Repository.PathOf("src"), "*.razor", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .ToLookup(f => Path.GetFileNameWithoutExtension(f), File.ReadAllText, StringComparer.Ordinal);
        var waiting = new Queue<Type>(components.SelectMany(c => c).Where(t => t.GetCustomAttribute<LayoutAttribute>()?.LayoutType == typeof(OfficeLayout)));
        var (seen, used) = (new HashSet<Type>(), new HashSet<Type>());
        while (waiting.TryDequeue(out var component))
        {
            if (!seen.Add(component))
            {
                continue;
            }

            foreach (var injected in component.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Where(p => p.IsDefined(typeof(InjectAttribute), inherit: true)).Select(p => p.PropertyType))
            {
                // Under whatever name it is called: ChoicesAsync, OfPersonAsync.
                if (PageAssemblies.All.Contains(injected.Assembly) && injected.Assembly != typeof(OfficeLayout).Assembly && !NoUseCases.Contains(injected)
                    && injected.GetMethods(BindingFlags.Instance | BindingFlags.Public).Any(m => m.Name.EndsWith("Async", StringComparison.Ordinal)))
                {
                    used.Add(injected);
                }
            }

            foreach (var tag in sources[component.Name.Split('`')[0]].SelectMany(text => Tag().Matches(text)))
            {
                foreach (var part in components[tag.Groups["name"].Value])
                {
                    waiting.Enqueue(part);
                }
            }
        }

        return used;
    }

    [GeneratedRegex(@"<(?<name>[A-Z]\w+)")]
    private static partial Regex Tag();
}
