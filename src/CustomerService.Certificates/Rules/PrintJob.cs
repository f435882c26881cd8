using CustomerService.Platform.Localization;

namespace CustomerService.Certificates.Rules;

public enum PrintState
{
    Waiting,
    Running,
    Ready,
    Failed,

    /// <summary>The file was deleted after its retention period.</summary>
    Expired,
}

/// <summary>A print of many certificates as one PDF, requested by one person and processed after the commit by any node.</summary>
public sealed class PrintJob
{
    /// <summary>Retention period of the file.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private PrintJob() { }

    public PrintJob(Guid id, Guid ownerId, int count, Language language, bool duplicate, DateTime createdAtUtc)
    {
        Id = id;
        OwnerId = ownerId;
        Count = count;
        Language = language;
        Duplicate = duplicate;
        CreatedAtUtc = createdAtUtc;
        ExpiresAtUtc = createdAtUtc + Kept;
    }

    public Guid Id { get; private set; }
    public Guid OwnerId { get; private set; }

    /// <summary>Number of certificates to print.</summary>
    public int Count { get; private set; }

    /// <summary>Language of the documents, not of the owner.</summary>
    public Language Language { get; private set; }

    /// <summary>Marked as reprints («المثنی»).</summary>
    public bool Duplicate { get; private set; }
    public PrintState State { get; private set; }

    /// <summary>Progress in thousandths (0–1000).</summary>
    public int Progress { get; private set; }

    /// <summary>Run number 1, 2, …: a crashed node may have left a partial file of an earlier run.</summary>
    public int Run { get; private set; }

    /// <summary>Runs that failed; a run that ended with its process is not counted.</summary>
    public int Failures { get; private set; }

    /// <summary>Size of the finished file, in bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>Code of the refusal that stopped it.</summary>
    public string? Error { get; private set; }
    public DateTime CreatedAtUtc { get; private set; }
    public DateTime? DoneAtUtc { get; private set; }
    public DateTime ExpiresAtUtc { get; private set; }

    /// <summary>Certificates done so far, for display.</summary>
    public int Done => (int)((long)Count * Progress / 1000);

    public bool IsOver => State is PrintState.Ready or PrintState.Failed or PrintState.Expired;
}

/// <summary>A certificate of a print job and its position in the file.</summary>
public sealed class PrintJobItem
{
    private PrintJobItem() { }

    public PrintJobItem(Guid jobId, int position, Guid certificateId)
    {
        JobId = jobId;
        Position = position;
        CertificateId = certificateId;
    }

    public Guid JobId { get; private set; }
    public int Position { get; private set; }
    public Guid CertificateId { get; private set; }
}

/// <summary>A chunk of a finished file, at most <see cref="MaxBytes"/>, so that any node can serve it without loading the whole file.</summary>
public sealed class PrintJobChunk
{
    public const int MaxBytes = 512 * 1024;

    private PrintJobChunk() { }

    public PrintJobChunk(Guid jobId, int run, int number, byte[] content)
    {
        JobId = jobId;
        Run = run;
        Number = number;
        Content = content;
    }

    public Guid JobId { get; private set; }
    public int Run { get; private set; }
    public int Number { get; private set; }
    public byte[] Content { get; private set; } = [];
}
