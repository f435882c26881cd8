using CustomerService.Catalogue.Rules;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Catalogue.Data;

internal sealed class CatalogueModel : IModelPart
{
    /// <summary>Longest course id.</summary>
    public const int CourseIdLength = 20;

    public void Configure(ModelBuilder model)
    {
        model.Entity<CourseRevision>(e =>
        {
            e.ToTable("CourseRevisions");
            e.Property(r => r.Id).ValueGeneratedNever();
            e.Property(r => r.CourseId).HasMaxLength(CourseIdLength);
            e.Property(r => r.Hash).HasMaxLength(64);
            e.HasIndex(r => new { r.CourseId, r.Number }).IsUnique();
        });
        model.Entity<CourseCurrent>(e =>
        {
            e.ToTable("Courses");
            e.HasKey(c => c.CourseId);
            e.Property(c => c.CourseId).HasMaxLength(CourseIdLength);
            e.HasOne<CourseRevision>().WithMany().HasForeignKey(c => c.RevisionId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
