namespace CustomerService.Certificates.Shared;

public sealed class RevokeForm
{
    /// <summary>Lines end as the browser counts them, in one character; it posts two.</summary>
    public string? Reason { get; set => field = value?.ReplaceLineEndings("\n"); }
}

public sealed class ReissueForm
{
    public string? Persian { get; set; }

    public string? Latin { get; set; }
}
