using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Messages.Data;

/// <summary>The EF Core model of Messages: one configuration per entity.</summary>
internal sealed class MessagesModel : IModelPart
{
    public void Configure(ModelBuilder model) => model.ApplyConfigurationsFromAssembly(typeof(MessagesModel).Assembly);
}
