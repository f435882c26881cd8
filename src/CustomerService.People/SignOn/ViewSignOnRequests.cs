using CustomerService.People.Access;
using CustomerService.People.Accounts;
using CustomerService.People.Data;
using CustomerService.People.Organisations;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.SignOn;

/// <param name="Label">The provider as its button calls it.</param>
public sealed record SignOnRequestLine(Guid Id, string Name, string AccountName, string? Email, LocalText Label, DateTime LastAskedAtUtc, RequestState State);

/// <param name="Before">Keyset cursor of the previous page; null on the first.</param>
/// <param name="After">Keyset cursor of the next page; null on the last.</param>
/// <param name="Count">All of them, at most one more than asked for; null: not asked for.</param>
public sealed record SignOnRequestsView(IReadOnlyList<SignOnRequestLine> Rows, Guid? Before, Guid? After, int? Count);

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
    /// <summary>Page size.</summary>
    public const int PageSize = 50;

    private const int MaxCandidates = 5;

    /// <summary>A page of those that are open or refused: the open ones first, among them the last asked.</summary>
    /// <returns>Null: they are not for the actor.</returns>
    public async Task<SignOnRequestsView?> RunAsync(Guid actorId, KeysetCursor key, int? countUpTo = null, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ViewSignOnRequests));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!(await db.PermissionsOfAsync(actorId, cancellationToken)).IsForEverybody)
        {
            return null;
        }

        var waiting = db.Set<SignOnRequest>().AsNoTracking().Where(r => r.State == RequestState.Open || r.State == RequestState.Refused);
        var anchorId = key.Before ?? key.After;
        var anchor = anchorId is null ? null : await waiting.Where(r => r.Id == anchorId).SingleOrDefaultAsync(cancellationToken);
        var back = anchor is not null && key.Before is not null;
        var wanted = anchor is null ? waiting : back ? Before(waiting, anchor) : After(waiting, anchor);
        var ordered = back
            ? wanted.OrderByDescending(r => r.State).ThenBy(r => r.LastAskedAtUtc).ThenByDescending(r => r.Id)
            : wanted.OrderBy(r => r.State).ThenByDescending(r => r.LastAskedAtUtc).ThenBy(r => r.Id);
        var found = await ordered.Take(PageSize + 1).ToListAsync(cancellationToken);
        var more = found.Count > PageSize;
        List<SignOnRequest> page = [.. found.Take(PageSize)];
        if (back)
        {
            page.Reverse();
        }

        int? count = countUpTo is { } limit ? await waiting.Select(r => r.Id).Take(limit + 1).CountAsync(cancellationToken) : null;
        return new(
            page.ConvertAll(r => new SignOnRequestLine(r.Id, r.Name, r.AccountName, r.Email, providers.LabelOf(r.Provider), r.LastAskedAtUtc, r.State)),
            page.Count > 0 && (back ? more : anchor is not null) ? page[0].Id : null, page.Count > 0 && (back || more) ? page[^1].Id : null, count);
    }

    private static IQueryable<SignOnRequest> After(IQueryable<SignOnRequest> requests, SignOnRequest anchor)
    {
        var (state, isOpen, at, id) = (anchor.State, anchor.State == RequestState.Open, anchor.LastAskedAtUtc, anchor.Id);
        return requests.Where(r => (isOpen && r.State == RequestState.Refused) || (r.State == state && (r.LastAskedAtUtc < at || (r.LastAskedAtUtc == at && r.Id.CompareTo(id) > 0))));
    }

    private static IQueryable<SignOnRequest> Before(IQueryable<SignOnRequest> requests, SignOnRequest anchor)
    {
        var (state, isOpen, at, id) = (anchor.State, anchor.State == RequestState.Open, anchor.LastAskedAtUtc, anchor.Id);
        return requests.Where(r => (!isOpen && r.State == RequestState.Open) || (r.State == state && (r.LastAskedAtUtc > at || (r.LastAskedAtUtc == at && r.Id.CompareTo(id) < 0))));
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
