using CustomerService.People.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerService.People.SecondFactor;

/// <summary>The framework's entity, in a table of ours.</summary>
internal sealed class PasskeyConfiguration : IEntityTypeConfiguration<IdentityUserPasskey<Guid>>
{
    /// <summary>In bytes. WebAuthn allows 1,023, an index of SQL Server 900; authenticators use 16 to about 250.</summary>
    public const int MaxCredentialId = 800;

    public void Configure(EntityTypeBuilder<IdentityUserPasskey<Guid>> builder)
    {
        builder.ToTable("Passkeys");
        builder.HasKey(p => p.CredentialId);
        builder.Property(p => p.CredentialId).HasMaxLength(MaxCredentialId).ValueGeneratedNever();
        builder.OwnsOne(p => p.Data).ToJson();
        builder.HasIndex(p => p.UserId);
        builder.HasOne<Account>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
