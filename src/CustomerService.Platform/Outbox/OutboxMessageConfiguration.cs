using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerService.Platform.Outbox;

internal sealed class OutboxMessageConfiguration : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("Outbox");
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Kind).HasMaxLength(100);
        builder.Property(m => m.LastError).HasMaxLength(200);
        builder.Property(m => m.ClaimedBy).HasMaxLength(OutboxMessage.MaxOwner);
        builder.HasIndex(m => new { m.DoneAtUtc, m.DueAtUtc });
    }
}
