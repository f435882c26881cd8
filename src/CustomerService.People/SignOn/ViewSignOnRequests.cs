using CustomerService.People.Access;
using CustomerService.People.Accounts;
using CustomerService.People.Organisations;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.SignOn;

/// <param name="Label">The provider as its button calls it.</param>
public sealed record SignOnRequestLine(Guid Id, string Name, string AccountName, string? Email, LocalText Label, DateTime LastAskedAtUtc, RequestState State);

/// <summary>Somebody who may be meant.</summary>
/// <param name="OrgUnit">Where they belong; empty if nowhere now.</param>
public sealed record SignOnCandidate(Guid PersonId, PersonName Name, string? UserName, string? Email, LocalText OrgUnit, bool IsActive);

/// <param name="Choices">Where the actor may add the person.</param>
/// <param name="Organisation">Where the provider's people belong, if that is known.</param>
public sealed record SignOnRequestView(SignOnRequest Request, LocalText Label, IReadOnlyList<SignOnCandidate> Candidates, OrgTree Choices, Guid? Organisation, Guid? Unit, Audience? Audience);

/// <summary>The requests of people whom a provider sent and nobody recognised. They belong to no place yet, so whoever is human resources of one
/// place alone does not see them.</summary>
public sealed class ViewSignOnRequests(IDbContextFactory<AppDbContext> contexts, SignOnProviders providers, Administration.ViewForChange choices)
{
    /// <summary>Most that are listed.</summary>
    public const int PageSize = 100;

    private const int MaxCandidates = 5;

    /// <returns>The open ones, the last asked first, then those that were refused; null: they are not for the actor.</returns>
    public async Task<IReadOnlyList<SignOnRequestLine>?> RunAsync(Guid actorId, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ViewSignOnRequests));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!(await db.PermissionsOfAsync(actorId, cancellationToken)).IsForEverybody)
        {
            return null;
        }

        var requests = await db.Set<SignOnRequest>().AsNoTracking().Where(r => r.State == RequestState.Open || r.State == RequestState.Refused)
            .OrderBy(r => r.State).ThenByDescending(r => r.LastAskedAtUtc).ThenBy(r => r.Id).Take(PageSize).ToListAsync(cancellationToken);
        return requests.ConvertAll(r => new SignOnRequestLine(r.Id, r.Name, r.AccountName, r.Email, providers.LabelOf(r.Provider), r.LastAskedAtUtc, r.State));
    }

    /// <returns>Null: there is none with that id, or it is not for the actor, or it was answered with a person.</returns>
    public async Task<SignOnRequestView?> OneAsync(Guid actorId, Guid requestId, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var (permissions, tree) = await choices.ChoicesAsync(actorId, cancellationToken);
        if (!permissions.IsForEverybody || await db.Set<SignOnRequest>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == requestId, cancellationToken) is not { } request)
        {
            return null;
        }

        var organisation = providers.Find(request.Provider) is { } provider ? await db.OrganisationOfAsync(provider, cancellationToken) : null;
        var unit = organisation is null ? null : await db.UnitOfAsync(organisation.Id, request.Unit, cancellationToken);
        return new(request, providers.LabelOf(request.Provider), await CandidatesAsync(db, actorId, request, cancellationToken), tree, organisation?.Id, unit?.Id,
            SignOnProviderOptions.Read<Audience>(providers.Find(request.Provider)?.Options.Audience));
    }

    /// <summary>People with the same e-mail address (proven or not), personnel number or name, whom the actor may see.</summary>
    private static async Task<IReadOnlyList<SignOnCandidate>> CandidatesAsync(AppDbContext db, Guid actorId, SignOnRequest request, CancellationToken cancellationToken)
    {
        var scope = await db.ScopeOfAsync(actorId, cancellationToken);
        var tree = await db.OrgTreeWithinAsync(scope, cancellationToken);
        var ids = request.PersonnelNumber is { } number ? await db.PeopleByNumber(number).OrderBy(id => id).Take(MaxCandidates).ToListAsync(cancellationToken) : [];
        var (email, given, family) = (request.Email, TextNormalizer.Canonical(request.GivenName), TextNormalizer.Canonical(request.FamilyName));
        var people = await db.PeopleWithin(scope).AsNoTracking()
            .Where(p => ids.Contains(p.Id) || (email != null && p.Email == email)
                || (given != "" && family != "" && ((p.GivenName == given && p.FamilyName == family) || (p.LatinGivenName == given && p.LatinFamilyName == family))))
            .OrderBy(p => p.SortKey).ThenBy(p => p.Id).Take(MaxCandidates).ToListAsync(cancellationToken);
        List<Guid> found = [.. people.Select(p => p.Id)];
        var names = await db.Set<Account>().Where(a => found.Contains(a.Id)).Select(a => new { a.Id, a.UserName }).ToDictionaryAsync(a => a.Id, a => a.UserName, cancellationToken);
        var held = await db.Set<Membership>().AsNoTracking().Where(m => found.Contains(m.PersonId) && m.EndedAtUtc == null).OrderBy(m => m.StartedAtUtc).ToListAsync(cancellationToken);
        return people.ConvertAll(p => new SignOnCandidate(p.Id, p.Name, names.GetValueOrDefault(p.Id), p.Email,
            held.Find(m => m.PersonId == p.Id) is { } m ? tree.NameOf(m.OrganisationId, m.UnitId) : LocalText.Empty, p.IsActive));
    }
}
