using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.Reports.Rules;
using CustomerService.TestKit;

namespace CustomerService.Providers.Tests.Reports;

/// <summary>The expected matrix cell of a person in a course.</summary>
internal sealed record ExpectedCell(
    CellState State, bool Overdue = false, int Attempts = 0, bool NeedsRelease = false, DateTime? Retake = null, int? Percent = null, int Minutes = 0,
    DateTime? Completed = null, DateTime? Due = null, ValidityState Validity = ValidityState.None, bool Exempt = false);

/// <summary>A state of a person in the course T01: the stored records, and the expected cell.</summary>
/// <param name="Due">Due date of each assignment; null for one without a date.</param>
internal sealed record MatrixPlacement(ExpectedCell Cell, IReadOnlyList<DateTime?> Due, Func<Books, Guid, Task> PutOnRecordAsync)
{
    /// <summary>Whether the filter for a state matches the cell.</summary>
    public bool IsFoundBy(CellState state) => Cell.State == state || (state, Cell.Validity) is
        (CellState.Completed, ValidityState.Current or ValidityState.Expiring) or (CellState.Expiring, ValidityState.Expiring) or (CellState.Expired, ValidityState.Expired)
        || (state == CellState.Overdue && Cell.Overdue) || (state == CellState.Exempt && Cell.Exempt);
}

internal static class MatrixPlacements
{
    private static readonly DateTime Now = TestClock.Create().UtcNow();
    private static readonly DateTime Ahead = Now.AddDays(5);
    private static readonly DateTime Late = Now.AddSeconds(-1);

    /// <summary>Completed 400 days ago, and ended since.</summary>
    private static readonly ExpectedCell Ended = new(CellState.Expired, Percent: 80, Minutes: 40, Completed: Now.AddDays(-400), Validity: ValidityState.Expired);

