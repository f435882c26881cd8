using Microsoft.EntityFrameworkCore;

namespace CustomerService.Platform.Persistence;

/// <summary>A capability's tables. Registered by its setup; <see cref="AppDbContext"/> is the sum of all parts.</summary>
public interface IModelPart
{
    void Configure(ModelBuilder model);
}
