using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerService.Learning.Data;

internal sealed class EnrolmentConfiguration : IEntityTypeConfiguration<Enrolment>
{
    public void Configure(EntityTypeBuilder<Enrolment> builder)
    {
        builder.ToTable("Enrolments");
        builder.Property(n => n.Id).ValueGeneratedNever();
        builder.Property(n => n.CourseId).HasMaxLength(20);
        builder.Property(n => n.PositionStep).HasMaxLength(40);
        builder.Property(n => n.PositionAnchor).HasMaxLength(Enrolment.MaxAnchorLength);
        builder.HasIndex(n => new { n.PersonId, n.CourseId, n.Number }).IsUnique();
        builder.HasOne<Person>().WithMany().HasForeignKey(n => n.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
