using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.TestKit;

namespace CustomerService.Rules.Tests.Learning;

public sealed class AttemptAllowanceTests
{
    private static readonly Course Course = Courses.Sample();
    private static readonly DateTime Now = TestClock.Create().UtcNow();

    [Fact]
    public void The_first_attempt_starts_after_the_lessons() => Check(AllowanceState.Allowed, []);

    [Fact]
    public void Before_the_lessons_the_missing_ones_are_named()
    {
        var allowance = AttemptAllowance.For(Course, [], 0, new HashSet<string> { "L1" }, false, Now);

        Assert.Equal(AllowanceState.LessonsFirst, allowance.State);
        Assert.Equal(["L2"], Assert.IsType<LessonsFirst>(allowance.Refusal).LessonIds);
    }

    [Fact]
    public void One_who_may_test_out_starts_without_lessons() =>
        Assert.True(AttemptAllowance.For(Course, [], 0, new HashSet<string>(), true, Now).IsAllowed);

    [Fact]
    public void An_open_attempt_is_continued()
    {
        var open = new PastAttempt(Guid.NewGuid(), 1, AttemptState.Open, null, false);

        Assert.Equal(open.Id, Check(AllowanceState.Open, [open]).OpenAttemptId);
    }

    [Fact]
    public void The_gap_is_counted_from_the_end_of_the_last_attempt()
    {
        var waiting = Check(AllowanceState.Wait, [Failed(1, 23.75)]);

        Assert.Equal(new WaitBeforeRetake(Now.AddMinutes(15)), waiting.Refusal);
        Check(AllowanceState.Allowed, [Failed(1, 24)]);
    }

    [Fact]
    public void After_the_last_attempt_somebody_must_release_another()
    {
        PastAttempt[] three = [Failed(1, 90), Failed(2, 60), Failed(3, 30)];

        Assert.Equal(new AttemptsUsedUp(3), Check(AllowanceState.NeedsRelease, three).Refusal);
        Check(AllowanceState.Allowed, three, released: 1);
        Check(AllowanceState.NeedsRelease, [.. three, Failed(4, 25)], released: 1);
    }

    [Fact]
    public void A_released_attempt_keeps_the_gap() => Check(AllowanceState.Wait, [Failed(1, 90), Failed(2, 60), Failed(3, 3)], released: 1);

    [Fact]
    public void After_passing_there_is_no_further_attempt() =>
        Assert.Equal(new AlreadyPassed(), Check(AllowanceState.Passed, [Failed(1, 90), new(Guid.NewGuid(), 2, AttemptState.Submitted, Now.AddHours(-50), true)]).Refusal);

    private static PastAttempt Failed(int number, double hoursAgo) => new(Guid.NewGuid(), number, AttemptState.Submitted, Now.AddHours(-hoursAgo), false);

    private static AttemptAllowance Check(AllowanceState expected, PastAttempt[] attempts, int released = 0)
    {
        var allowance = AttemptAllowance.For(Course, attempts, released, new HashSet<string> { "L1", "L2" }, false, Now);
        Assert.Equal(expected, allowance.State);
        Assert.Equal(attempts.Length, allowance.Used);
        return allowance;
    }
}
