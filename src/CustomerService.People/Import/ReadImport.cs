using System.Text.Json;
using CustomerService.People.Access;
using CustomerService.People.Rules.Imports;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Import;

/// <summary>An import in the history.</summary>
public sealed record ImportLine(
    Guid Id, ImportKind Kind, string FileName, ImportState State, int Rows, ImportCounts Counts, int Applied, int Refused, int TakenBack, int NotTakenBack, DateTime CreatedAtUtc, bool HasRows);

/// <param name="Headers">The cells of the first row.</param>
/// <param name="Samples">The first rows, as they were written.</param>
public sealed record ImportView(ImportLine Line, IReadOnlyList<string> Headers, ImportColumns Columns, IReadOnlyList<IReadOnlyList<string>> Samples, bool MayUndo);

/// <param name="Changes">The fields that change.</param>
public sealed record ImportRowView(int Number, IReadOnlyList<string> Cells, RowAction Action, RowProgress Progress, Guid? SubjectId, IReadOnlyList<RowError> Errors, IReadOnlyList<ImportField> Changes);

/// <param name="Action">Null: rows of every kind.</param>
/// <param name="OnlyProblems">Rows with errors, and those that were refused.</param>
public sealed record ImportRowFilter(RowAction? Action = null, bool OnlyProblems = false);

/// <summary>Reads imports of the asker's own.</summary>
public sealed class ReadImport(IDbContextFactory<AppDbContext> contexts)
{
    private const int MaxSamples = 3;

    /// <summary>What somebody may import.</summary>
    public async Task<IReadOnlyList<ImportKind>> KindsAsync(Guid askerId, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ReadImport));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var permissions = await db.PermissionsOfAsync(askerId, cancellationToken);
        return [.. Enum.GetValues<ImportKind>().Where(permissions.MayImport)];
    }

    /// <summary>The latest imports first.</summary>
    /// <returns>Nothing for somebody who may import nothing.</returns>
    public async Task<IReadOnlyList<ImportLine>> HistoryAsync(Guid askerId, int count, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ReadImport));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!(await db.PermissionsOfAsync(askerId, cancellationToken)).MayImport(ImportKind.People))
        {
            return [];
        }

        var imports = await db.Set<PeopleImport>().AsNoTracking().Where(i => i.ActorId == askerId && i.State != ImportState.Receiving).OrderByDescending(i => i.Id).Take(count).ToListAsync(cancellationToken);
        return imports.ConvertAll(Line);
    }

    /// <returns>Null: none of the asker's has this id.</returns>
    public async Task<ImportView?> RunAsync(Guid askerId, Guid importId, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ReadImport));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.OwnImportAsync(askerId, importId, cancellationToken) is not { } import)
        {
            return null;
        }

        var samples = await db.Set<ImportRow>().Where(r => r.ImportId == importId).OrderBy(r => r.Number).Take(MaxSamples).Select(r => r.Cells).ToListAsync(cancellationToken);
        return new(
            Line(import), JsonSerializer.Deserialize<List<string>>(import.Headers)!, ImportColumns.Read(import.Columns), samples.ConvertAll(ImportAccess.ReadCells),
            await db.MayUndoAsync(import, cancellationToken));
    }

    /// <summary>A page of rows by their number.</summary>
    /// <returns>Empty where none of the asker's imports has this id.</returns>
    public async Task<IReadOnlyList<ImportRowView>> RowsAsync(
        Guid askerId, Guid importId, ImportRowFilter filter, int? after, int? before, int count, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ReadImport));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.OwnImportAsync(askerId, importId, cancellationToken) is null)
        {
            return [];
        }

        var rows = Filtered(db, importId, filter);
        if (after is { } low) { rows = rows.Where(r => r.Number > low); }
        if (before is { } high) { rows = rows.Where(r => r.Number < high); }
        var ordered = before is null ? rows.OrderBy(r => r.Number) : rows.OrderByDescending(r => r.Number);
        var found = await ordered.Take(count).ToListAsync(cancellationToken);
        if (before is not null)
        {
            found.Reverse();
        }

        return found.ConvertAll(View);
    }

    /// <summary>How many rows there are, up to a limit.</summary>
    public async Task<int> CountAsync(Guid askerId, Guid importId, ImportRowFilter filter, int upTo, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ReadImport));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.OwnImportAsync(askerId, importId, cancellationToken) is null ? 0 : await Filtered(db, importId, filter).Select(r => r.Number).Take(upTo).CountAsync(cancellationToken);
    }

    /// <summary>All rows that match, read while they are asked for.</summary>
    public async IAsyncEnumerable<ImportRowView> AllRowsAsync(
        Guid askerId, Guid importId, ImportRowFilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        const int Size = 500;
        IReadOnlyList<ImportRowView> page;
        int? last = null;
        do
        {
            page = await RowsAsync(askerId, importId, filter, last, null, Size, cancellationToken);
            foreach (var row in page)
            {
                last = row.Number;
                yield return row;
            }
        }
        while (page.Count == Size);
    }

    private static IQueryable<ImportRow> Filtered(AppDbContext db, Guid importId, ImportRowFilter filter)
    {
        var rows = db.Set<ImportRow>().AsNoTracking().Where(r => r.ImportId == importId);
        if (filter.Action is { } action)
        {
            rows = rows.Where(r => r.Action == action);
        }

        return filter.OnlyProblems ? rows.Where(r => r.Action == RowAction.Error || r.Progress == RowProgress.Refused || r.Progress == RowProgress.NotTakenBack) : rows;
    }

    private static ImportLine Line(PeopleImport i) =>
        new(i.Id, i.Kind, i.FileName, i.State, i.Rows, i.Counts, i.Applied, i.Refused, i.TakenBack, i.NotTakenBack, i.CreatedAtUtc, i.RowsRemovedAtUtc is null);

    private static ImportRowView View(ImportRow row) => new(
        row.Number, ImportAccess.ReadCells(row.Cells), row.Action, row.Progress, row.SubjectId, RowError.Read(row.Errors),
        [.. (row.Changes ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<ImportField>)]);
}
