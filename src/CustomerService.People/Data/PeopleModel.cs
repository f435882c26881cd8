using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Data;

/// <summary>The tables of People: one configuration per entity. Roles are our own scoped grants, so Identity's role tables are absent.</summary>
internal sealed class PeopleModel : IModelPart
{
    public void Configure(ModelBuilder model)
    {
        model.ApplyConfigurationsFromAssembly(typeof(PeopleModel).Assembly);
        PersonList.MapComparisons(model);
    }
}
