using CustomerService.Catalogue.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerService.Catalogue.Data;

internal sealed class CourseCurrentConfiguration : IEntityTypeConfiguration<CourseCurrent>
{
    public void Configure(EntityTypeBuilder<CourseCurrent> builder)
    {
        builder.ToTable("Courses");
        builder.HasKey(c => c.CourseId);
        builder.Property(c => c.CourseId).HasMaxLength(CatalogueModel.CourseIdLength);
        builder.HasOne<CourseRevision>().WithMany().HasForeignKey(c => c.RevisionId).OnDelete(DeleteBehavior.Restrict);
    }
}
