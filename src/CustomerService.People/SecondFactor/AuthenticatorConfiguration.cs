using CustomerService.People.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerService.People.SecondFactor;

internal sealed class AuthenticatorConfiguration : IEntityTypeConfiguration<Authenticator>
{
    public void Configure(EntityTypeBuilder<Authenticator> builder)
    {
        builder.ToTable("Authenticators");
        builder.HasKey(a => a.PersonId);
        builder.Property(a => a.PersonId).ValueGeneratedNever();
        builder.Property(a => a.ProtectedKey).HasMaxLength(1000);
        builder.HasOne<Account>().WithOne().HasForeignKey<Authenticator>(a => a.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
