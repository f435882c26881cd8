namespace CustomerService.People.Rules.Imports;

/// <summary>What cells of every kind of file mean.</summary>
public static class Cells
{
    /// <summary>A dash alone: what is on record is taken away.</summary>
    public static bool IsDash(string? text) => text is "-" or "–" or "—" or "−" or "ـ";
}
