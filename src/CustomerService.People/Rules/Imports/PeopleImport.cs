namespace CustomerService.People.Rules.Imports;

/// <summary>Where an import is on its way.</summary>
public enum ImportState
{
    /// <summary>Its rows are being stored.</summary>
    Receiving,

    /// <summary>Stored; what the columns mean is to be said.</summary>
    Received,

    /// <summary>The dry run was made; nothing is changed until it is confirmed.</summary>
    Planned,
    Applying,
    Done,

    /// <summary>Stopped on the way: what was applied stays.</summary>
    Cancelled,
    Undoing,
    Undone,
}

/// <summary>Rows by what an import does with them.</summary>
public sealed record ImportCounts(int Creates, int Updates, int Deactivations, int Reactivations, int Unchanged, int Errors)
{
    /// <summary>Rows that change something.</summary>
    public int Changes => Creates + Updates + Deactivations + Reactivations;
}

/// <summary>A file of people, units or partner organisations on its way into the academy. Its rows are <see cref="ImportRow"/>s; the file itself is not kept.</summary>
public sealed class PeopleImport
{
    /// <summary>How long the rows are kept after the file was sent. Then they are removed, and the import can neither be continued nor undone.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    public const int MaxFileName = 200;
    public const int HeadersKeyLength = 64;

    private PeopleImport() { }

    /// <param name="headersKey">The same for files with the same headers.</param>
    /// <param name="headers">As JSON.</param>
    public PeopleImport(Guid id, Guid actorId, ImportKind kind, string fileName, string headersKey, string headers, ImportColumns columns, DateTime createdAtUtc)
    {
        Id = id;
        ActorId = actorId;
        Kind = kind;
        FileName = fileName.Length <= MaxFileName ? fileName : fileName[^MaxFileName..];
        HeadersKey = headersKey;
        Headers = headers;
        Columns = columns.Write();
        CreatedAtUtc = createdAtUtc;
    }

    public Guid Id { get; private set; }

    /// <summary>Who sent the file, in whose rights every row is applied.</summary>
    public Guid ActorId { get; private set; }
    public ImportKind Kind { get; private set; }
    public string FileName { get; private set; } = "";
    public string HeadersKey { get; private set; } = "";
    public string Headers { get; private set; } = "[]";

    /// <summary>As <see cref="ImportColumns.Write"/>.</summary>
    public string Columns { get; private set; } = "[]";
    public ImportState State { get; private set; }
    public int Rows { get; private set; }
    public int Creates { get; private set; }
    public int Updates { get; private set; }
    public int Deactivations { get; private set; }
    public int Reactivations { get; private set; }
    public int Unchanged { get; private set; }
    public int Errors { get; private set; }

    /// <summary>Rows that are applied.</summary>
    public int Applied { get; private set; }

    /// <summary>Rows that were planned and could not be applied.</summary>
    public int Refused { get; private set; }
    public int TakenBack { get; private set; }
    public int NotTakenBack { get; private set; }
    public DateTime CreatedAtUtc { get; private set; }
    public DateTime? ConfirmedAtUtc { get; private set; }
    public DateTime? FinishedAtUtc { get; private set; }

    /// <summary>When the rows were removed; null while they are there.</summary>
    public DateTime? RowsRemovedAtUtc { get; private set; }

    public ImportCounts Counts => new(Creates, Updates, Deactivations, Reactivations, Unchanged, Errors);

    public void Received(int rows)
    {
        Rows = rows;
        State = ImportState.Received;
    }

    public void Plan(ImportColumns columns, ImportCounts counts)
    {
        (Columns, State) = (columns.Write(), ImportState.Planned);
        (Creates, Updates, Deactivations, Reactivations, Unchanged, Errors) = (counts.Creates, counts.Updates, counts.Deactivations, counts.Reactivations, counts.Unchanged, counts.Errors);
    }

    /// <summary>The columns are said anew: the dry run is to be made again.</summary>
    public void Reopen(ImportColumns columns) => (Columns, State) = (columns.Write(), ImportState.Received);

    public void Confirm(DateTime nowUtc) => (State, ConfirmedAtUtc) = (ImportState.Applying, nowUtc);

    public void CountApplied(int applied, int refused)
    {
        Applied += applied;
        Refused += refused;
    }

    public void Finish(DateTime nowUtc) => (State, FinishedAtUtc) = (ImportState.Done, nowUtc);

    public void Cancel(DateTime nowUtc) => (State, FinishedAtUtc) = (ImportState.Cancelled, nowUtc);

    public void Undo() => State = ImportState.Undoing;

    public void CountTakenBack(int takenBack, int notTakenBack)
    {
        TakenBack += takenBack;
        NotTakenBack += notTakenBack;
    }

    public void FinishUndo() => State = ImportState.Undone;

    public void RemoveRows(DateTime nowUtc) => RowsRemovedAtUtc = nowUtc;
}

/// <summary>What became of a row.</summary>
public enum RowProgress
{
    Waiting,
    Applied,
    Refused,
    TakenBack,
    NotTakenBack,
}

/// <summary>A row of an import: what was written, what is planned, and what the record was before and after.</summary>
public sealed class ImportRow
{
    private ImportRow() { }

    /// <param name="cells">As JSON.</param>
    public ImportRow(Guid importId, int number, string cells)
    {
        ImportId = importId;
        Number = number;
        Cells = cells;
    }

    public Guid ImportId { get; private set; }

    /// <summary>As a spreadsheet program shows it.</summary>
    public int Number { get; private set; }
    public string Cells { get; private set; } = "[]";
    public RowAction Action { get; private set; }
    public RowProgress Progress { get; private set; }

    /// <summary>The person, or for a new one the id to be given.</summary>
    public Guid? SubjectId { get; private set; }

    /// <summary>As <see cref="RowError.Write"/>.</summary>
    public string? Errors { get; private set; }

    /// <summary>The names of the fields that change, separated by spaces.</summary>
    public string? Changes { get; private set; }

    /// <summary>The record as it was when the row was planned, as <see cref="PersonSnapshot.Write"/>; null for a new one.</summary>
    public string? Before { get; private set; }

    /// <summary>The record as the row left it.</summary>
    public string? After { get; private set; }

    public void Plan(RowAction action, Guid? subjectId, IReadOnlyCollection<RowError> errors, IEnumerable<ImportField> changes, string? before)
    {
        (Action, Progress, SubjectId, Before, After) = (action, RowProgress.Waiting, subjectId, before, null);
        Errors = RowError.Write(errors);
        Changes = string.Join(' ', changes) is { Length: > 0 } names ? names : null;
    }

    public void Apply(string? after) => (Progress, After, Errors) = (RowProgress.Applied, after, null);

    public void Refuse(RowError error) => (Progress, Errors) = (RowProgress.Refused, RowError.Write([error]));

    public void TakeBack() => Progress = RowProgress.TakenBack;

    public void NotTakeBack(RowError error) => (Progress, Errors) = (RowProgress.NotTakenBack, RowError.Write([error]));
}
