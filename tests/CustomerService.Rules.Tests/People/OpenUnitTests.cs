using CustomerService.TestKit;

namespace CustomerService.Rules.Tests.People;

public sealed class OpenUnitTests
{
    /// <summary>Wherever somebody is placed in a unit or a role is given for one, it is kept open until the commit.</summary>
    [Fact]
    public void Whoever_places_somebody_in_a_unit_asks_first_whether_it_is_open()
    {
        var placing = Directory.EnumerateFiles(Repository.PathOf("src/CustomerService.People"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
            .Select(path => (Name: Path.GetFileName(path), Text: File.ReadAllText(path)))
            .Where(file => file.Text.Contains("new Membership(", StringComparison.Ordinal) || file.Text.Contains("new RoleGrant(", StringComparison.Ordinal) || file.Text.Contains("new Unit(", StringComparison.Ordinal))
            .ToList();

        Assert.Superset(new HashSet<string> { "CreatePerson.cs", "MovePerson.cs", "FollowProvider.cs", "GrantRole.cs", "AddUnit.cs" }, placing.Select(f => f.Name).ToHashSet());
        // The first administrator's role holds everywhere.
        Assert.All(placing.Where(f => f.Name is not "SetUpAcademy.cs"), f => Assert.Contains("KeepOpenAsync", f.Text, StringComparison.Ordinal));
    }
}
