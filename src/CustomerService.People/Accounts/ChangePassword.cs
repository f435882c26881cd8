using CustomerService.People.Rules;
using CustomerService.People.Sessions;
using CustomerService.People.SignOn;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Events;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Accounts;

/// <summary>A user changes their own password. All sessions end but this one, which goes on under a new id: a copied cookie opens nothing any more.</summary>
public sealed class ChangePassword(UnitOfWork unitOfWork, AccountService accounts, PresentPassword present, AcademySignInManager signIn, DomainEvents events, TimeProvider clock)
{
    /// <param name="sessionId">The session that changes it; null: none goes on.</param>
    /// <returns>Done, a refusal of <see cref="PresentPassword"/>, or <see cref="PasswordRefused"/>.</returns>
    public async Task<Result> RunAsync(Guid personId, Guid? sessionId, string current, string next, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ChangePassword));
        if (await present.CheckAsync(personId, current) is { Refusal: { } refused })
        {
            return refused;
        }

        var changed = await unitOfWork.RunAsync<Result<Changed>>(async db =>
        {
            if (await db.Set<Account>().AsTracking().SingleOrDefaultAsync(a => a.Id == personId, cancellationToken) is not { } account)
            {
                return new NotFound();
            }

            var person = await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == personId, cancellationToken);
            var context = await db.PasswordContextAsync(person, account.UserName, cancellationToken: cancellationToken);
            if (TextNormalizer.Password(next) == TextNormalizer.Password(current))
            {
                return new PasswordUnchanged();
            }

            if (accounts.SetPassword(account, next, context, PasswordOrigin.Chosen) is { Refusal: { } broken })
            {
                return broken;
            }

            var session = sessionId is null ? null : await db.OpenSessionsOf(personId).AsTracking().SingleOrDefaultAsync(s => s.Id == sessionId, cancellationToken);
            await db.EndSessionsAsync(personId, personId, SessionEnd.PasswordChanged, clock, cancellationToken: cancellationToken);
            db.Audit(personId, "people.password-changed", personId, clock);
            await events.RaiseAsync(db, new PasswordChanged(personId, clock.UtcNow()), cancellationToken);
            var renewed = session?.Renew(Guid.CreateVersion7(), clock.UtcNow());
            if (renewed is not null)
            {
                db.Add(renewed);
                if (await db.Set<ProviderSession>().AsNoTracking().SingleOrDefaultAsync(s => s.SessionId == sessionId, cancellationToken) is { } provider)
                {
                    db.Add(provider.MoveTo(renewed.Id));
                }
            }

            return new Changed(account, renewed);
        }, cancellationToken);
        if (changed.Value is { Session: { } going } done)
        {
            await signIn.ContinueAsAsync(done.Account, going);
        }

        return changed.Refusal is { } why ? why : Result.Done;
    }

    private sealed record Changed(Account Account, UserSession? Session);
}
