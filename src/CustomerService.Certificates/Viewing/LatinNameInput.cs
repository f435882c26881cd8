namespace CustomerService.Certificates.Viewing;

/// <summary>A name as its holder writes it in Latin letters; one part is enough.</summary>
public sealed class LatinNameInput
{
    public string? Given { get; set; }

    public string? Family { get; set; }
}
