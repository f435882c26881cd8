using CustomerService.Catalogue.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerService.Catalogue.Data;

internal sealed class CourseRevisionConfiguration : IEntityTypeConfiguration<CourseRevision>
{
    public void Configure(EntityTypeBuilder<CourseRevision> builder)
    {
        builder.ToTable("CourseRevisions");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.CourseId).HasMaxLength(CatalogueModel.CourseIdLength);
        builder.Property(r => r.Hash).HasMaxLength(64);
        builder.HasIndex(r => new { r.CourseId, r.Number }).IsUnique();
    }
}
