namespace CustomerService.People.Import.Sheets;

/// <summary>How much a file may hold. What is beyond is refused with a sentence, while it is read and before it is kept: a file of a few kilobytes can
/// unfold into gigabytes.</summary>
public sealed record SheetLimits
{
    /// <summary>What the academy takes.</summary>
    public static SheetLimits Default { get; } = new();

    /// <summary>The file as it is sent, in bytes.</summary>
    public long MaxFileBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>All parts of a workbook unpacked, in bytes.</summary>
    public long MaxExpandedBytes { get; init; } = 200 * 1024 * 1024;

    /// <summary>Files within a workbook.</summary>
    public int MaxParts { get; init; } = 1000;

    /// <summary>Rows with something in them, without the header.</summary>
    public int MaxRows { get; init; } = 50_000;

    public int MaxColumns { get; init; } = 100;

    /// <summary>Characters of one cell.</summary>
    public int MaxCellLength { get; init; } = 2000;

    /// <summary>Texts that the cells of a workbook share, and which are kept in memory while it is read, in characters.</summary>
    public int MaxSharedCharacters { get; init; } = 20_000_000;
}
