using CustomerService.Certificates.Rules;

namespace CustomerService.Rules.Tests.Certificates;

public sealed class PathRuleTests
{
    private static readonly DateTime Day = new(2026, 11, 21, 8, 30, 0, DateTimeKind.Utc);
    private static readonly string[] Courses = ["C01", "C02"];

    [Fact]
    public void All_courses_together_earn_it_with_their_hours_and_mean_score() =>
        // 60 + 45 minutes; (81 + 90) / 2 = 85.5, half up.
        Assert.Equal(new PathEarned(105, 86), Earned([Done("C01", -10, 81, 60), Done("C02", 0, 90, 45)]));

    [Fact]
    public void A_course_that_is_missing_or_no_longer_counts_does_not()
    {
        Assert.Null(Earned([Done("C01", -10, 81, 60)]));
        Assert.Null(Earned([Done("C01", -10, 81, 60) with { ValidUntilUtc = Day.AddSeconds(-1) }, Done("C02", 0, 90, 45)]));
        Assert.NotNull(Earned([Done("C01", -10, 81, 60) with { ValidUntilUtc = Day }, Done("C02", 0, 90, 45)]));
    }

    [Fact]
    public void The_latest_completion_of_each_course_counts() =>
        Assert.Equal(new PathEarned(100, 95), Earned([Done("C01", -300, 81, 60), Done("C01", -2, 100, 55), Done("C02", 0, 90, 45)]));

    [Fact]
    public void A_renewal_renews_every_course()
    {
        var former = Day.AddDays(-100);
        Assert.Null(Earned([Done("C01", -200, 81, 60), Done("C02", 0, 90, 45)], former));
        Assert.Equal(new PathEarned(105, 86), Earned([Done("C01", -200, 70, 60), Done("C01", -5, 81, 60), Done("C02", 0, 90, 45)], former));
    }

    [Fact]
    public void Courses_without_a_score_have_no_part_in_the_mean()
    {
        Assert.Equal(new PathEarned(105, 90), Earned([Done("C01", -1, null, 60), Done("C02", 0, 90, 45)]));
        Assert.Equal(new PathEarned(105, null), Earned([Done("C01", -1, null, 60), Done("C02", 0, null, 45)]));
    }

    [Fact]
    public void A_path_without_courses_is_never_earned() => Assert.Null(PathRule.Earned([], [], null, Day));

    private static PathEarned? Earned(CourseDone[] done, DateTime? former = null) => PathRule.Earned(Courses, done, former, Day);

    private static CourseDone Done(string courseId, int days, int? percent, int minutes) => new(courseId, Guid.CreateVersion7(), percent, minutes, Day.AddDays(days), null);
}
