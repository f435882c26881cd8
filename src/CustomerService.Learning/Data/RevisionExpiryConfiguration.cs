using CustomerService.Learning.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerService.Learning.Data;

internal sealed class RevisionExpiryConfiguration : IEntityTypeConfiguration<RevisionExpiry>
{
    public void Configure(EntityTypeBuilder<RevisionExpiry> builder)
    {
        builder.ToTable("RevisionExpiries");
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.CourseId).HasMaxLength(20);
        builder.Property(e => e.Reason).HasMaxLength(RevisionExpiry.MaxReason);
        builder.HasIndex(e => new { e.CourseId, e.AtUtc });
    }
}
