using Microsoft.AspNetCore.Components;

namespace CustomerService.Ui.Office.Grid;

/// <summary>What a grid asks its page for. It comes from the address, so that a link, Back and a reload show the same rows.</summary>
/// <param name="Sort">The key of a sortable column; null: the list's own order.</param>
/// <param name="IsDescending">Whether the order is reversed.</param>
/// <param name="After">Keyset cursor: the rows after this one.</param>
/// <param name="Before">Keyset cursor: the rows before this one.</param>
public sealed record GridRequest(string? Sort, bool IsDescending, Guid? After, Guid? Before)
{
    /// <summary>Whether this is the first page, the only one that counts.</summary>
    public bool IsStart => After is null && Before is null;
}

/// <summary>A page of rows.</summary>
/// <param name="Before">Keyset cursor of the previous page; null on the first.</param>
/// <param name="After">Keyset cursor of the next page; null on the last.</param>
/// <param name="Count">All rows that match, at most one more than <see cref="CountLimit"/>; null: not counted anew, the matches are those of before.</param>
public sealed record GridPage<TRow>(IReadOnlyList<TRow> Rows, Guid? Before, Guid? After, int? Count)
{
    /// <summary>Up to here a count is exact; beyond it a list is told to be longer, without counting every row at every opening.</summary>
    public const int CountLimit = 1000;
}

/// <summary>A column of a grid.</summary>
/// <param name="Key">In the address and in what is remembered of the reader's choice.</param>
/// <param name="Title">Heading, in the reader's language.</param>
/// <param name="Cell">Content of a row's cell.</param>
public sealed record GridColumn<TRow>(string Key, Func<string> Title, RenderFragment<TRow> Cell)
{
    /// <summary>Only where an index begins with the column and ends with the id, so that every page costs the same.</summary>
    public bool IsSortable { get; init; }

    /// <summary>Always shown: the row makes no sense without it.</summary>
    public bool IsFixed { get; init; }
}

/// <summary>A file with all rows that match, not only those shown.</summary>
/// <param name="Href">Address of the file, with the filter.</param>
public sealed record GridExport(string Label, string Href);
