using CustomerService.People.Access;
using CustomerService.People.Rules;
using CustomerService.People.Sessions;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Events;
using CustomerService.Platform.Persistence;

namespace CustomerService.People.SecondFactor;

/// <summary>An administrator takes somebody's second factor away, because it was lost. The person signs in with the password alone and sets up
/// another, at once where the role needs one.</summary>
public sealed class ResetSecondFactor(UnitOfWork unitOfWork, DomainEvents events, TimeProvider clock)
{
    /// <param name="reason">How the administrator knows who asks; kept in the audit.</param>
    /// <returns>Done, <see cref="NotOneself"/>, <see cref="NotAllowed"/>, <see cref="NoSecondFactor"/>, or why the person may not be changed.</returns>
    public Task<Result> RunAsync(Guid actorId, Guid personId, string reason, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync<Result>(async db =>
        {
            if (actorId == personId)
            {
                return new NotOneself();
            }

            var found = await db.ManagedPersonAsync(actorId, personId, cancellationToken);
            if (!found.Succeeded)
            {
                return found.Refusal!;
            }

            return (await db.PermissionsOfAsync(actorId, cancellationToken)).IsAdministrator ? await ResetAsync(db, actorId, personId, reason, cancellationToken) : new NotAllowed();
        }, cancellationToken);

    /// <summary>The same from the command line, whose user owns the academy.</summary>
    public Task<Result> RunForOperatorAsync(Guid personId, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync(db => ResetAsync(db, null, personId, "people reset-second-factor", cancellationToken), cancellationToken);

    private async Task<Result> ResetAsync(AppDbContext db, Guid? actorId, Guid personId, string reason, CancellationToken cancellationToken)
    {
        if (!await db.RemoveSecondFactorAsync(personId, cancellationToken))
        {
            return new NoSecondFactor();
        }

        await db.EndSessionsAsync(actorId, personId, SessionEnd.SecondFactorChanged, clock, cancellationToken: cancellationToken);
        db.Audit(actorId, "people.second-factor-reset", personId, clock, reason);
        await events.RaiseAsync(db, new SecondFactorChanged(personId, clock.UtcNow()), cancellationToken);
        return Result.Done;
    }
}
