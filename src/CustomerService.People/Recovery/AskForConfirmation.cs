using CustomerService.People.Accounts;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Events;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Recovery;

/// <summary>Somebody asks for the mail that confirms the own e-mail address.</summary>
public sealed class AskForConfirmation(UnitOfWork unitOfWork, ResetLimit limit, DomainEvents events, TimeProvider clock)
{
    /// <returns>Done, <see cref="NothingToConfirm"/>, or <see cref="MailedOften"/>.</returns>
    public Task<Result> RunAsync(Guid personId, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync<Result>(async db =>
        {
            if (!await db.Set<Person>().AnyAsync(p => p.Id == personId && p.Email != null && p.EmailProof == null && db.Set<Account>().Any(a => a.Id == p.Id), cancellationToken))
            {
                return new NothingToConfirm();
            }

            if (!limit.Take(personId))
            {
                return new MailedOften();
            }

            await events.RaiseAsync(db, new EmailToConfirm(personId, clock.UtcNow()), cancellationToken);
            return Result.Done;
        }, cancellationToken);
}
