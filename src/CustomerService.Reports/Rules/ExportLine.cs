namespace CustomerService.Reports.Rules;

/// <summary>A line of an export: one person and one course, or a person without any.</summary>
public sealed record ExportLine(MatrixRow Row, MatrixCourse? Course, MatrixCell? Cell)
{
    /// <summary>The lines of a person: all their courses; with a state filter those that match it, with a course filter that course
    /// in any state. A person without such a line still gets one, unless there is a state filter.</summary>
    public static IEnumerable<ExportLine> Of(MatrixRow row, IReadOnlyList<MatrixCourse> courses, MatrixFilter filter)
    {
        List<ExportLine> lines = [.. courses.Zip(row.Cells)
            .Where(c => filter.State is { } state ? c.Second.Fits(state) : filter.CourseId is not null || c.Second.State != CellState.NotAssigned)
            .Select(c => new ExportLine(row, c.First, c.Second))];
        return lines.Count > 0 || filter.State is not null ? lines : [new ExportLine(row, null, null)];
    }
}
