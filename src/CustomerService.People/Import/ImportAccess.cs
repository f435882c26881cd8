using System.Text.Json;
using CustomerService.People.Access;
using CustomerService.People.Rules;
using CustomerService.People.Rules.Imports;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Import;

/// <summary>Who may do what with an import: whoever sent it, as long as they may add people.</summary>
internal static class ImportAccess
{
    /// <summary>Whether somebody may import this kind at all.</summary>
    public static bool MayImport(this ManagementPermissions permissions, ImportKind kind) =>
        permissions.IsForEverybody || (kind == ImportKind.People && permissions.Grants.Any(g => g.Role.Traits().Manages != ManagedPeople.None));

    /// <summary>An import of the actor's own, tracked.</summary>
    /// <returns>Null: there is none of this id, it is somebody else's, or the actor may not import any more.</returns>
    public static async Task<PeopleImport?> OwnImportAsync(this AppDbContext db, Guid actorId, Guid importId, CancellationToken cancellationToken)
    {
        var import = await db.Set<PeopleImport>().AsTracking().SingleOrDefaultAsync(i => i.Id == importId && i.ActorId == actorId, cancellationToken);
        return import is not null && (await db.PermissionsOfAsync(actorId, cancellationToken)).MayImport(import.Kind) ? import : null;
    }

    public static IReadOnlyList<string> ReadCells(string json) => JsonSerializer.Deserialize<List<string>>(json) ?? [];
}
