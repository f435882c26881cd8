using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerService.People.SignOn;

/// <param name="Label">The provider as its button calls it.</param>
/// <param name="IsOffered">Whether the provider is still configured.</param>
/// <param name="IsOnlyWay">Whether the person could not sign in without it.</param>
public sealed record SignOnLinkView(Guid Id, LocalText Label, string AccountName, DateTime LinkedAtUtc, bool IsOffered, bool IsOnlyWay);

/// <summary>A person's links to accounts of providers, the eldest first.</summary>
public sealed class ViewSignOnLinks(IDbContextFactory<AppDbContext> contexts, SignOnProviders providers, IOptions<SignInOptions> options)
{
    public async Task<IReadOnlyList<SignOnLinkView>> RunAsync(Guid personId, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ViewSignOnLinks));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var links = await db.Set<SignOnLink>().AsNoTracking().Where(l => l.PersonId == personId && l.EndedAtUtc == null).OrderBy(l => l.LinkedAtUtc).ToListAsync(cancellationToken);
        List<SignOnLinkView> views = [];
        foreach (var link in links)
        {
            views.Add(new(link.Id, providers.LabelOf(link.Provider), link.AccountName, link.LinkedAtUtc, providers.Find(link.Provider) is not null,
                !await db.HasAnotherWayInAsync(personId, link.Id, providers, options.Value, cancellationToken)));
        }

        return views;
    }
}
