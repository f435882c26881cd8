using CustomerService.Learning.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerService.Learning.Data;

internal sealed class ActiveDayConfiguration : IEntityTypeConfiguration<ActiveDay>
{
    public void Configure(EntityTypeBuilder<ActiveDay> builder)
    {
        builder.ToTable("ActiveDays");
        builder.HasKey(d => new { d.EnrolmentId, d.Day });
        builder.HasOne<Enrolment>().WithMany().HasForeignKey(d => d.EnrolmentId).OnDelete(DeleteBehavior.Cascade);
    }
}
