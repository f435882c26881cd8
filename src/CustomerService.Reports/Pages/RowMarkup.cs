using System.Globalization;
using System.Text;
using CustomerService.Platform.Text;
using CustomerService.Reports.Data;
using CustomerService.Reports.Rules;
using CustomerService.Reports.Text;
using CustomerService.Ui.Rendering;

namespace CustomerService.Reports.Pages;

/// <summary>The rows of a page of the matrix as markup: a piece for each, which costs a tenth of its many elements one by one. Cells that look
/// alike are made once.</summary>
internal sealed class RowMarkup
{
    private readonly Dictionary<(CellState State, DateTime? At), string> looks = [];
    private readonly Reader reader;
    private readonly DateTime nowUtc;
    private readonly string query;

    private RowMarkup(Reader reader, DateTime nowUtc, string query)
    {
        this.query = query;
        this.reader = reader;
        this.nowUtc = nowUtc;
    }

    /// <param name="shown">The columns, each with its place among the cells of a row.</param>
    public static IReadOnlyList<string> Of(MatrixFrame frame, MatrixSlice slice, IReadOnlyList<(MatrixCourse Course, int Place)> shown, Reader reader)
    {
        // The way back from a person's record to what was filtered here.
        var rows = new RowMarkup(reader, frame.NowUtc, Html.Encode(frame.Filter.Href("")));
        // On narrow screens a row is a card, and each cell says which course it is about.
        string[] starts = [.. shown.Select(c => $"<td data-label=\"{Html.Encode(reader.Text(c.Course.Title))}\"")];
        return [.. slice.Rows.Select(row => rows.Of(row, starts, shown))];
    }

    private string Of(MatrixRow row, string[] starts, IReadOnlyList<(MatrixCourse Course, int Place)> shown)
    {
        var places = string.Join(
            reader.Language == Language.Persian ? "، " : ", ", row.Places.Select(p => reader.Text(p.Name)).Distinct().Concat(row.IsActive ? [] : [ReportsText.InactiveAccount]));
        var markup = new StringBuilder(4096);
        markup.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\"><span><a href=\"/office/people/{row.PersonId:D}{query}\"><bdi>").Append(Html.Encode(row.Name.In(reader.Language)))
            .Append("</bdi></a> <span class=\"state-detail\">").Append(Html.Encode(places)).Append("</span></span></th>");
        for (var i = 0; i < starts.Length; i++)
        {
            var cell = row.Cells[shown[i].Place];
            markup.Append(starts[i]).Append(cell.State == CellState.NotAssigned ? " class=\"is-none\"><span>" : "><span>").Append(Look(cell)).Append("</span></td>");
        }

        return markup.Append("</tr>\n").ToString();
    }

    private string Look(MatrixCell cell)
    {
        // Failed cells can wait for one day and be late since another, so they are not shared.
        if (cell.State == CellState.Failed)
        {
            return CellMarkup.Of(cell, reader, nowUtc, fromSheet: true);
        }

        var face = (cell.State, cell.State == CellState.Completed ? cell.CompletedAtUtc : cell.DueAtUtc);
        return looks.TryGetValue(face, out var known) ? known : looks[face] = CellMarkup.Of(cell, reader, nowUtc, fromSheet: true);
    }
}
