using CustomerService.Messages.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerService.Messages.Data;

internal sealed class DeliveryConfiguration : IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.ToTable("MessageDeliveries");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Reply).HasMaxLength(Delivery.MaxReply);
        builder.HasIndex(d => d.MessageId);
        // The log: all of it, of one state, of one kind, of one person.
        builder.HasIndex(d => new { d.CreatedAtUtc, d.Id });
        builder.HasIndex(d => new { d.State, d.CreatedAtUtc, d.Id });
        builder.HasIndex(d => new { d.Kind, d.CreatedAtUtc, d.Id });
        builder.HasIndex(d => new { d.PersonId, d.CreatedAtUtc, d.Id });
        builder.HasOne<Message>().WithMany().HasForeignKey(d => d.MessageId).OnDelete(DeleteBehavior.Cascade);
    }
}
