using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Catalogue.Data;

/// <summary>The EF Core model of Catalogue: one configuration per entity.</summary>
internal sealed class CatalogueModel : IModelPart
{
    /// <summary>Maximum length of a course id, in characters.</summary>
    public const int CourseIdLength = 20;

    public void Configure(ModelBuilder model) =>
        model.ApplyConfigurationsFromAssembly(typeof(CatalogueModel).Assembly);
}
