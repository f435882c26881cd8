using CustomerService.People.Access;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Settings;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Settings;

/// <summary>The settings that somebody may change.</summary>
public sealed class ViewSettings(IDbContextFactory<AppDbContext> contexts, SettingsStore store, SettingsEntries entries)
{
    /// <summary>The sections, in order.</summary>
    public async Task<IReadOnlyList<SettingsEntry>> SectionsAsync(Guid actorId, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return entries.Of(await db.PermissionsOfAsync(actorId, cancellationToken));
    }

    /// <summary>What holds in a section.</summary>
    /// <returns>The values, <see cref="NotFound"/>, or <see cref="NotAllowed"/>.</returns>
    public async Task<Result<SettingsView>> RunAsync(Guid actorId, string section, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ViewSettings));
        if (entries.Find(section) is not { } entry)
        {
            return new NotFound();
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return (await db.PermissionsOfAsync(actorId, cancellationToken)).MayChange(entry.Access) ? await store.ViewAsync(db, entry.Section, cancellationToken) : new NotAllowed();
    }
}
