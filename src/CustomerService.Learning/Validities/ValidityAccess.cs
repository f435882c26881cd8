using CustomerService.People.Access;
using CustomerService.Platform.Persistence;

namespace CustomerService.Learning.Validities;

internal static class ValidityAccess
{
    /// <summary>Whether somebody decides about courses for the whole academy: human resources and administrators without a limit.</summary>
    public static async Task<bool> RunsAcademyAsync(this AppDbContext db, Guid personId, CancellationToken cancellationToken) =>
        (await db.PermissionsOfAsync(personId, cancellationToken)).Grants.Any(g => g.IsUnlimited && g.Role.Traits().RunsAcademy);
}
