using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Catalogue.Data;

/// <summary>The tables of Catalogue: a configuration an entity.</summary>
internal sealed class CatalogueModel : IModelPart
{
    /// <summary>Longest course id.</summary>
    public const int CourseIdLength = 20;

    public void Configure(ModelBuilder model) =>
        model.ApplyConfigurationsFromAssembly(typeof(CatalogueModel).Assembly);
}
