using CustomerService.People.Access;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Settings;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Settings;

/// <summary>Somebody changes a section of the settings. It holds at once on this node, and on others within seconds.</summary>
public sealed class ChangeSettings(UnitOfWork unitOfWork, SettingsStore store, SettingsEntries entries, TimeProvider clock)
{
    /// <param name="version">Of the values that the form was filled with.</param>
    /// <param name="values">By key; what is empty becomes the default again, a secret that is null stays as it is.</param>
    /// <param name="pictures">Pictures that the values refer to and that are not stored yet.</param>
    /// <returns>The new version, <see cref="NotFound"/>, <see cref="NotAllowed"/>, a <see cref="StaleRecord"/>, or a refusal of the values.</returns>
    public Task<Result<int>> RunAsync(
        Guid actorId, string section, int version, IReadOnlyDictionary<string, string?> values, IReadOnlyList<byte[]>? pictures = null, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync<Result<int>>(async db =>
        {
            if (entries.Find(section) is not { } entry)
            {
                return new NotFound();
            }

            if (!(await db.PermissionsOfAsync(actorId, cancellationToken)).MayChange(entry.Access))
            {
                return new NotAllowed();
            }

            foreach (var content in pictures ?? [])
            {
                var picture = StoredImages.Check(content, clock.UtcNow());
                if (picture.Refusal is { } refused)
                {
                    return refused;
                }

                await StoredImages.AddAsync(db, picture.Value!, cancellationToken);
            }

            var outcome = await store.ChangeAsync(db, actorId, entry.Section, version, values, clock, cancellationToken);
            return outcome.Refusal is ChangedMeanwhile ? await LastChangeAsync(db, section, cancellationToken) : outcome;
        }, cancellationToken);

    private static async Task<StaleRecord> LastChangeAsync(AppDbContext db, string section, CancellationToken cancellationToken)
    {
        var last = await db.Set<SettingsRecord>().AsNoTracking().Where(s => s.Section == section)
            .Select(s => new { s.ChangedAtUtc, By = db.Set<Person>().Where(p => p.Id == s.ChangedById).Select(p => new PersonName(p.GivenName, p.FamilyName, p.LatinGivenName, p.LatinFamilyName)).FirstOrDefault() })
            .SingleOrDefaultAsync(cancellationToken);
        return last is { By: { } by } ? new ChangedMeanwhileBy(new LocalText(by.In(Language.Persian), by.In(Language.English)), last.ChangedAtUtc) : new ChangedMeanwhile();
    }
}
