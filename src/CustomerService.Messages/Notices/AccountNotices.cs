using CustomerService.Messages.Rules;
using CustomerService.Messages.Sending;
using CustomerService.People.Recovery;
using CustomerService.People.Rules;
using CustomerService.Platform.Events;
using CustomerService.Platform.Outbox;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerService.Messages.Notices;

/// <summary>Tells people what happened to their accounts, and sends the links that they need.</summary>
public sealed class AccountNotices(WriteMessage write)
    : IDomainEventHandler<AccountOpened>, IDomainEventHandler<EmailToConfirm>, IDomainEventHandler<PasswordChanged>, IDomainEventHandler<SecondFactorChanged>
{
    public Task HandleAsync(AccountOpened domainEvent, AppDbContext db, CancellationToken cancellationToken) =>
        domainEvent.IsInvited ? write.RunAsync(db, domainEvent.PersonId, MessageKind.Invitation, null, cancellationToken) : Task.CompletedTask;

    public Task HandleAsync(EmailToConfirm domainEvent, AppDbContext db, CancellationToken cancellationToken) =>
        write.RunAsync(db, domainEvent.PersonId, MessageKind.EmailConfirmation, null, cancellationToken);

    public Task HandleAsync(PasswordChanged domainEvent, AppDbContext db, CancellationToken cancellationToken) =>
        write.RunAsync(db, domainEvent.PersonId, MessageKind.PasswordChanged, null, cancellationToken);

    public Task HandleAsync(SecondFactorChanged domainEvent, AppDbContext db, CancellationToken cancellationToken) =>
        write.RunAsync(db, domainEvent.PersonId, MessageKind.SecondFactorChanged, null, cancellationToken);
}

/// <summary>Answers a request for a new password, after the page has answered: nobody can tell by it whether the account exists.</summary>
internal sealed class AnswerPasswordReset(UnitOfWork unitOfWork, WriteMessage write) : IOutboxHandler<PasswordResetAsked>
{
    public async Task HandleAsync(PasswordResetAsked message, CancellationToken cancellationToken)
    {
        if (message.PersonId != Guid.Empty)
        {
            await unitOfWork.RunAsync(async db =>
            {
                // The outbox delivers at least once.
                if (!await db.Set<Message>().AnyAsync(m => m.Id == message.Id, cancellationToken))
                {
                    await write.RunAsync(db, message.PersonId, MessageKind.PasswordReset, null, cancellationToken, message.Id);
                }

                return 0;
            }, cancellationToken);
        }
    }
}

/// <summary>Links to accounts are mailed where a server is set.</summary>
internal sealed class AccountMail(IOptionsMonitor<MailOptions> mail) : IAccountMail
{
    public bool IsOn => mail.CurrentValue.IsOn;
}
