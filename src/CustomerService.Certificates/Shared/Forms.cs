namespace CustomerService.Certificates.Shared;

public sealed class RevokeForm
{
    /// <summary>Line breaks are normalised to \n: the browser counts one character but posts CRLF.</summary>
    public string? Reason { get; set => field = value?.ReplaceLineEndings("\n"); }
}

public sealed class ReissueForm
{
    public string? Persian { get; set; }

    public string? Latin { get; set; }
}
