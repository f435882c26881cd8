using CustomerService.Platform.Text;
using CustomerService.Reports.Rules;
using CustomerService.Reports.Text;
using CustomerService.Ui.Controls;
using CustomerService.Ui.Rendering;

namespace CustomerService.Reports.Pages;

/// <summary>A cell of the matrix as markup.</summary>
internal static class CellMarkup
{
    /// <summary>The pictures of the states, drawn once for all cells of a page that refer to them.</summary>
    public static string Pictures { get; } = Icon.Sheet(StateTexts.Choices.Select(state => state.Look().Icon));

    /// <param name="fromSheet">Whether the page has <see cref="Pictures"/>.</param>
    public static string Of(MatrixCell cell, Reader reader, DateTime nowUtc, bool fromSheet = false)
    {
        if (cell.State == CellState.NotAssigned)
        {
            return $"<span class=\"muted\" role=\"img\" aria-label=\"{Html.Encode(cell.State.Name())}\">–</span>";
        }

        var (icon, tone) = cell.State.Look();
        var markup = $"<span class=\"state state-{tone.ToString().ToLowerInvariant()}\">{(fromSheet ? Icon.FromSheet(icon) : Icon.Of(icon))}<span>{Html.Encode(cell.State.Name())}</span></span>";
        if (cell.Detail(reader, nowUtc) is { } detail)
        {
            markup += $"<span class=\"state-detail\">{Html.Encode(detail)}</span>";
        }

        if (cell is { State: CellState.Failed, IsOverdue: true, DueAtUtc: { } due })
        {
            markup += $"<span class=\"state-detail state-bad\">{Html.Encode(reader.Due(due, nowUtc))}</span>";
        }

        return markup;
    }
}
