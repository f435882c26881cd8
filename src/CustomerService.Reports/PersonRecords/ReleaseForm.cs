using System.ComponentModel.DataAnnotations;
using CustomerService.Reports.Text;

namespace CustomerService.Reports.PersonRecords;

public sealed class ReleaseForm
{
    [Required(ErrorMessageResourceType = typeof(ReportsText), ErrorMessageResourceName = nameof(ReportsText.ReleaseCourseRequired))]
    public string? CourseId { get; set; }

    /// <summary>Counts a line break as one character, as the browser does; it posts two.</summary>
    [Required(ErrorMessageResourceType = typeof(ReportsText), ErrorMessageResourceName = nameof(ReportsText.ReleaseReasonRequired))]
    [StringLength(500)]
    public string? Reason { get; set => field = value?.ReplaceLineEndings("\n"); }
}
