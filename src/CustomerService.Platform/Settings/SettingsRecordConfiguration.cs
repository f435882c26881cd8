using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerService.Platform.Settings;

internal sealed class SettingsRecordConfiguration : IEntityTypeConfiguration<SettingsRecord>
{
    public void Configure(EntityTypeBuilder<SettingsRecord> builder)
    {
        builder.ToTable("Settings");
        builder.HasKey(s => s.Section);
        builder.Property(s => s.Section).HasMaxLength(SettingsRecord.MaxKey);
        builder.Property(s => s.Version).IsConcurrencyToken();
    }
}
