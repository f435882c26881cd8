namespace CustomerService.Reports;

/// <summary>The URLs of figures, matrix and records of people, from the site root.</summary>
public static class ReportsRoutes
{
    /// <summary>Figures of units, without names.</summary>
    public const string Overview = "/office";

    /// <summary>People and courses.</summary>
    public const string Matrix = "/office/matrix";

    /// <summary>Download of the filtered matrix.</summary>
    public const string MatrixExport = "/office/matrix/export";

    /// <summary>A person's training record.</summary>
    public static string Person(Guid personId) => $"/office/people/{personId:D}";
}
