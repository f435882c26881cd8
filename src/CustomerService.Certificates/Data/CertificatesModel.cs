using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Certificates.Data;

/// <summary>The EF Core model of Certificates: one configuration per entity.</summary>
internal sealed class CertificatesModel : IModelPart
{
    public void Configure(ModelBuilder model) =>
        model.ApplyConfigurationsFromAssembly(typeof(CertificatesModel).Assembly);
}
