using CustomerService.People.Accounts;
using CustomerService.Platform.Security;
using CustomerService.Platform.Text;
using CustomerService.Reports.Data;
using CustomerService.Reports.Rules;
using CustomerService.Ui.Rendering;
using Microsoft.AspNetCore.Http;

namespace CustomerService.Reports.Pages;

/// <summary>Reads a page of the matrix and says what is kept of it: the frame of one filter with its columns. The rows and where the pages
/// before and after begin are each request's own.</summary>
internal sealed class MatrixPageState(ViewMatrix view, Reader reader) : IPageState
{
    public const string RowsHole = "rows", PreviousHole = "previous", NextHole = "next";

    public async Task<PageState?> OpenAsync(HttpContext context)
    {
        var (frame, slice) = await ReadAsync(view, context);
        if (slice.Rows.Count == 0 || frame.Filter.Search is not null)
        {
            // Words that people search for are without number; keeping a page for each would drive out the others.
            return null;
        }

        var shown = slice.ShownOf(frame);
        return new(
            (frame.Filter, frame.Signature, string.Join(' ', shown.Select(s => s.Course.Id)), slice.Before is null, slice.After is null),
            [
                PageHole.Markup(RowsHole, RowMarkup.Of(frame, slice, shown, reader)),
                PageHole.Text(PreviousHole, PageOf(frame, "before", slice.Before) ?? ""),
                PageHole.Text(NextHole, PageOf(frame, "after", slice.After) ?? ""),
            ]);
    }

    /// <summary>What the address asks for; read once in a request.</summary>
    public static async Task<(MatrixFrame Frame, MatrixSlice Slice)> ReadAsync(ViewMatrix view, HttpContext context)
    {
        if (context.Items[typeof(MatrixSlice)] is ValueTuple<MatrixFrame, MatrixSlice> known)
        {
            return known;
        }

        string? Query(string name) => context.Request.Query[name];
        var read = await view.RunAsync(context.User.PersonId(), MatrixFilter.Read(Query), MatrixFilter.ReadKey(Query), context.RequestAborted);
        context.Items[typeof(MatrixSlice)] = read;
        return read;
    }

    /// <summary>The address of another page of the same matrix; null where there is none.</summary>
    public static string? PageOf(MatrixFrame frame, string name, Guid? key) => key is { } id ? frame.Filter.Href(MatrixPage.Address, (name, id.ToString("D"))) : null;
}
