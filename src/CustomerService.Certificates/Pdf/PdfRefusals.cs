using CustomerService.Platform;

namespace CustomerService.Certificates.Pdf;

/// <summary>No Chromium, Chrome or Edge was found: install one or set <c>Pdf:BrowserPath</c>. (Texts: <c>PdfText</c>, by record name.)</summary>
public sealed record PdfBrowserMissing() : Refusal("pdf.browser-missing");

/// <summary>The browser could not be started, or crashed twice on the same document. The log has the cause.</summary>
public sealed record PdfBrowserFailed() : Refusal("pdf.browser-failed");

/// <summary>The document took longer than <c>Pdf:TimeoutSeconds</c>; its browser was stopped.</summary>
public sealed record PdfTimedOut() : Refusal("pdf.timed-out");

/// <summary>More than <c>Pdf:QueueLimit</c> documents were waiting.</summary>
public sealed record PdfBusy() : Refusal("pdf.busy");
