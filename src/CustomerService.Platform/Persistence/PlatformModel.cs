using CustomerService.Platform.Audit;
using CustomerService.Platform.Events;
using CustomerService.Platform.Outbox;
using CustomerService.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Platform.Persistence;

internal sealed class PlatformModel : IModelPart
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<DomainEventRecord>(e =>
        {
            e.ToTable("DomainEvents");
            e.Property(f => f.Id).ValueGeneratedNever();
            e.Property(f => f.Name).HasMaxLength(100);
            e.HasIndex(f => new { f.Name, f.RecordedAtUtc });
        });
        model.Entity<OutboxMessage>(e =>
        {
            e.ToTable("Outbox");
            e.Property(m => m.Id).ValueGeneratedNever();
            e.Property(m => m.Kind).HasMaxLength(100);
            e.Property(m => m.LastError).HasMaxLength(200);
            e.HasIndex(m => new { m.DoneAtUtc, m.DueAtUtc });
        });
        model.Entity<DataProtectionKey>(e =>
        {
            e.ToTable("DataProtectionKeys");
            e.Property(k => k.Id).ValueGeneratedNever();
            e.Property(k => k.Name).HasMaxLength(200);
        });
        model.Entity<AuditEntry>(e =>
        {
            e.ToTable("Audit");
            e.Property(a => a.Id).ValueGeneratedNever();
            e.Property(a => a.Action).HasMaxLength(100);
            e.Property(a => a.Detail).HasMaxLength(2000);
            e.HasIndex(a => new { a.SubjectId, a.AtUtc });
        });
    }
}
