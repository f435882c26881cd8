using System.Text.Encodings.Web;
using System.Text.Unicode;
using CustomerService.Platform.Text;
using CustomerService.Reports.Rules;
using CustomerService.Reports.Text;
using CustomerService.Ui.Controls;

namespace CustomerService.Reports.Pages;

/// <summary>A cell of the matrix as markup. A page has hundreds and only a few that differ, so whoever writes many keeps each by
/// <see cref="Face"/>.</summary>
internal static class CellMarkup
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>What the looks of a cell follow from: cells with the same face look alike.</summary>
    public static (CellState State, DateTime? At, bool NeedsRelease, bool IsOverdue) Face(MatrixCell cell) =>
        (cell.State, cell.State == CellState.Completed ? cell.CompletedAtUtc : cell.RetakeFromUtc ?? cell.DueAtUtc, cell.NeedsRelease, cell.IsOverdue);

    public static string Of(MatrixCell cell, Reader reader, DateTime nowUtc)
    {
        if (cell.State == CellState.NotAssigned)
        {
            return $"<span class=\"muted\" role=\"img\" aria-label=\"{Encoder.Encode(cell.State.Name())}\">–</span>";
        }

        var (icon, tone) = cell.State.Look();
        var markup = $"<span class=\"state state-{tone.ToString().ToLowerInvariant()}\">{Icon.Of(icon)}{Encoder.Encode(cell.State.Name())}</span>";
        if (cell.Detail(reader, nowUtc) is { } detail)
        {
            markup += $"<span class=\"state-detail\">{Encoder.Encode(detail)}</span>";
        }

        if (cell is { State: CellState.Failed, IsOverdue: true, DueAtUtc: { } due })
        {
            markup += $"<span class=\"state-detail state-bad\">{Encoder.Encode(reader.Due(due, nowUtc))}</span>";
        }

        return markup;
    }
}
