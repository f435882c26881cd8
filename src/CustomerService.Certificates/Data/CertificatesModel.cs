using CustomerService.Certificates.Issuing;
using CustomerService.Certificates.Rules;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Certificates.Data;

internal sealed class CertificatesModel : IModelPart
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<Certificate>(e =>
        {
            e.ToTable("Certificates");
            e.Property(c => c.Id).ValueGeneratedNever();
            e.Property(c => c.Number).HasMaxLength(40);
            e.Property(c => c.Code).HasMaxLength(VerificationCode.Length);
            e.Property(c => c.SubjectId).HasMaxLength(20);
            e.ComplexProperty(c => c.PersonName, LocalTexts.Columns);
            e.ComplexProperty(c => c.Title, LocalTexts.Columns);
            e.ComplexProperty(c => c.Programme, LocalTexts.Columns);
            e.ComplexProperty(c => c.Issuer, LocalTexts.Columns);
            e.ComplexProperty(c => c.SignatoryName, LocalTexts.Columns);
            e.ComplexProperty(c => c.SignatoryTitle, LocalTexts.Columns);
            e.Property(c => c.RevocationReason).HasMaxLength(Certificate.MaxReason);
            e.Property(c => c.Signature).HasMaxLength(64);
            e.Ignore(c => c.Content);
            e.HasIndex(c => c.Number).IsUnique();
            e.HasIndex(c => c.Code).IsUnique();
            // One certificate for a completion, whoever asks twice.
            e.HasIndex(c => new { c.CompletionId, c.Kind, c.SubjectId, c.Edition }).IsUnique();
            e.HasIndex(c => new { c.PersonId, c.Kind, c.SubjectId });
            e.HasIndex(c => c.ExpiresAtUtc);
            e.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne<Completion>().WithMany().HasForeignKey(c => c.CompletionId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne<SigningKey>().WithMany().HasForeignKey(c => c.SigningKeyId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<SigningKey>(e =>
        {
            e.ToTable("SigningKeys");
            e.Property(k => k.Id).ValueGeneratedNever();
            e.Property(k => k.PublicKey).HasMaxLength(200);
            e.Property(k => k.ProtectedPrivateKey).HasMaxLength(2000);
        });
        model.Entity<CertificateSequence>(e =>
        {
            e.ToTable("CertificateSequences");
            e.HasKey(s => s.Year);
            e.Property(s => s.Year).ValueGeneratedNever();
        });
        model.Entity<PrintJob>(e =>
        {
            e.ToTable("PrintJobs");
            e.Property(j => j.Id).ValueGeneratedNever();
            e.Property(j => j.Error).HasMaxLength(100);
            e.HasIndex(j => new { j.OwnerId, j.CreatedAtUtc });
            e.HasOne<Person>().WithMany().HasForeignKey(j => j.OwnerId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<PrintJobItem>(e =>
        {
            e.ToTable("PrintJobItems");
            e.HasKey(i => new { i.JobId, i.Position });
            e.HasOne<PrintJob>().WithMany().HasForeignKey(i => i.JobId).OnDelete(DeleteBehavior.Cascade);
            e.HasOne<Certificate>().WithMany().HasForeignKey(i => i.CertificateId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<PrintJobChunk>(e =>
        {
            e.ToTable("PrintJobChunks");
            e.HasKey(c => new { c.JobId, c.Run, c.Number });
            e.HasOne<PrintJob>().WithMany().HasForeignKey(c => c.JobId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
