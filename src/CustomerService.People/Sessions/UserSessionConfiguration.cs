using CustomerService.People.Rules;
using CustomerService.Platform.Network;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerService.People.Sessions;

internal sealed class UserSessionConfiguration : IEntityTypeConfiguration<UserSession>
{
    public void Configure(EntityTypeBuilder<UserSession> builder)
    {
        builder.ToTable("UserSessions");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Address).HasMaxLength(RequestAddress.MaxLength);
        builder.Property(s => s.Device).HasMaxLength(UserSession.MaxDevice);
        builder.HasIndex(s => new { s.PersonId, s.EndedAtUtc });
        builder.HasIndex(s => s.EndedAtUtc);
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
