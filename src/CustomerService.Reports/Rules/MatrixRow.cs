using CustomerService.People.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Reports.Rules;

/// <summary>A place of a person as the asker may see it.</summary>
/// <param name="Unit">Empty where the membership names none.</param>
public sealed record MatrixMembership(LocalText Organisation, LocalText Unit, Audience Audience, LocalText JobTitle, string? PersonnelNumber)
{
    /// <summary>What the place is called in a word: its unit, or the organisation.</summary>
    public LocalText Name => Unit == LocalText.Empty ? Organisation : Unit;
}

/// <summary>A column of the matrix.</summary>
public sealed record MatrixCourse(string Id, LocalText Title);

/// <summary>A person and where they stand, one cell for each column in its order.</summary>
public sealed record MatrixRow(Guid PersonId, PersonName Name, IReadOnlyList<MatrixMembership> Memberships, IReadOnlyList<MatrixCell> Cells, bool IsActive = true);
