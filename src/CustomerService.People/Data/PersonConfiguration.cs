using CustomerService.People.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerService.People.Data;

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("People");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.GivenName).HasMaxLength(100);
        builder.Property(p => p.FamilyName).HasMaxLength(100);
        builder.Property(p => p.LatinGivenName).HasMaxLength(100);
        builder.Property(p => p.LatinFamilyName).HasMaxLength(100);
        builder.Property(p => p.Email).HasMaxLength(256);
        builder.Property(p => p.Mobile).HasMaxLength(20);
        builder.Property(p => p.SearchKey).HasMaxLength(Person.MaxSearchKey);
        builder.Property(p => p.SortKey).HasMaxLength(700);
        builder.Ignore(p => p.Name);
        builder.Ignore(p => p.Contacts);
        builder.HasIndex(p => new { p.SortKey, p.Id });
        builder.HasIndex(p => p.Email);
        builder.HasIndex(p => p.Mobile);
    }
}
