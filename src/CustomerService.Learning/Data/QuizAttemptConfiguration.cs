using CustomerService.Learning.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerService.Learning.Data;

internal sealed class QuizAttemptConfiguration : IEntityTypeConfiguration<QuizAttempt>
{
    public void Configure(EntityTypeBuilder<QuizAttempt> builder)
    {
        builder.ToTable("QuizAttempts");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Language).HasMaxLength(2);
        builder.Property(a => a.Points).HasPrecision(9, 4);
        builder.Property(a => a.MaxPoints).HasPrecision(9, 4);
        builder.HasIndex(a => new { a.EnrolmentId, a.Number }).IsUnique();
        builder.HasIndex(a => new { a.State, a.DeadlineAtUtc });
        builder.HasIndex(a => a.PersonId);
        builder.HasOne<Enrolment>().WithMany().HasForeignKey(a => a.EnrolmentId).OnDelete(DeleteBehavior.Restrict);
    }
}
