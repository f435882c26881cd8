namespace CustomerService.Reports;

/// <summary>The addresses of figures, matrix and records of people, from the root of the site.</summary>
public static class ReportsRoutes
{
    /// <summary>Counts of units, without names.</summary>
    public const string Overview = "/office";

    /// <summary>People and courses.</summary>
    public const string Matrix = "/office/matrix";

    /// <summary>Where the filtered matrix is downloaded.</summary>
    public const string MatrixExport = "/office/matrix/export";

    /// <summary>Where a person stands in their courses.</summary>
    public static string Person(Guid personId) => $"/office/people/{personId:D}";
}
