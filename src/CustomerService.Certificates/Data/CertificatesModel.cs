using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Certificates.Data;

/// <summary>The tables of Certificates: a configuration an entity.</summary>
internal sealed class CertificatesModel : IModelPart
{
    public void Configure(ModelBuilder model) =>
        model.ApplyConfigurationsFromAssembly(typeof(CertificatesModel).Assembly);
}
