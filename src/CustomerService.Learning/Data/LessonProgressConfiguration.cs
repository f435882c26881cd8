using CustomerService.Learning.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerService.Learning.Data;

internal sealed class LessonProgressConfiguration : IEntityTypeConfiguration<LessonProgress>
{
    public void Configure(EntityTypeBuilder<LessonProgress> builder)
    {
        builder.ToTable("LessonProgress");
        builder.HasKey(p => new { p.EnrolmentId, p.LessonId });
        builder.Property(p => p.LessonId).HasMaxLength(20);
        builder.Property(p => p.AtWorkPlan).HasMaxLength(LessonProgress.MaxPlanLength);
        builder.Property(p => p.TriedPractice).HasMaxLength(LessonProgress.MaxTriedPractice);
        builder.HasOne<Enrolment>().WithMany().HasForeignKey(p => p.EnrolmentId).OnDelete(DeleteBehavior.Cascade);
    }
}
