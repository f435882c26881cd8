using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerService.Learning.Data;

internal sealed class AssignmentConfiguration : IEntityTypeConfiguration<Assignment>
{
    public void Configure(EntityTypeBuilder<Assignment> builder)
    {
        builder.ToTable("Assignments");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.CourseId).HasMaxLength(20);
        builder.HasIndex(a => new { a.PersonId, a.CourseId }).IsUnique();
        builder.HasIndex(a => new { a.CourseId, a.DueAtUtc });
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AssignmentAdjustmentConfiguration : IEntityTypeConfiguration<AssignmentAdjustment>
{
    public void Configure(EntityTypeBuilder<AssignmentAdjustment> builder)
    {
        builder.ToTable("AssignmentAdjustments");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.CourseId).HasMaxLength(20);
        builder.Property(a => a.Reason).HasMaxLength(AssignmentAdjustment.MaxReason);
        builder.Property(a => a.Evidence).HasMaxLength(AssignmentAdjustment.MaxEvidence);
        builder.HasIndex(a => new { a.PersonId, a.CourseId });
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.ById).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.EndedById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AssignmentCauseConfiguration : IEntityTypeConfiguration<AssignmentCause>
{
    public void Configure(EntityTypeBuilder<AssignmentCause> builder)
    {
        builder.ToTable("AssignmentCauses");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.CourseId).HasMaxLength(20);
        builder.Property(c => c.PathId).HasMaxLength(AssignmentRuleConfiguration.PathLength);
        builder.HasIndex(c => new { c.PersonId, c.CourseId });
        builder.HasIndex(c => new { c.RuleId, c.CourseId, c.PersonId });
        builder.HasIndex(c => new { c.CourseId, c.Audience });
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<AssignmentRule>().WithMany().HasForeignKey(c => c.RuleId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AssignmentRuleConfiguration : IEntityTypeConfiguration<AssignmentRule>
{
    /// <summary>Longest id of a path.</summary>
    public const int PathLength = 40;

    public void Configure(EntityTypeBuilder<AssignmentRule> builder)
    {
        builder.ToTable("AssignmentRules");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.ComplexProperty(r => r.Name, LocalTexts.Columns);
        builder.Property(r => r.CourseId).HasMaxLength(20);
        builder.Property(r => r.CompletedCourseId).HasMaxLength(20);
        builder.Property(r => r.PathId).HasMaxLength(PathLength);
        builder.Ignore(r => r.Who);
        builder.Ignore(r => r.When);
        builder.HasIndex(r => new { r.State, r.Id });
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.CreatedBy).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(r => r.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Unit>().WithMany().HasForeignKey(r => r.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AssignmentRulePersonConfiguration : IEntityTypeConfiguration<AssignmentRulePerson>
{
    public void Configure(EntityTypeBuilder<AssignmentRulePerson> builder)
    {
        builder.ToTable("AssignmentRulePeople");
        builder.HasKey(p => new { p.RuleId, p.PersonId });
        builder.HasOne<AssignmentRule>().WithMany().HasForeignKey(p => p.RuleId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
