using System.ComponentModel.DataAnnotations;
using CustomerService.Reports.Text;
using CustomerService.Ui.Forms;

namespace CustomerService.Reports.PersonRecords;

public sealed class ReleaseForm
{
    [Required(ErrorMessageResourceType = typeof(ReportsText), ErrorMessageResourceName = nameof(ReportsText.ReleaseCourseRequired))]
    [Longest(256)]
    public string? CourseId { get; set; }

    /// <summary>Counts a line break as one character, as the browser does; it posts two.</summary>
    [Required(ErrorMessageResourceType = typeof(ReportsText), ErrorMessageResourceName = nameof(ReportsText.ReleaseReasonRequired))]
    [Longest(500)]
    public string? Reason { get; set => field = value?.ReplaceLineEndings("\n"); }
}
