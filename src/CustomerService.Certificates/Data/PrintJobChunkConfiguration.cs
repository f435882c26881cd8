using CustomerService.Certificates.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerService.Certificates.Data;

internal sealed class PrintJobChunkConfiguration : IEntityTypeConfiguration<PrintJobChunk>
{
    public void Configure(EntityTypeBuilder<PrintJobChunk> builder)
    {
        builder.ToTable("PrintJobChunks");
        builder.HasKey(c => new { c.JobId, c.Run, c.Number });
        builder.HasOne<PrintJob>().WithMany().HasForeignKey(c => c.JobId).OnDelete(DeleteBehavior.Cascade);
    }
}
