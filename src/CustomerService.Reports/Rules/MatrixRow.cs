using CustomerService.People.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Reports.Rules;

/// <summary>A membership of a person as visible to the user.</summary>
/// <param name="Unit">Empty if the membership has none.</param>
public sealed record MatrixMembership(LocalText Organisation, LocalText Unit, Audience Audience, LocalText JobTitle, string? PersonnelNumber)
{
    /// <summary>Short name: the unit, or the organisation.</summary>
    public LocalText Name => Unit == LocalText.Empty ? Organisation : Unit;
}

/// <summary>A column of the matrix.</summary>
public sealed record MatrixCourse(string Id, LocalText Title);

/// <summary>A person with one cell for each column, in column order.</summary>
public sealed record MatrixRow(Guid PersonId, PersonName Name, IReadOnlyList<MatrixMembership> Memberships, IReadOnlyList<MatrixCell> Cells, bool IsActive = true);
