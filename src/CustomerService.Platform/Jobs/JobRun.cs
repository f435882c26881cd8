using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerService.Platform.Jobs;

/// <summary>How far a job that runs every day has come: what was due at or before this instant is done. A run that was missed is made good by
/// the next one, which begins here.</summary>
public sealed class JobRun
{
    /// <summary>Maximum length of a job's name.</summary>
    public const int MaxName = 60;

    private JobRun() { }

    public JobRun(string name, DateTime throughUtc)
    {
        Name = name;
        ThroughUtc = throughUtc;
    }

    public string Name { get; private set; } = "";

    public DateTime ThroughUtc { get; private set; }

    /// <summary>Moves on; never back.</summary>
    public void Reach(DateTime throughUtc) => ThroughUtc = throughUtc > ThroughUtc ? throughUtc : ThroughUtc;
}

internal sealed class JobRunConfiguration : IEntityTypeConfiguration<JobRun>
{
    public void Configure(EntityTypeBuilder<JobRun> builder)
    {
        builder.ToTable("JobRuns");
        builder.HasKey(r => r.Name);
        builder.Property(r => r.Name).HasMaxLength(JobRun.MaxName);
    }
}
