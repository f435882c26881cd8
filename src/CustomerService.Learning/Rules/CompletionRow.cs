using System.Text.Json;
using CustomerService.People.Rules.Imports;
using CustomerService.Platform.Localization;

namespace CustomerService.Learning.Rules;

/// <summary>A course that a row may name: by its id, or by its title in either language.</summary>
/// <param name="ValidMonths">How long a completion of it counts; null: without an end.</param>
public sealed record ImportableCourse(string Id, Guid RevisionId, LocalText Title, int? ValidMonths);

/// <summary>A row of past completions as it was written, read cell by cell; whom it is about is read elsewhere. What cannot be read is in <see cref="Errors"/>.</summary>
public sealed record CompletionRow
{
    public const int LongestNumber = 100;
    public const int LongestReference = 300;

    public ImportableCourse? Course { get; private init; }
    public DateOnly? Day { get; private init; }

    /// <summary>0 to 100; null: none is given.</summary>
    public int? Percent { get; private init; }

    /// <summary>The number of a certificate of another system.</summary>
    public string? Number { get; private init; }

    /// <summary>Where the completion is on record: a system, a folder, an institute.</summary>
    public string? Reference { get; private init; }
    public IReadOnlyList<RowError> Errors { get; private init; } = [];

    /// <param name="today">In the academy's time zone.</param>
    public static CompletionRow Read(ImportColumns columns, IReadOnlyList<string> cells, IReadOnlyCollection<ImportableCourse> courses, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var errors = new List<RowError>();
        return new()
        {
            Course = ReadCourse(), Day = ReadDay(), Percent = ReadPercent(), Number = ReadText(ImportField.ExternalNumber, LongestNumber), Reference = ReadText(ImportField.Reference, LongestReference), Errors = errors,
        };

        ImportableCourse? ReadCourse()
        {
            var text = columns.Cell(cells, ImportField.Course);
            var key = TextNormalizer.CompactKey(text);
            if (courses.FirstOrDefault(c => string.Equals(c.Id, text.Trim(), StringComparison.OrdinalIgnoreCase)) is { } byId)
            {
                return byId;
            }

            var byTitle = key.Length == 0 ? [] : courses.Where(c => TextNormalizer.CompactKey(c.Title.Fa) == key || TextNormalizer.CompactKey(c.Title.En) == key).ToList();
            if (byTitle.Count != 1)
            {
                errors.Add(RowError.Of(ImportField.Course, byTitle.Count == 0 ? new RowCourseUnknown() : new RowCourseUnclear()));
                return null;
            }

            return byTitle[0];
        }

        DateOnly? ReadDay()
        {
            var text = columns.Cell(cells, ImportField.CompletedOn);
            if (text.Length == 0)
            {
                errors.Add(RowError.Of(ImportField.CompletedOn, new RowDateMissing()));
                return null;
            }

            if (!InputParser.TryDate(text, out var day))
            {
                errors.Add(RowError.Of(ImportField.CompletedOn, new RowDateInvalid()));
                return null;
            }

            if (day > today)
            {
                errors.Add(RowError.Of(ImportField.CompletedOn, new RowDayInFuture()));
                return null;
            }

            return day;
        }

        int? ReadPercent()
        {
            var text = columns.Cell(cells, ImportField.Score).Trim().Trim('%', '٪').Trim();
            if (text.Length == 0 || Cells.IsDash(text))
            {
                return null;
            }

            if (InputParser.TryDecimal(text, out var percent) && percent is >= 0 and <= 100)
            {
                return (int)decimal.Round(percent, MidpointRounding.AwayFromZero);
            }

            errors.Add(RowError.Of(ImportField.Score, new RowScoreInvalid()));
            return null;
        }

        string? ReadText(ImportField field, int longest)
        {
            var text = TextNormalizer.Canonical(columns.Cell(cells, field));
            if (text.Length > longest)
            {
                errors.Add(RowError.Of(field, new RowValueTooLong(longest)));
            }

            return text.Length == 0 || text.Length > longest ? null : text;
        }
    }
}

/// <summary>A completion as an import sees it. Two that are written the same are the same.</summary>
public sealed record CompletionSnapshot(Guid Id, Guid PersonId, string CourseId, int? Percent, DateTime CompletedAtUtc)
{
    public string Write() => JsonSerializer.Serialize(this);
}

/// <summary>An enrolment that a past completion joins.</summary>
public sealed record KnownEnrolment(int Number, DateTime StartedAtUtc, DateTime? CompletedAtUtc)
{
    /// <summary>The number of an enrolment that was completed in the past, among those that a person has in the course: before one that is later or still runs, so that what
    /// is current stays current.</summary>
    public static int NumberOf(DateTime completedAtUtc, IReadOnlyCollection<KnownEnrolment> present) =>
        present.Count == 0 ? 1
        : present.Any(e => e.CompletedAtUtc is null || (e.CompletedAtUtc ?? e.StartedAtUtc) > completedAtUtc) ? present.Min(e => e.Number) - 1
        : present.Max(e => e.Number) + 1;
}
