using CustomerService.Platform.Network;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CustomerService.Platform.Audit;

/// <summary>Gives each new audit entry the network address of the request that wrote it.</summary>
internal sealed class AuditAddress(IHttpContextAccessor requests) : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Fill(eventData.Context);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Fill(eventData.Context);
        return new(result);
    }

    private void Fill(DbContext? db)
    {
        if (db is null || requests.HttpContext is not { } request)
        {
            return;
        }

        foreach (var entry in db.ChangeTracker.Entries<AuditEntry>().Where(e => e.State == EntityState.Added))
        {
            entry.Entity.From(request.Address());
        }
    }
}
