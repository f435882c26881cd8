using CustomerService.People.Rules;

namespace CustomerService.Rules.Tests.People;

public sealed class HeadCountsTests
{
    private static readonly Guid House = Guid.NewGuid(), Branches = Guid.NewGuid(), North = Guid.NewGuid(), South = Guid.NewGuid(), Partner = Guid.NewGuid();

    private static readonly (Guid, Guid?)[] Nodes = [(House, null), (Branches, House), (North, Branches), (South, Branches), (Partner, null)];

    [Fact]
    public void A_node_counts_its_own_people_and_all_below()
    {
        var counts = HeadCounts.Of(Nodes, new Dictionary<Guid, int> { [House] = 1, [North] = 4, [South] = 2 }, []);

        Assert.Equal((new HeadCount(1, 7), new HeadCount(0, 6), new HeadCount(4, 4), new HeadCount(0, 0)), (counts[House], counts[Branches], counts[North], counts[Partner]));
    }

    [Fact]
    public void Who_has_several_places_counts_once_wherever_they_meet()
    {
        var (one, two) = (Guid.NewGuid(), Guid.NewGuid());
        // One is in both branches and at the house itself, two in the south and with the partner.
        (Guid, Guid)[] several = [(one, North), (one, South), (one, House), (one, North), (two, South), (two, Partner)];

        var counts = HeadCounts.Of(Nodes, new Dictionary<Guid, int> { [House] = 1, [North] = 4, [South] = 2, [Partner] = 1 }, several);

        Assert.Equal((new HeadCount(1, 5), new HeadCount(0, 5), new HeadCount(4, 4), new HeadCount(2, 2), new HeadCount(1, 1)), (counts[House], counts[Branches], counts[North], counts[South], counts[Partner]));
    }

    [Fact]
    public void A_node_that_is_not_shown_counts_for_nobody()
    {
        var counts = HeadCounts.Of([(North, Branches)], new Dictionary<Guid, int> { [North] = 4, [South] = 2 }, [(Guid.NewGuid(), South), (Guid.NewGuid(), North)]);

        Assert.Equal(new HeadCount(4, 4), Assert.Single(counts).Value);
    }
}
