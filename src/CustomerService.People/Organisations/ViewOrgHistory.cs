using CustomerService.People.Access;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Organisations;

/// <summary>Something that happened to a unit or an organisation.</summary>
/// <param name="By">Who did it; null: the system, or somebody whom the viewer does not see.</param>
public sealed record OrgEvent(string Action, string? Detail, DateTime AtUtc, PersonName? By);

/// <summary>What is on record of a unit or an organisation in the viewer's scope.</summary>
public sealed class ViewOrgHistory(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>The most entries that are shown.</summary>
    public const int Most = 50;

    /// <returns>The newest first; <see cref="NotAllowed"/>, or <see cref="NotFound"/> outside the scope.</returns>
    public async Task<Result<IReadOnlyList<OrgEvent>>> RunAsync(Guid viewerId, Guid id, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ViewOrgHistory));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!(await db.PermissionsOfAsync(viewerId, cancellationToken)).Grants.Any(g => g.Role.Traits().RunsAcademy))
        {
            return new NotAllowed();
        }

        var scope = await db.ScopeOfAsync(viewerId, cancellationToken);
        var tree = await db.OrgTreeWithinAsync(scope, cancellationToken);
        if (tree.Unit(id) is null && tree.Organisation(id) is null)
        {
            return new NotFound();
        }

        var entries = await db.Set<AuditEntry>().Where(a => a.SubjectId == id && a.Action.StartsWith("organisation.")).OrderByDescending(a => a.AtUtc).ThenByDescending(a => a.Id).Take(Most)
            .Select(a => new { a.Action, a.Detail, a.AtUtc, a.ActorId }).ToListAsync(cancellationToken);
        var actors = entries.Select(e => e.ActorId).OfType<Guid>().Distinct().ToList();
        var names = await db.PeopleWithin(scope).Where(p => actors.Contains(p.Id))
            .Select(p => new { p.Id, Name = new PersonName(p.GivenName, p.FamilyName, p.LatinGivenName, p.LatinFamilyName) }).ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
        return Result<IReadOnlyList<OrgEvent>>.Of(entries.ConvertAll(e => new OrgEvent(e.Action, e.Detail, e.AtUtc, e.ActorId is { } actor ? names.GetValueOrDefault(actor) : null)));
    }
}
