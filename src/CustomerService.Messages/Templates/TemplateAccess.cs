using CustomerService.People.Access;
using CustomerService.Platform.Persistence;

namespace CustomerService.Messages.Templates;

internal static class TemplateAccess
{
    /// <summary>Whoever runs the whole academy: the words go to everybody.</summary>
    public static async Task<bool> MayEditTemplatesAsync(this AppDbContext db, Guid personId, CancellationToken cancellationToken) =>
        (await db.PermissionsOfAsync(personId, cancellationToken)).Grants.Any(g => g.IsUnlimited && g.Role.Traits().RunsAcademy);
}
