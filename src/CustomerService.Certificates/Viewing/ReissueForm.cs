namespace CustomerService.Certificates.Viewing;

public sealed class ReissueForm
{
    public string? Persian { get; set; }

    public string? Latin { get; set; }
}
