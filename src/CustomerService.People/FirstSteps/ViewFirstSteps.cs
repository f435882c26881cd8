using CustomerService.People.Access;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.FirstSteps;

/// <summary>The check-list of an academy that is being set up, for its administrators.</summary>
public sealed class ViewFirstSteps(IDbContextFactory<AppDbContext> contexts, IEnumerable<FirstStep> steps, IServiceProvider services)
{
    /// <returns>The steps in order; none for others, once all are done, or where the administrator put the list away.</returns>
    public async Task<IReadOnlyList<FirstStepState>> RunAsync(Guid actorId, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ViewFirstSteps));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await db.IsAdministratorAsync(actorId, cancellationToken)
            || await db.Set<IdentityUserToken<Guid>>().AnyAsync(t => t.UserId == actorId && t.LoginProvider == PutAwayFirstSteps.Provider && t.Name == PutAwayFirstSteps.Name, cancellationToken))
        {
            return [];
        }

        var states = new List<FirstStepState>();
        foreach (var step in steps.OrderBy(s => s.Order))
        {
            states.Add(new(step, await step.IsDoneAsync(services, db, cancellationToken)));
        }

        return states.TrueForAll(s => s.IsDone) ? [] : states;
    }
}