    public static IReadOnlyDictionary<string, MatrixPlacement> All { get; } = new Dictionary<string, MatrixPlacement>(StringComparer.Ordinal)
    {
        // No records, and assigned but not started.
        ["nothing"] = Of(new(CellState.NotAssigned)),
        ["assigned, due ahead"] = Of(new(CellState.NotStarted, Due: Ahead)),
        ["assigned without a date"] = AssignedWithoutDate(new(CellState.NotStarted)),
        ["assigned, the last second"] = Of(new(CellState.NotStarted, Due: Now)),
        ["assigned, late"] = Of(new(CellState.Overdue, Overdue: true, Due: Late)),

        // Exempt: nothing is asked, and what was begun is shown.
        ["exempt"] = Of(new(CellState.Exempt, Exempt: true), (books, person) => books.ExemptAsync(person)),
        ["exempt, begun"] = Of(new(CellState.InProgress, Exempt: true), async (books, person) =>
        {
            await books.ExemptAsync(person);
            await books.EnrolAsync(person);
        }),

        ["begun on their own"] = Begun(new(CellState.InProgress)),
        ["begun, due ahead"] = Begun(new(CellState.InProgress, Due: Ahead)),
        ["begun, late"] = Begun(new(CellState.Overdue, Overdue: true, Due: Late)),

        // Waiting for a retake, also overdue, out of attempts, released again, waited enough; an open or a passed attempt is not a failure.
        ["failed an hour ago"] = Tried(new(CellState.Failed, Attempts: 1, Retake: Now.AddHours(23), Due: Ahead), 0, (1, false)),
        ["failed and late"] = Tried(new(CellState.Failed, Overdue: true, Attempts: 1, Due: Late), 0, (25, false)),
        ["out of attempts"] = Tried(new(CellState.Failed, Attempts: 3, NeedsRelease: true), 0, (90, false), (60, false), (1, false)),
        ["another attempt released"] = Tried(new(CellState.Failed, Attempts: 3, Retake: Now.AddHours(23), Due: Ahead), 1, (90, false), (60, false), (1, false)),
        ["failed, another attempt open"] = Tried(new(CellState.InProgress, Attempts: 2, Due: Ahead), 0, (30, false), (null, false)),
        ["passed, not complete"] = Tried(new(CellState.InProgress, Attempts: 2, Due: Ahead), 0, (30, false), (1, true)),
        ["passed, not complete, late"] = Tried(new(CellState.Overdue, Overdue: true, Attempts: 1, Due: Late), 0, (1, true)),

        // Complete, even if late; of several enrolments the current one counts.
        ["complete after the due date"] = Of(
            new(CellState.Completed, Percent: 93, Minutes: 40, Attempts: 2, Completed: Now.AddHours(-1), Due: Late, Validity: ValidityState.Current),
            async (books, person) => await books.TryAsync(person, await books.EnrolAsync(person, completed: Now.AddHours(-1), percent: 93), (30, false), (1, true))),
        ["complete without a quiz"] = Of(
            new(CellState.Completed, Percent: null, Minutes: 25, Completed: Now.AddDays(-2), Validity: ValidityState.Current),
            (books, person) => books.EnrolAsync(person, completed: Now.AddDays(-2), minutes: 25)),
        ["renewing what has ended"] = Of(Ended with { Overdue = true, Due = Late }, (books, person) => RenewAsync(books, person, Late)),
        ["renewing what has ended, failed and late"] = Of(Ended with { State = CellState.Failed, Overdue = true, Attempts = 1, Due = Late }, async (books, person) =>
            await books.TryAsync(person, await RenewAsync(books, person, Late), (30, false))),
        ["renewing what still counts"] = Of(Ended with { State = CellState.Expiring, Validity = ValidityState.Expiring }, (books, person) => RenewAsync(books, person, Now.AddDays(10))),
        ["renewing what still counts, failed"] = Of(Ended with { State = CellState.Failed, Validity = ValidityState.Expiring, Attempts = 1, Retake = Now.AddHours(23) }, async (books, person) =>
            await books.TryAsync(person, await RenewAsync(books, person, Now.AddDays(10)), (1, false))),

        // Near its end and after it: what is required is due at the end, whatever its first date was; who has no date gets none.
        ["valid for long"] = Of(Ended with { State = CellState.Completed, Validity = ValidityState.Current }, (books, person) => CompleteAsync(books, person, Now.AddDays(100))),
        ["expiring"] = Of(Ended with { State = CellState.Expiring, Validity = ValidityState.Expiring }, (books, person) => CompleteAsync(books, person, Now.AddDays(10))),
        ["the last second of validity"] = Of(Ended with { State = CellState.Expiring, Validity = ValidityState.Expiring }, (books, person) => CompleteAsync(books, person, Now)),
        ["expired, of their own"] = Of(Ended, (books, person) => CompleteAsync(books, person, Late)),
        ["expired, required"] = new(Ended with { Overdue = true, Due = Late }, [Now.AddDays(-300)], (books, person) => CompleteAsync(books, person, Late)),
        ["expiring, required"] = new(Ended with { State = CellState.Expiring, Due = Now.AddDays(10), Validity = ValidityState.Expiring }, [Now.AddDays(-300)], (books, person) => CompleteAsync(books, person, Now.AddDays(10))),
        ["expired, assigned without a date"] = AssignedWithoutDate(Ended) with { PutOnRecordAsync = (books, person) => CompleteAsync(books, person, Late) },
        ["renewed"] = Of(new(CellState.Completed, Percent: 95, Minutes: 40, Completed: Now.AddDays(-1), Validity: ValidityState.Current), async (books, person) =>
        {
            await books.TryAsync(person, await books.EnrolAsync(person, completed: Now.AddDays(-400), percent: 80, validUntil: Late), (9000, false));
            await books.EnrolAsync(person, number: 2, completed: Now.AddDays(-1), percent: 95);
        }),
    };

    /// <summary>Assigned where the cell has a due date.</summary>
    private static MatrixPlacement Of(ExpectedCell cell, Func<Books, Guid, Task>? putOnRecord = null) =>
        new(cell, cell.Due is { } due ? [due] : [], putOnRecord ?? ((_, _) => Task.CompletedTask));

    private static MatrixPlacement AssignedWithoutDate(ExpectedCell cell) => new(cell, [null], (_, _) => Task.CompletedTask);

    private static MatrixPlacement Begun(ExpectedCell cell) => Of(cell, (books, person) => books.EnrolAsync(person));

    private static MatrixPlacement Tried(ExpectedCell cell, int released, params (double? HoursAgo, bool Passed)[] attempts) =>
        Of(cell, async (books, person) => await books.TryAsync(person, await books.EnrolAsync(person, released: released), attempts));

    private static Task<Guid> CompleteAsync(Books books, Guid person, DateTime validUntil) => books.EnrolAsync(person, completed: Now.AddDays(-400), percent: 80, validUntil: validUntil);

    private static async Task<Guid> RenewAsync(Books books, Guid person, DateTime validUntil)
    {
        await CompleteAsync(books, person, validUntil);
        return await books.EnrolAsync(person, number: 2);
    }
}
