using CustomerService.People.Access;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Organisations;

/// <summary>What every naming of a unit or organisation asks first.</summary>
internal static class OrgUnitNames
{
    /// <summary>Whoever changes names or places of units and organisations holds this lock until the commit.</summary>
    public const string Lock = "organisation-names";

    /// <summary>Whether the actor may name units and organisations, and whether certificates can print the name. From here to the commit no other name is
    /// given: names of siblings are compared in memory.</summary>
    /// <returns>Null, <see cref="NotAllowed"/> or <see cref="NameNotPrintable"/>.</returns>
    public static async Task<Refusal?> BeginNamingAsync(this AppDbContext db, Guid actorId, LocalText name, CancellationToken cancellationToken)
    {
        if (!(await db.PermissionsOfAsync(actorId, cancellationToken)).IsForEverybody)
        {
            return new NotAllowed();
        }

        if (NameNotPrintable.In(name.Fa, name.En) is { } notPrintable)
        {
            return notPrintable;
        }

        await db.LockNameAsync(Lock, cancellationToken);
        return null;
    }

    /// <summary>Whether a sibling has the same name in either language.</summary>
    public static async Task<bool> HaveNameAsync(this IQueryable<LocalText> siblings, LocalText name, CancellationToken cancellationToken) =>
        (await siblings.ToListAsync(cancellationToken)).Exists(s =>
            TextNormalizer.CompactKey(s.Fa) == TextNormalizer.CompactKey(name.Fa) || TextNormalizer.CompactKey(s.En) == TextNormalizer.CompactKey(name.En));
}
