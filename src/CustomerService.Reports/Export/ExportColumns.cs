using CustomerService.People.Administration;
using CustomerService.People.Shared;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Spreadsheets;
using CustomerService.Reports.Matrix;
using CustomerService.Reports.Rules;
using CustomerService.Reports.Text;

namespace CustomerService.Reports.Export;

/// <summary>The columns of an export for one user: headers and states in the user's language, dates in the user's calendar,
/// and each date repeated in ISO 8601 format for machines.</summary>
public static class ExportColumns
{
    public static IReadOnlyList<ExportColumn<ExportLine>> For(LocalizedFormatter formatter) =>
    [
        new(ReportsText.ColumnName, 26, l => l.Row.Name.In(Language.Persian)),
        new(ReportsText.ColumnLatinName, 26, l => $"{l.Row.Name.LatinGivenName} {l.Row.Name.LatinFamilyName}".Trim()),
        new(ReportsText.ColumnPersonnelNumber, 14, l => Joined(l, formatter, p => p.PersonnelNumber)),
        new(ReportsText.Organisation, 26, l => Joined(l, formatter, p => formatter.Text(p.Organisation))),
        new(ReportsText.Unit, 24, l => Joined(l, formatter, p => formatter.Text(p.Unit))),
        new(ReportsText.ColumnJobTitle, 24, l => Joined(l, formatter, p => formatter.Text(p.JobTitle))),
        new(ReportsText.Audience, 14, l => Joined(l, formatter, p => p.Audience.Name())),
        new(ReportsText.ColumnCourseId, 10, l => l.Course?.Id),
        new(ReportsText.Course, 40, l => l.Course is { } course ? formatter.Text(course.Title) : null),
        new(ReportsText.State, 18, l => (l.Cell?.State ?? CellState.NotAssigned).Name()),
        new(ReportsText.ColumnOverdue, 13, l => l.Cell is { } cell ? cell.IsOverdue ? ReportsText.Yes : ReportsText.No : null),
        new(ReportsText.ColumnAssigned, 14, l => Date(l.Cell?.AssignedAtUtc, formatter)),
        new(ReportsText.ColumnAssignedIso, 18, l => Iso(l.Cell?.AssignedAtUtc, formatter)),
        new(ReportsText.ColumnDue, 14, l => Date(l.Cell?.DueAtUtc, formatter)),
        new(ReportsText.ColumnDueIso, 18, l => Iso(l.Cell?.DueAtUtc, formatter)),
        new(ReportsText.ColumnCompleted, 14, l => Date(l.Cell?.CompletedAtUtc, formatter)),
        new(ReportsText.ColumnCompletedIso, 18, l => Iso(l.Cell?.CompletedAtUtc, formatter)),
        new(ReportsText.ColumnScore, 12, l => ExportValue.Of(l.Cell?.Percent)),
        new(ReportsText.ColumnHours, 14, l => ExportValue.Of(l.Cell is { CompletedAtUtc: not null } cell ? decimal.Round(cell.Minutes / 60m, 2) : null)),
        new(ReportsText.ColumnAttempts, 14, l => ExportValue.Of(l.Cell?.Attempts)),
        new(ReportsText.Account, 12, l => l.Row.IsActive ? ReportsText.AccountActive : ReportsText.AccountInactive),
        new(ReportsText.ColumnActiveHours, 14, l => ExportValue.Of(l.Cell is { } cell ? decimal.Round(cell.ActiveMinutes / 60m, 2) : null)),
        new(ReportsText.ColumnValidUntil, 14, l => Date(l.Cell?.ValidUntilUtc, formatter)),
        new(ReportsText.ColumnValidUntilIso, 18, l => Iso(l.Cell?.ValidUntilUtc, formatter)),
    ];

    private static string Joined(ExportLine line, LocalizedFormatter formatter, Func<MatrixMembership, string?> part) =>
        formatter.Join(line.Row.Memberships.Select(part).Where(t => !string.IsNullOrEmpty(t)).Distinct());

    private static string? Date(DateTime? instantUtc, LocalizedFormatter formatter) => instantUtc is { } instant ? formatter.ShortDate(instant) : null;

    private static ExportValue Iso(DateTime? instantUtc, LocalizedFormatter formatter) => ExportValue.Of(instantUtc is { } instant ? formatter.Days.DayOf(instant) : null);
}
