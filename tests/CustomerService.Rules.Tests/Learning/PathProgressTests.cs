using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Rules.Tests.Learning;

public sealed class PathProgressTests
{
    private static readonly LearningPath Frontline = Path("P1", Audience.Frontline, "C01", "C02", "C03", "C04");
    private static readonly LearningPath Managers = Path("P2", Audience.Manager, "C01", "C05");

    [Theory]
    [InlineData("", 0, 0, false)]
    [InlineData("C01 C09", 1, 0.25, false)]
    [InlineData("C01 C02 C03 C04", 4, 1, true)]
    public void What_counts_of_a_path_is_what_it_contains(string done, int count, double share, bool complete)
    {
        var progress = new PathProgress(Frontline, done.Split(' ').ToHashSet(StringComparer.Ordinal));
        Assert.Equal((count, (decimal)share, complete), (progress.DoneCount, progress.Share, progress.IsComplete));
    }

    [Fact]
    public void Paths_are_those_of_the_audiences_and_those_assigned_once_each()
    {
        LearningPath[] all = [Frontline, Managers];
        Assert.Equal([Frontline], PathProgress.For(all, [Audience.Frontline], []));
        Assert.Equal([Frontline, Managers], PathProgress.For(all, [Audience.Frontline], ["P2", "P1"]));
        Assert.Empty(PathProgress.For(all, [Audience.Customer], []));
    }

    private static LearningPath Path(string id, Audience audience, params string[] courses) => new(id, new(id, id), LocalText.Empty, audience, courses, LocalText.Empty, null, null, []);
}
