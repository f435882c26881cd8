using CustomerService.Learning.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerService.Learning.Data;

internal sealed class ScenarioRunConfiguration : IEntityTypeConfiguration<ScenarioRun>
{
    public void Configure(EntityTypeBuilder<ScenarioRun> builder)
    {
        builder.ToTable("ScenarioRuns");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.ScenarioId).HasMaxLength(20);
        builder.Property(r => r.Path).HasMaxLength(ScenarioPlay.MaxPathLength);
        builder.Property(r => r.BestShare).HasPrecision(5, 4);
        builder.HasIndex(r => new { r.EnrolmentId, r.ScenarioId });
        builder.HasOne<Enrolment>().WithMany().HasForeignKey(r => r.EnrolmentId).OnDelete(DeleteBehavior.Cascade);
    }
}
