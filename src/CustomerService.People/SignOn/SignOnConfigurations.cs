using CustomerService.People.Accounts;
using CustomerService.People.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerService.People.SignOn;

internal sealed class SignOnLinkConfiguration : IEntityTypeConfiguration<SignOnLink>
{
    public void Configure(EntityTypeBuilder<SignOnLink> builder)
    {
        builder.ToTable("SignOnLinks");
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.Property(l => l.Provider).HasMaxLength(SignOnLink.MaxProvider);
        builder.Property(l => l.SubjectKey).HasMaxLength(ProviderKeys.Length);
        builder.Property(l => l.AccountName).HasMaxLength(SignOnLink.MaxAccountName);
        builder.HasIndex(l => new { l.Provider, l.SubjectKey }).IsUnique();
        builder.HasIndex(l => l.PersonId);
        builder.HasOne<Account>().WithMany().HasForeignKey(l => l.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SignOnRequestConfiguration : IEntityTypeConfiguration<SignOnRequest>
{
    public void Configure(EntityTypeBuilder<SignOnRequest> builder)
    {
        builder.ToTable("SignOnRequests");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Provider).HasMaxLength(SignOnLink.MaxProvider);
        builder.Property(r => r.SubjectKey).HasMaxLength(ProviderKeys.Length);
        builder.Property(r => r.AccountName).HasMaxLength(SignOnRequest.MaxText);
        builder.Property(r => r.GivenName).HasMaxLength(SignOnRequest.MaxName);
        builder.Property(r => r.FamilyName).HasMaxLength(SignOnRequest.MaxName);
        builder.Property(r => r.Email).HasMaxLength(SignOnRequest.MaxText);
        builder.Property(r => r.PersonnelNumber).HasMaxLength(SignOnRequest.MaxName);
        builder.Property(r => r.Unit).HasMaxLength(SignOnRequest.MaxText);
        builder.Property(r => r.Problem).HasMaxLength(100);
        builder.Ignore(r => r.Name);
        builder.HasIndex(r => new { r.Provider, r.SubjectKey }).IsUnique();
        builder.HasIndex(r => new { r.State, r.LastAskedAtUtc, r.Id });
    }
}

internal sealed class ProviderSessionConfiguration : IEntityTypeConfiguration<ProviderSession>
{
    public void Configure(EntityTypeBuilder<ProviderSession> builder)
    {
        builder.ToTable("ProviderSessions");
        builder.HasKey(s => s.SessionId);
        builder.Property(s => s.SessionId).ValueGeneratedNever();
        builder.Property(s => s.Provider).HasMaxLength(SignOnLink.MaxProvider);
        builder.Property(s => s.SubjectKey).HasMaxLength(ProviderKeys.Length);
        builder.Property(s => s.SessionKey).HasMaxLength(ProviderKeys.Length);
        builder.HasIndex(s => new { s.Provider, s.SubjectKey });
        builder.HasIndex(s => new { s.Provider, s.SessionKey });
        builder.HasOne<UserSession>().WithOne().HasForeignKey<ProviderSession>(s => s.SessionId).OnDelete(DeleteBehavior.Cascade);
    }
}
