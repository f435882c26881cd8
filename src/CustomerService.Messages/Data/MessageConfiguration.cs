using CustomerService.Messages.Rules;
using CustomerService.People.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerService.Messages.Data;

internal sealed class MessageConfiguration : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> builder)
    {
        builder.ToTable("Messages");
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.SubjectId).HasMaxLength(Message.MaxSubject);
        // The count of unread ones, which every page shows.
        builder.HasIndex(m => new { m.PersonId, m.IsInInbox, m.ReadAtUtc });
        builder.HasIndex(m => new { m.PersonId, m.IsInInbox, m.CreatedAtUtc, m.Id });
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
