using CustomerService.Messages.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerService.Messages.Data;

internal sealed class TemplateEditConfiguration : IEntityTypeConfiguration<TemplateEdit>
{
    public void Configure(EntityTypeBuilder<TemplateEdit> builder)
    {
        builder.ToTable("MessageTemplates");
        builder.HasKey(t => new { t.Kind, t.Language });
        builder.Property(t => t.Subject).HasMaxLength(TemplateEdit.MaxSubject);
        builder.Property(t => t.Body).HasMaxLength(TemplateEdit.MaxBody);
    }
}
