using CustomerService.Learning.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerService.Learning.Data;

internal sealed class AttemptAnswerConfiguration : IEntityTypeConfiguration<AttemptAnswer>
{
    public void Configure(EntityTypeBuilder<AttemptAnswer> builder)
    {
        builder.ToTable("AttemptAnswers");
        builder.HasKey(a => new { a.AttemptId, a.ItemId });
        builder.Property(a => a.ItemId).HasMaxLength(40);
        builder.Property(a => a.Response).HasMaxLength(Response.MaxLength);
        builder.HasOne<QuizAttempt>().WithMany().HasForeignKey(a => a.AttemptId).OnDelete(DeleteBehavior.Cascade);
    }
}
