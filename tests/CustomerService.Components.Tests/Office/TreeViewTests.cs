using Bunit;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Office.Controls;
using Microsoft.AspNetCore.Components.Web;

namespace CustomerService.Components.Tests.Office;

/// <summary>The tree: what is drawn, said and remembered. Its keys are tried in a browser.</summary>
public sealed class TreeViewTests
{
    private static readonly UnitNode[] Units =
    [
        new(Id(1), "ستاد", null), new(Id(2), "خدمات مشتريان", Id(1)), new(Id(3), "مرکز تماس", Id(2)), new(Id(4), "فروش", Id(1)), new(Id(5), "شعبه‌ها", null), new(Id(6), "شيراز", Id(5)),
    ];

    [Fact]
    public async Task A_small_tree_is_open_at_first_and_branches_open_and_close()
    {
        await using var reading = new OfficeReading(Language.Persian);
        var tree = Render(reading, Units);
        Assert.Equal(Units.Select(u => u.Name), Names(tree));
        Assert.Equal([("1", "1", "2", "true"), ("2", "1", "2", "true"), ("3", "1", "1", null), ("2", "2", "2", null), ("1", "2", "2", "true"), ("2", "1", "1", null)], tree.FindAll("[role=treeitem]")
            .Select(i => (i.GetAttribute("aria-level"), i.GetAttribute("aria-posinset"), i.GetAttribute("aria-setsize"), i.GetAttribute("aria-expanded"))));

        await tree.FindAll("[data-toggle]")[1].ClickAsync(new MouseEventArgs());
        Assert.DoesNotContain("مرکز تماس", Names(tree));
        Assert.Equal("false", tree.FindAll("[role=treeitem]")[1].GetAttribute("aria-expanded"));
        await tree.FindAll("[data-toggle]")[0].ClickAsync(new MouseEventArgs());

        Assert.Equal(["ستاد", "شعبه‌ها", "شيراز"], Names(tree));
        var remembered = reading.Context.JSInterop.Invocations["remember"][^1].Arguments;
        Assert.Equal(("tree-test", true, false), (remembered[0], $"{remembered[1]}".Contains($"{Id(5):N}", StringComparison.Ordinal), $"{remembered[1]}".Contains($"{Id(2):N}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_was_open_is_open_again()
    {
        await using var reading = new OfficeReading(Language.Persian);
        var module = reading.Context.JSInterop.SetupModule(call => call.Arguments.Any(a => a!.ToString()!.Contains("office.js", StringComparison.Ordinal)));
        module.Setup<string?>("recall", "tree-test").SetResult($"{Id(1):N},{Id(2):N},unreadable,{Guid.NewGuid():N}");

        Assert.Equal(["ستاد", "خدمات مشتريان", "مرکز تماس", "فروش", "شعبه‌ها"], Names(Render(reading, Units)));
    }

    [Theory]
    [InlineData("مشتریان شیر", new string[0], "چیزی با این نوشته پیدا نشد.")]
    [InlineData("مركز تماس", new[] { "ستاد", "خدمات مشتريان", "مرکز تماس" }, "۱ مورد")]
    [InlineData("شیراز", new[] { "شعبه‌ها", "شيراز" }, "۱ مورد")]
    public async Task A_search_unfolds_what_fits_however_it_is_spelt(string typed, string[] shown, string said)
    {
        await using var reading = new OfficeReading(Language.Persian);
        var tree = Render(reading, Units);

        await tree.Find("input").InputAsync(typed);

        Assert.Equal(shown, Names(tree));
        Assert.Equal(said, tree.Find("[role=status]").TextContent);
        await tree.Find("input").InputAsync("");
        Assert.Equal(Units.Length, Names(tree).Count);
    }

    [Fact]
    public async Task A_choice_is_told_and_what_lies_above_it_opens()
    {
        await using var reading = new OfficeReading(Language.Persian);
        Guid? told = null;
        var tree = Render(reading, Units, id => told = id);

        await tree.FindAll("[role=treeitem]")[3].ClickAsync(new MouseEventArgs());
        Assert.Equal(Id(4), told);

        await tree.FindAll("[data-toggle]")[1].ClickAsync(new MouseEventArgs());
        Assert.Empty(tree.FindAll("[aria-selected=true]"));
        tree.Render(p => p.Add(t => t.Selected, Id(3)));
        Assert.Equal("مرکز تماس", tree.Find("[aria-selected=true] bdi").TextContent);
    }

    /// <summary>Two thousand units cost what is open, and a search shows no more than people read.</summary>
    [Fact]
    public async Task A_large_tree_draws_only_what_is_open()
    {
        await using var reading = new OfficeReading();
        UnitNode[] units = [.. Enumerable.Range(0, 2_000).Select(i => new UnitNode(Id(i), $"Unit {i}", i < 4 ? null : Id(i / 8)))];
        var tree = Render(reading, units);
        Assert.InRange(Names(tree).Count, 4, 40);

        await tree.Find("input").InputAsync("unit");

        Assert.InRange(Names(tree).Count, TreeView<UnitNode>.MostFound, TreeView<UnitNode>.MostFound + 10);
        Assert.Equal("More than 200 fit. Write more letters.", tree.Find("[role=status]").TextContent);
    }

    private static Guid Id(int number) => new(number, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private static IReadOnlyList<string> Names(IRenderedComponent<TreeView<UnitNode>> tree) => [.. tree.FindAll("[role=treeitem] bdi").Select(e => e.TextContent)];

    private static IRenderedComponent<TreeView<UnitNode>> Render(OfficeReading reading, IReadOnlyList<UnitNode> units, Action<Guid>? chosen = null) =>
        reading.Context.Render<TreeView<UnitNode>>(p => p.Add(t => t.Id, "tree").Add(t => t.Label, "Units").Add(t => t.SearchLabel, "Find").Add(t => t.Remember, "test").Add(t => t.Nodes, units)
            .Add(t => t.KeyOf, u => u.Id).Add(t => t.ParentOf, u => u.ParentId).Add(t => t.NameOf, u => u.Name).Add(t => t.Row, u => $"<bdi>{u.Name}</bdi>")
            .Add(t => t.SelectedChanged, id => chosen?.Invoke(id)));
}
