using CustomerService.People.Rules;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Data;

internal sealed class PeopleModel : IModelPart
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<Person>(e =>
        {
            e.ToTable("People");
            e.Property(p => p.Id).ValueGeneratedNever();
            e.Property(p => p.GivenName).HasMaxLength(100);
            e.Property(p => p.FamilyName).HasMaxLength(100);
            e.Property(p => p.LatinGivenName).HasMaxLength(100);
            e.Property(p => p.LatinFamilyName).HasMaxLength(100);
            e.Property(p => p.Email).HasMaxLength(256);
            e.Property(p => p.Mobile).HasMaxLength(20);
            e.Property(p => p.SearchKey).HasMaxLength(Person.MaxSearchKey);
            e.Property(p => p.SortKey).HasMaxLength(700);
            e.Ignore(p => p.Name);
            e.HasIndex(p => new { p.SortKey, p.Id });
            e.HasIndex(p => p.Email);
            e.HasIndex(p => p.Mobile);
        });
        model.Entity<Organisation>(e =>
        {
            e.ToTable("Organisations");
            e.Property(o => o.Id).ValueGeneratedNever();
            e.ComplexProperty(o => o.Name, LocalTexts.Columns);
        });
        model.Entity<Installation>(e =>
        {
            e.ToTable("Installation");
            e.Property(i => i.Id).ValueGeneratedNever();
        });
        model.Entity<Unit>(e =>
        {
            e.ToTable("Units");
            e.Property(u => u.Id).ValueGeneratedNever();
            e.Property(u => u.Path).HasMaxLength(400);
            e.ComplexProperty(u => u.Name, LocalTexts.Columns);
            e.HasIndex(u => u.Path);
            e.HasOne<Organisation>().WithMany().HasForeignKey(u => u.OrganisationId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne<Unit>().WithMany().HasForeignKey(u => u.ParentId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<Membership>(e =>
        {
            e.ToTable("Memberships");
            e.Property(m => m.Id).ValueGeneratedNever();
            e.Property(m => m.PersonnelNumber).HasMaxLength(40);
            e.ComplexProperty(m => m.JobTitle, LocalTexts.Columns);
            e.HasIndex(m => m.PersonId);
            e.HasIndex(m => new { m.OrganisationId, m.UnitId });
            e.HasIndex(m => new { m.OrganisationId, m.PersonnelNumber });
            e.HasIndex(m => new { m.UnitId, m.PersonId });
            e.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne<Organisation>().WithMany().HasForeignKey(m => m.OrganisationId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne<Unit>().WithMany().HasForeignKey(m => m.UnitId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<RoleGrant>(e =>
        {
            e.ToTable("RoleGrants");
            e.Property(g => g.Id).ValueGeneratedNever();
            e.HasIndex(g => g.PersonId);
            e.HasOne<Person>().WithMany().HasForeignKey(g => g.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
        PersonList.MapComparisons(model);
    }
}
