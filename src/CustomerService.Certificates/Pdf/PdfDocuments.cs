namespace CustomerService.Certificates.Pdf;

/// <summary>One HTML document to print.</summary>
/// <param name="Title">Title in the PDF's properties; replaces that of the HTML.</param>
/// <param name="Language">BCP 47 tag of the document, for screen readers: <c>fa</c>, <c>en</c>. Replaces that of the HTML.</param>
/// <param name="Paper">Used unless the HTML sets <c>@page { size }</c>. Margins are those of <c>@page</c>, or none.</param>
/// <param name="Html">The document, from the doctype on, or the part after <paramref name="Head"/>.</param>
/// <param name="Head">From the doctype to the opening <c>&lt;body&gt;</c> and shared markup after it: styles, fonts, ornaments. The
/// browser keeps the last one loaded between documents, to avoid reloading the fonts. Empty: nothing is shared.</param>
public sealed record PdfRequest(string Title, string Language, PdfPaper Paper, string Html, string Head = "");

/// <summary>A long HTML document that is streamed to the browser.</summary>
/// <param name="Title">As in <see cref="PdfRequest"/>.</param>
/// <param name="Language">As in <see cref="PdfRequest"/>.</param>
/// <param name="Paper">As in <see cref="PdfRequest"/>.</param>
/// <param name="Head">From the doctype to the opening <c>&lt;body&gt;</c>: styles and fonts, once.</param>
/// <param name="PageCount">Number of pages that <paramref name="Pages"/> yields; used for the progress and the time limit.</param>
/// <param name="Pages">The markup of each page. Put <c>break-before: page</c> on every page but the first
/// (<c>section + section</c>); <c>break-after</c> would add an empty last page.</param>
public sealed record PdfBook(string Title, string Language, PdfPaper Paper, string Head, int PageCount, IAsyncEnumerable<string> Pages);

public enum PdfPaper
{
    A4Portrait,
    A4Landscape,
}

/// <summary>A finished PDF.</summary>
public sealed record PdfFile(byte[] Content)
{
    public const string ContentType = "application/pdf";
}

/// <summary>A PDF written to a stream.</summary>
public sealed record PdfWritten(long Bytes);

/// <summary>Progress of a long document.</summary>
/// <param name="Pages">Pages sent to the browser so far.</param>
/// <param name="Fraction">0 to 1 over all stages. In <see cref="PdfStage.Printing"/> estimated from earlier documents.
/// Browsers don't report it.</param>
public sealed record PdfProgress(PdfStage Stage, int Pages, int PageCount, double Fraction);

public enum PdfStage
{
    Composing,
    Printing,
    Saving,
    Done,
}
