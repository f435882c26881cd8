using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Organisations;

/// <summary>Nobody comes into a closed unit: whoever adds a membership, a role or a unit below asks here, and <see cref="CloseUnit"/> waits for them.</summary>
internal static class OpenUnits
{
    /// <summary>Keeps the unit open until the commit. Those who ask do not wait for each other.</summary>
    /// <param name="unitId">Null: the organisation itself, which is always open.</param>
    /// <returns>Done, or <see cref="UnitClosed"/>.</returns>
    public static async Task<Result> KeepOpenAsync(this AppDbContext db, Guid? unitId, CancellationToken cancellationToken)
    {
        if (unitId is not { } id)
        {
            return Result.Done;
        }

        await db.ShareNameAsync(LockOf(id), cancellationToken);
        return await db.Set<Unit>().AnyAsync(u => u.Id == id && u.ClosedAtUtc != null, cancellationToken) ? new UnitClosed() : Result.Done;
    }

    /// <summary>Waits for those who are placing somebody in the unit; until the commit nobody else can.</summary>
    public static Task BeginClosingAsync(this AppDbContext db, Guid unitId, CancellationToken cancellationToken) => db.LockNameAsync(LockOf(unitId), cancellationToken);

    private static string LockOf(Guid unitId) => $"members-of:{unitId}";
}
