using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Data;

/// <summary>The tables of Learning: one configuration per entity.</summary>
internal sealed class LearningModel : IModelPart
{
    public void Configure(ModelBuilder model) =>
        model.ApplyConfigurationsFromAssembly(typeof(LearningModel).Assembly);
}
