using CustomerService.Certificates.Rules;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerService.Certificates.Data;

internal sealed class CertificateConfiguration : IEntityTypeConfiguration<Certificate>
{
    public void Configure(EntityTypeBuilder<Certificate> builder)
    {
        builder.ToTable("Certificates");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Number).HasMaxLength(40);
        builder.Property(c => c.Code).HasMaxLength(VerificationCode.Length);
        builder.Property(c => c.SubjectId).HasMaxLength(20);
        builder.ComplexProperty(c => c.PersonName, LocalTexts.Columns);
        builder.ComplexProperty(c => c.Title, LocalTexts.Columns);
        builder.ComplexProperty(c => c.Programme, LocalTexts.Columns);
        builder.ComplexProperty(c => c.Issuer, LocalTexts.Columns);
        builder.ComplexProperty(c => c.SignatoryName, LocalTexts.Columns);
        builder.ComplexProperty(c => c.SignatoryTitle, LocalTexts.Columns);
        builder.Property(c => c.Logo).HasMaxLength(StoredImage.HashLength);
        builder.Property(c => c.SignatureImage).HasMaxLength(StoredImage.HashLength);
        builder.Property(c => c.RevocationReason).HasMaxLength(Certificate.MaxReason);
        builder.Property(c => c.Signature).HasMaxLength(64);
        builder.Ignore(c => c.Content);
        builder.Ignore(c => c.EndsAtUtc);
        builder.HasIndex(c => c.Number).IsUnique();
        builder.HasIndex(c => c.Code).IsUnique();
        // One certificate per completion, even if it is requested twice concurrently.
        builder.HasIndex(c => new { c.CompletionId, c.Kind, c.SubjectId, c.Edition }).IsUnique();
        builder.HasIndex(c => new { c.PersonId, c.Kind, c.SubjectId });
        builder.HasIndex(c => c.ExpiresAtUtc);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Completion>().WithMany().HasForeignKey(c => c.CompletionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<SigningKey>().WithMany().HasForeignKey(c => c.SigningKeyId).OnDelete(DeleteBehavior.Restrict);
    }
}
