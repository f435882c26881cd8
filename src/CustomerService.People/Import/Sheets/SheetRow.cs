namespace CustomerService.People.Import.Sheets;

/// <summary>A row of a table that has something in it.</summary>
/// <param name="Number">The number that a spreadsheet program or an editor shows beside it, from 1.</param>
/// <param name="Cells">Trimmed; empty where there is nothing. Never more than <see cref="SheetLimits.MaxColumns"/>.</param>
public sealed record SheetRow(int Number, IReadOnlyList<string> Cells)
{
    public bool IsEmpty => Cells.All(c => c.Length == 0);
}
