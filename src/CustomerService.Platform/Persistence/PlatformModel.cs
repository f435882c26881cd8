using Microsoft.EntityFrameworkCore;

namespace CustomerService.Platform.Persistence;

/// <summary>The tables of Platform: one configuration per entity.</summary>
internal sealed class PlatformModel : IModelPart
{
    public void Configure(ModelBuilder model) =>
        model.ApplyConfigurationsFromAssembly(typeof(PlatformModel).Assembly);
}
