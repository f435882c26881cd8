using CustomerService.Certificates.Rules;
using CustomerService.People.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerService.Certificates.Data;

internal sealed class PrintJobConfiguration : IEntityTypeConfiguration<PrintJob>
{
    public void Configure(EntityTypeBuilder<PrintJob> builder)
    {
        builder.ToTable("PrintJobs");
        builder.Property(j => j.Id).ValueGeneratedNever();
        builder.Property(j => j.Error).HasMaxLength(100);
        builder.HasIndex(j => new { j.OwnerId, j.CreatedAtUtc });
        builder.HasOne<Person>().WithMany().HasForeignKey(j => j.OwnerId).OnDelete(DeleteBehavior.Restrict);
    }
}
