using CustomerService.Messages.Rules;
using CustomerService.People.Access;
using CustomerService.Platform.Persistence;

namespace CustomerService.Messages.Deliveries;

/// <summary>Access rules: whose mails somebody sees.</summary>
internal static class DeliveryQueries
{
    /// <summary>Those of the people whom the asker sees, for whoever manages people; for anybody else the own ones.</summary>
    public static async Task<IQueryable<Delivery>> DeliveriesSeenByAsync(this AppDbContext db, Guid askerId, CancellationToken cancellationToken)
    {
        var permissions = await db.PermissionsOfAsync(askerId, cancellationToken);
        if (!permissions.Grants.Any(g => g.Role.Traits().Manages != ManagedPeople.None))
        {
            return db.Set<Delivery>().Where(d => d.PersonId == askerId);
        }

        var scope = await db.ScopeOfAsync(askerId, cancellationToken);
        if (scope.Everybody)
        {
            return db.Set<Delivery>();
        }

        var people = db.PersonIdsWithin(scope);
        return db.Set<Delivery>().Where(d => people.Contains(d.PersonId));
    }
}
