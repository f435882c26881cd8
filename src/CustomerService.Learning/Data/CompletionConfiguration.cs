using CustomerService.Learning.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerService.Learning.Data;

internal sealed class CompletionConfiguration : IEntityTypeConfiguration<Completion>
{
    public void Configure(EntityTypeBuilder<Completion> builder)
    {
        builder.ToTable("Completions");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.CourseId).HasMaxLength(20);
        builder.HasIndex(c => new { c.PersonId, c.CourseId });
        builder.HasIndex(c => c.EnrolmentId).IsUnique();
        builder.HasIndex(c => c.CompletedAtUtc);
        builder.HasIndex(c => c.ValidUntilUtc);
        builder.HasIndex(c => new { c.CourseId, c.RevisionId });
        builder.Property(c => c.Told).HasDefaultValue(ValidityNotice.None);
        builder.HasOne<Enrolment>().WithMany().HasForeignKey(c => c.EnrolmentId).OnDelete(DeleteBehavior.Restrict);
    }
}
