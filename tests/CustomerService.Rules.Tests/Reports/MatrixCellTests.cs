using CustomerService.Learning.Rules;
using CustomerService.Reports.Rules;

namespace CustomerService.Rules.Tests.Reports;

public sealed class MatrixCellTests
{
    private static readonly DateTime Now = new(2026, 11, 21, 8, 30, 0, DateTimeKind.Utc);

    private static readonly CellInputs Assigned = CellInputs.None with { AssignedAtUtc = Now.AddDays(-30), DueAtUtc = Now.AddDays(5), Allowed = 3, GapHours = 24 };
    private static readonly CellInputs Begun = Assigned with { StartedAtUtc = Now.AddDays(-3) };

    private static AttemptOutcome Failed(double hoursAgo) => new(AttemptState.Submitted, false, Now.AddHours(-hoursAgo));

    private static MatrixCell Cell(CellInputs facts) => MatrixCell.Of("C03", facts, new ValidityMoment(Now, Now.AddDays(60)));

    [Fact]
    public void Nothing_on_record_is_not_assigned() => Assert.Equal(CellState.NotAssigned, Cell(CellInputs.None).State);

    [Fact]
    public void Assigned_and_not_begun_is_not_started() => Assert.Equal(CellState.NotStarted, Cell(Assigned).State);

    [Fact]
    public void Begun_without_an_assignment_is_in_progress() => Assert.Equal(CellState.InProgress, Cell(CellInputs.None with { StartedAtUtc = Now }).State);

    [Fact]
    public void A_course_is_overdue_only_after_its_last_second()
    {
        Assert.Equal(CellState.InProgress, Cell(Begun with { DueAtUtc = Now }).State);
        Assert.Equal(CellState.Overdue, Cell(Begun with { DueAtUtc = Now.AddSeconds(-1) }).State);
        Assert.Equal(CellState.Overdue, Cell(Assigned with { DueAtUtc = Now.AddSeconds(-1) }).State);
    }

    [Fact]
    public void A_completed_course_is_never_overdue()
    {
        var cell = Cell(Begun with { DueAtUtc = Now.AddDays(-9), CompletedAtUtc = Now.AddDays(-1), Percent = 93, Attempts = [Failed(90), new(AttemptState.Submitted, true, Now.AddDays(-1))] });
        Assert.Equal((CellState.Completed, false, 2), (cell.State, cell.IsOverdue, cell.Attempts));
    }

    [Theory]
    [InlineData(61, CellState.Completed, false)]
    [InlineData(60, CellState.Expiring, false)]
    [InlineData(0, CellState.Expiring, false)]
    [InlineData(-1, CellState.Expired, true)]
    public void What_is_required_and_was_completed_is_due_at_the_end_of_its_validity(int days, CellState state, bool isOverdue)
    {
        var done = Begun with { DueAtUtc = Now.AddDays(-300), CompletedAtUtc = Now.AddDays(-400), ValidUntilUtc = Now.AddDays(days) };
        var cell = Cell(done);

        Assert.Equal((state, isOverdue, Now.AddDays(days)), (cell.State, cell.IsOverdue, cell.DueAtUtc));
        Assert.Equal(!isOverdue, cell.Fits(CellState.Completed));
        Assert.Equal(isOverdue, cell.Fits(CellState.Overdue));
        // A renewal changes nothing of this until it is completed; a failed quiz shows first, and the filters still find what it hides.
        Assert.Equal(state, Cell(done with { IsRenewing = true }).State);
        var failed = Cell(done with { IsRenewing = true, Attempts = [Failed(1)] });
        Assert.Equal((CellState.Failed, true), (failed.State, failed.Fits(state)));
    }

    [Fact]
    public void After_a_failed_attempt_the_cell_says_when_the_next_may_start()
    {
        var waiting = Cell(Begun with { Attempts = [Failed(1)] });
        Assert.Equal((CellState.Failed, false, Now.AddHours(23)), (waiting.State, waiting.NeedsRelease, waiting.RetakeFromUtc));
        Assert.Null(Cell(Begun with { Attempts = [Failed(25)] }).RetakeFromUtc);
    }

    [Fact]
    public void When_all_attempts_are_used_somebody_must_release_another()
    {
        var spent = Begun with { Attempts = [Failed(90), Failed(60), Failed(1)] };
        Assert.True(Cell(spent).NeedsRelease);
        Assert.Null(Cell(spent).RetakeFromUtc);
        Assert.False(Cell(spent with { Released = 1 }).NeedsRelease);
    }

    [Fact]
    public void An_open_attempt_is_work_in_progress() =>
        Assert.Equal(CellState.InProgress, Cell(Begun with { Attempts = [Failed(90), new(AttemptState.Open, false, null)] }).State);

    [Fact]
    public void Failed_and_late_is_found_under_both_names()
    {
        var cell = Cell(Begun with { DueAtUtc = Now.AddDays(-2), Attempts = [Failed(60)] });
        Assert.True(cell.Fits(CellState.Failed));
        Assert.True(cell.Fits(CellState.Overdue));
        Assert.False(cell.Fits(CellState.InProgress));
    }
}
