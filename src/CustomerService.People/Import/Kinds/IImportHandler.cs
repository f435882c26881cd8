using CustomerService.People.Rules.Imports;
using CustomerService.Platform.Persistence;

namespace CustomerService.People.Import.Kinds;

/// <summary>What an import does with the rows of one kind of file. The capability that owns the records registers it; receiving a file, its dry run, its work in
/// batches, and taking it back are the same for every kind.</summary>
public interface IImportHandler
{
    ImportKind Kind { get; }

    /// <summary>Begins to work on rows: once for a dry run, and once for each batch that is applied, within its transaction.</summary>
    Task<IImportSession> OpenAsync(AppDbContext db, ImportWork work, CancellationToken cancellationToken);
}

/// <summary>The import that is worked on.</summary>
/// <param name="ActorId">Who sent the file, in whose rights every row is planned and applied.</param>
public sealed record ImportWork(Guid ImportId, Guid ActorId, string FileName, ImportColumns Columns);

/// <summary>A row to be planned.</summary>
/// <param name="Repeated">What it shares with other rows of the file.</param>
public sealed record RowToPlan(int Number, IReadOnlyList<string> Cells, IReadOnlyList<RowError> Repeated);

/// <summary>What a row comes to.</summary>
/// <param name="SubjectId">The record, or for a new one the id that it will have; null: none.</param>
/// <param name="Before">The record as it is, by <see cref="IImportSession.SnapshotsAsync"/>; null for a new one.</param>
public sealed record PlannedRow(RowAction Action, Guid? SubjectId, IReadOnlyList<RowError> Errors, IReadOnlyList<ImportField> Changes, string? Before)
{
    public static PlannedRow Refused(params IReadOnlyList<RowError> errors) => new(RowAction.Error, null, errors, [], null);
}

/// <summary>A planned row whose time has come.</summary>
/// <param name="Present">The record as it is now, the same as when the row was planned; null for a new one.</param>
public sealed record RowToApply(IReadOnlyList<string> Cells, RowAction Action, Guid SubjectId, string? Present);

/// <summary>The rows of one dry run, or of one batch. The context is given to each step, since a dry run has a transaction for each batch.</summary>
public interface IImportSession
{
    /// <summary>What identifies the record of a row within the file: no two rows may share one.</summary>
    IEnumerable<(ImportField Field, string Key)> Keys(IReadOnlyList<string> cells);

    /// <summary>Says what rows would do, in the order of the file. It may be called again for the same rows, when their transaction was rolled back.</summary>
    Task<IReadOnlyList<PlannedRow>> PlanAsync(AppDbContext db, IReadOnlyList<RowToPlan> rows, CancellationToken cancellationToken);

    /// <summary>Nobody else changes these records until the commit.</summary>
    Task LockAsync(AppDbContext db, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);

    /// <summary>All that an import can change of the records that exist, each written so that two that are equal are the same.</summary>
    Task<IReadOnlyDictionary<Guid, string>> SnapshotsAsync(AppDbContext db, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);

    /// <summary>Does what was planned, decided again from the row and the record of this moment.</summary>
    /// <returns>Null, or why not; then the transaction must be rolled back.</returns>
    Task<RowError?> ApplyAsync(AppDbContext db, RowToApply row, CancellationToken cancellationToken);

    /// <summary>Brings a record back to what it was.</summary>
    /// <param name="before">Null: it was not there.</param>
    /// <param name="present">As the import left it.</param>
    /// <returns>Null, or why not; then the transaction must be rolled back.</returns>
    Task<RowError?> TakeBackAsync(AppDbContext db, Guid subjectId, string? before, string present, CancellationToken cancellationToken);
}

internal static class ImportHandlers
{
    /// <summary>The handler of a kind: each has one.</summary>
    public static IImportHandler Of(this IEnumerable<IImportHandler> handlers, ImportKind kind) => handlers.Single(h => h.Kind == kind);
}
