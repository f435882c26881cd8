using CustomerService.Certificates.Text;
using CustomerService.Platform;

namespace CustomerService.Certificates.Pdf;

/// <summary>(Texts of these refusals: <c>PdfText</c>, by the name of the record.) No Chromium, Chrome or Edge was found: install one, or name it in <c>Pdf:BrowserPath</c>.</summary>
public sealed record PdfBrowserMissing() : Refusal("pdf.browser-missing");

/// <summary>The browser could not be started, or died twice over the same document. The log says why.</summary>
public sealed record PdfBrowserFailed() : Refusal("pdf.browser-failed");

/// <summary>The document took longer than <c>Pdf:TimeoutSeconds</c>; its browser was stopped.</summary>
public sealed record PdfTimedOut() : Refusal("pdf.timed-out");

/// <summary>More than <c>Pdf:QueueLimit</c> documents were waiting.</summary>
public sealed record PdfBusy() : Refusal("pdf.busy");
