using System.ComponentModel.DataAnnotations;

namespace CustomerService.Certificates.Pdf;

/// <summary>Configuration section <c>Pdf</c>.</summary>
public sealed class PdfOptions
{
    public const string Section = "Pdf";

    /// <summary>Executable of Chromium, Chrome or Edge. Empty: searched on the PATH and in the usual folders.</summary>
    public string BrowserPath { get; set; } = "";

    /// <summary>User (name or number) that the browser runs as where the academy runs as root. Empty: number <see cref="BrowserIsolation.OwnId"/>,
    /// which nobody else has. Has no effect where the academy itself runs as an unprivileged user.</summary>
    [RegularExpression("^[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}$", ErrorMessage = "Pdf:BrowserUser must be a user's name or number.")]
    public string BrowserUser { get; set; } = "";

    /// <summary>Timeout for the start of the browser and for one step of a document, after which the browser is stopped. Printing a long document gets 0.1 s more per page.</summary>
    [Range(1, 600, ErrorMessage = "Pdf:TimeoutSeconds must be between 1 and 600.")]
    public int TimeoutSeconds { get; set; } = 20;

    /// <summary>Number of documents after which the browser is restarted, to free its memory.</summary>
    [Range(1, 100_000, ErrorMessage = "Pdf:RecycleAfter must be between 1 and 100000.")]
    public int RecycleAfter { get; set; } = 1000;

    /// <summary>Maximum number of queued documents; more are refused.</summary>
    [Range(1, 10_000, ErrorMessage = "Pdf:QueueLimit must be between 1 and 10000.")]
    public int QueueLimit { get; set; } = 200;

    /// <summary>Idle minutes after which the browser is closed. 0: never.</summary>
    [Range(0, 1440, ErrorMessage = "Pdf:IdleMinutes must be between 0 and 1440.")]
    public int IdleMinutes { get; set; } = 30;

    /// <summary>Start the browser with the application, so that the first document does not wait for it.</summary>
    public bool WarmUp { get; set; }
}
