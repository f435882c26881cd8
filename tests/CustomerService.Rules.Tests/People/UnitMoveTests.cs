using CustomerService.People.Organisations;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Rules.Tests.People;

public sealed class UnitMoveTests
{
    private static readonly Guid House = Guid.CreateVersion7();
    private static readonly LocalText Name = new("واحد", "Unit");

    [Fact]
    public void A_unit_takes_all_below_it_along()
    {
        var (head, branches) = (Top(), Top());
        var unit = Below(head);
        var below = Below(unit);
        var deeper = Below(below);

        Assert.True(unit.MoveBelow(branches, [below, deeper]).Succeeded);

        Assert.Equal((branches.Id, $"{branches.Path}{unit.Id:N}/"), (unit.ParentId, unit.Path));
        Assert.Equal(($"{unit.Path}{below.Id:N}/", $"{unit.Path}{below.Id:N}/{deeper.Id:N}/"), (below.Path, deeper.Path));
        Assert.Equal((unit.Id, 2), (below.ParentId, unit.Level));

        Assert.True(unit.MoveBelow(null, [below, deeper]).Succeeded);
        Assert.Equal((null, $"/{unit.Id:N}/", $"/{unit.Id:N}/{below.Id:N}/"), (unit.ParentId, unit.Path, below.Path));
    }

    [Fact]
    public void It_goes_neither_below_itself_nor_into_another_organisation()
    {
        var unit = Top();
        var below = Below(unit);
        var elsewhere = new Unit(Guid.CreateVersion7(), Guid.CreateVersion7(), null, Name);
        var path = (unit.Path, below.Path);

        Assert.IsType<UnitBelowItself>(unit.MoveBelow(unit, [below]).Refusal);
        Assert.IsType<UnitBelowItself>(unit.MoveBelow(below, [below]).Refusal);
        Assert.IsType<UnitOfAnotherOrganisation>(unit.MoveBelow(elsewhere, [below]).Refusal);
        Assert.Equal(path, (unit.Path, below.Path));
    }

    [Fact]
    public void The_deepest_of_what_moves_must_still_fit()
    {
        var line = new List<Unit> { Top() };
        while (line.Count < Unit.MostLevels - 1)
        {
            line.Add(Below(line[^1]));
        }

        var unit = Top();
        var below = Below(unit);
        Assert.Equal(new UnitTooDeep(Unit.MostLevels), unit.MoveBelow(line[^1], [below]).Refusal);
        Assert.True(unit.MoveBelow(line[^2], [below]).Succeeded);
        Assert.Equal(Unit.MostLevels, below.Level);
        // The column of the path holds the deepest.
        Assert.True(below.Path.Length <= 400);
    }

    [Fact]
    public void The_preview_tells_who_moves_and_who_sees_them_then()
    {
        var (head, moving, from, to, both) = (Manager("ستاد"), Manager("خود"), Manager("پیشین"), Manager("تازه"), Manager("هر دو"));
        OrgNode Node(Guid? above, params OrgManager[] managers) => new(Guid.CreateVersion7(), above, House, OrganisationKind.Employer, Name, new(1, 4), managers);
        var house = new OrgNode(House, null, House, OrganisationKind.Employer, Name, new(0, 9), []);
        var top = Node(House, head);
        var (old, next) = (Node(top.Id, from, both), Node(top.Id, to, both));
        var unit = Node(old.Id, moving);
        var below = Node(unit.Id);

        var move = OrgMove.Preview(new([house, top, old, unit, below, next], true, DateTime.UnixEpoch), unit, next);

        Assert.Equal((4, 1), (move.People, move.Units));
        Assert.Equal([to], move.Gaining);
        Assert.Equal([from], move.Losing);
    }

    [Fact]
    public void Nothing_is_moved_into_or_out_of_a_closed_unit_and_none_is_opened_below_one()
    {
        var (above, unit) = (Top(), Top());
        var below = Below(above);
        Assert.True(below.Close(DateTime.UnixEpoch).Succeeded);
        Assert.True(above.Close(DateTime.UnixEpoch).Succeeded);

        Assert.IsType<UnitClosed>(above.Close(DateTime.UnixEpoch).Refusal);
        Assert.IsType<UnitClosed>(unit.MoveBelow(above, []).Refusal);
        Assert.IsType<UnitClosed>(below.MoveBelow(unit, []).Refusal);
        Assert.IsType<UnitClosed>(below.Reopen(above).Refusal);
        Assert.True(above.Reopen(null).Succeeded);
        Assert.True(below.Reopen(above).Succeeded);
        Assert.True(unit.MoveBelow(above, []).Succeeded);
    }

    [Fact]
    public void The_preview_of_a_merge_counts_who_is_in_the_unit_itself_and_the_open_units_below()
    {
        var (own, theirs) = (Manager("خود"), Manager("تازه"));
        OrgNode Node(Guid? above, int people, params OrgManager[] managers) => new(Guid.CreateVersion7(), above, House, OrganisationKind.Employer, Name, new(people, people), managers);
        var house = new OrgNode(House, null, House, OrganisationKind.Employer, Name, new(0, 9), []);
        var (unit, into, bare) = (Node(House, 3, own), Node(House, 2, theirs), Node(House, 0));
        var (open, closed, gone) = (Node(unit.Id, 1), Node(unit.Id, 0) with { IsClosed = true }, Node(bare.Id, 0) with { IsClosed = true });
        var view = new OrganisationsView([house, unit, open, closed, into, bare, gone], true, DateTime.UnixEpoch);

        var merge = OrgMerge.Preview(view, unit, into);

        Assert.Equal((3, 1), (merge.People, merge.Units));
        Assert.Equal([theirs], merge.Gaining);
        Assert.Empty(merge.Losing);
        Assert.Equal((false, true), (OrgMerge.IsEmpty(view, unit), OrgMerge.IsEmpty(view, bare)));
    }

    private static OrgManager Manager(string name) => new(Guid.CreateVersion7(), new PersonName("", name));

    private static Unit Top() => new(Guid.CreateVersion7(), House, null, Name);

    private static Unit Below(Unit parent) => new(Guid.CreateVersion7(), House, parent, Name);
}
