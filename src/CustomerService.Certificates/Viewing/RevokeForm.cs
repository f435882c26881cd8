namespace CustomerService.Certificates.Viewing;

public sealed class RevokeForm
{
    /// <summary>Line breaks are normalised to \n: the browser counts one character but posts CRLF.</summary>
    public string? Reason { get; set => field = value?.ReplaceLineEndings("\n"); }
}
