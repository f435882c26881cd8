using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerService.Learning.Data;

internal sealed class AssignmentConfiguration : IEntityTypeConfiguration<Assignment>
{
    public void Configure(EntityTypeBuilder<Assignment> builder)
    {
        builder.ToTable("Assignments");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.CourseId).HasMaxLength(20);
        builder.HasIndex(a => new { a.PersonId, a.CourseId }).IsUnique();
        builder.HasIndex(a => new { a.CourseId, a.DueAtUtc });
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
