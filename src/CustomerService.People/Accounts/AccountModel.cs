using CustomerService.People.Access;
using CustomerService.People.Rules;
using CustomerService.Platform.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Accounts;

/// <summary>Identity's tables under our names. Roles are grants of ours (they have a reach), so Identity's role tables are absent.</summary>
internal sealed class AccountModel : IModelPart
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<Account>(e =>
        {
            e.ToTable("Accounts");
            e.Property(a => a.Id).ValueGeneratedNever();
            e.Property(a => a.UserName).HasMaxLength(256);
            e.Property(a => a.NormalizedUserName).HasMaxLength(256);
            e.Property(a => a.Email).HasMaxLength(256);
            e.Property(a => a.NormalizedEmail).HasMaxLength(256);
            e.Property(a => a.PhoneNumber).HasMaxLength(20);
            e.Property(a => a.PasswordHash).HasMaxLength(500);
            e.Property(a => a.SecurityStamp).HasMaxLength(100);
            e.Property(a => a.ConcurrencyStamp).HasMaxLength(100).IsConcurrencyToken();
            e.HasIndex(a => a.NormalizedUserName).IsUnique();
            e.HasIndex(a => a.NormalizedEmail).IsUnique();
            e.HasIndex(a => a.PhoneNumber).IsUnique();
            e.HasOne<Person>().WithOne().HasForeignKey<Account>(a => a.Id).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<IdentityUserClaim<Guid>>(e =>
        {
            e.ToTable("AccountClaims");
            e.HasOne<Account>().WithMany().HasForeignKey(c => c.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<IdentityUserLogin<Guid>>(e =>
        {
            e.ToTable("AccountLogins");
            e.HasKey(l => new { l.LoginProvider, l.ProviderKey });
            e.Property(l => l.LoginProvider).HasMaxLength(128);
            e.Property(l => l.ProviderKey).HasMaxLength(128);
            e.HasOne<Account>().WithMany().HasForeignKey(l => l.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<IdentityUserToken<Guid>>(e =>
        {
            e.ToTable("AccountTokens");
            e.HasKey(t => new { t.UserId, t.LoginProvider, t.Name });
            e.Property(t => t.LoginProvider).HasMaxLength(128);
            e.Property(t => t.Name).HasMaxLength(128);
            e.HasOne<Account>().WithMany().HasForeignKey(t => t.UserId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
