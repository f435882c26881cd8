using CustomerService.People.Access;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Persistence;

namespace CustomerService.People.Sessions;

/// <summary>Whoever may reset a person's password signs the person out everywhere: a lost phone, a computer left open.</summary>
public sealed class EndPersonSessions(UnitOfWork unitOfWork, TimeProvider clock)
{
    /// <returns>Done, or why the person may not be changed.</returns>
    public Task<Result> RunAsync(Guid actorId, Guid personId, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync<Result>(async db =>
        {
            var found = await db.ManagedPersonAsync(actorId, personId, cancellationToken);
            if (!found.Succeeded)
            {
                return found.Refusal!;
            }

            await db.EndSessionsAsync(actorId, personId, SessionEnd.SignedOutByOffice, clock, cancellationToken: cancellationToken);
            db.Audit(actorId, "people.signed-out", personId, clock);
            return Result.Done;
        }, cancellationToken);
}
