using CustomerService.People.Rules;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerService.People.Data;

internal sealed class MembershipConfiguration : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> builder)
    {
        builder.ToTable("Memberships");
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.PersonnelNumber).HasMaxLength(40);
        builder.ComplexProperty(m => m.JobTitle, LocalTexts.Columns);
        builder.HasIndex(m => m.PersonId);
        builder.HasIndex(m => new { m.OrganisationId, m.UnitId });
        builder.HasIndex(m => new { m.OrganisationId, m.PersonnelNumber });
        builder.HasIndex(m => new { m.UnitId, m.PersonId });
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(m => m.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Unit>().WithMany().HasForeignKey(m => m.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}
