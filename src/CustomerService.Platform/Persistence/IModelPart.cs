using Microsoft.EntityFrameworkCore;

namespace CustomerService.Platform.Persistence;

/// <summary>A capability's tables. Registered by its setup; <see cref="AppDbContext"/> combines all parts.</summary>
public interface IModelPart
{
    void Configure(ModelBuilder model);
}
