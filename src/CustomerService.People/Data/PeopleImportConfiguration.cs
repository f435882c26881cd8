using CustomerService.People.Rules;
using CustomerService.People.Rules.Imports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerService.People.Data;

internal sealed class PeopleImportConfiguration : IEntityTypeConfiguration<PeopleImport>
{
    public void Configure(EntityTypeBuilder<PeopleImport> builder)
    {
        builder.ToTable("PeopleImports");
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.FileName).HasMaxLength(PeopleImport.MaxFileName);
        builder.Property(i => i.HeadersKey).HasMaxLength(PeopleImport.HeadersKeyLength);
        builder.Ignore(i => i.Counts);
        builder.HasIndex(i => new { i.ActorId, i.Id });
        builder.HasIndex(i => new { i.HeadersKey, i.Id });
        builder.HasOne<Person>().WithMany().HasForeignKey(i => i.ActorId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ImportRowConfiguration : IEntityTypeConfiguration<ImportRow>
{
    public void Configure(EntityTypeBuilder<ImportRow> builder)
    {
        builder.ToTable("PeopleImportRows");
        builder.HasKey(r => new { r.ImportId, r.Number });
        builder.Property(r => r.Number).ValueGeneratedNever();
        builder.HasIndex(r => new { r.ImportId, r.Progress, r.Action, r.Number });
        builder.HasOne<PeopleImport>().WithMany().HasForeignKey(r => r.ImportId).OnDelete(DeleteBehavior.Cascade);
    }
}
