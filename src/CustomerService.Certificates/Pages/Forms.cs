namespace CustomerService.Certificates.Pages;

public sealed class RevokeForm
{
    public string? Reason { get; set; }
}

public sealed class ReissueForm
{
    public string? Persian { get; set; }

    public string? Latin { get; set; }
}
