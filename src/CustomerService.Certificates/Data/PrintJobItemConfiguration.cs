using CustomerService.Certificates.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerService.Certificates.Data;

internal sealed class PrintJobItemConfiguration : IEntityTypeConfiguration<PrintJobItem>
{
    public void Configure(EntityTypeBuilder<PrintJobItem> builder)
    {
        builder.ToTable("PrintJobItems");
        builder.HasKey(i => new { i.JobId, i.Position });
        builder.HasOne<PrintJob>().WithMany().HasForeignKey(i => i.JobId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Certificate>().WithMany().HasForeignKey(i => i.CertificateId).OnDelete(DeleteBehavior.Restrict);
    }
}
