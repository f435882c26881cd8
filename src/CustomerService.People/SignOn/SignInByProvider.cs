using CustomerService.People.Accounts;
using CustomerService.People.Rules;
using CustomerService.People.SecondFactor;
using CustomerService.People.Sessions;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Network;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.SignOn;

/// <summary>How far somebody who came from a provider gets; kept in any case, also where they are refused.</summary>
/// <param name="PersonId">Null: nobody is known.</param>
/// <param name="Refused">Why nobody is signed in; null: the person is.</param>
public sealed record ProviderStep(Guid? PersonId, Language Language, Refusal? Refused);

/// <summary>Signs in whom a provider sent: the person that the account is linked to; else one who is recognised, and linked; else, by the provider's rule,
/// one who is added, or a request to human resources. What the provider changed follows before anybody is signed in. An account with a second factor
/// of ours still owes it, unless this sign-in stands for two.</summary>
public sealed class SignInByProvider(
    UnitOfWork unitOfWork, RecogniseByProvider recognise, AddFromProvider add, FollowProvider follow, AcademySignInManager signIn, UserManager<Account> accounts, SecondStepTicket ticket,
    SignInMetrics metrics, SecurityJournal journal, TimeProvider clock)
{
    /// <param name="entry">Of the same identity.</param>
    /// <param name="reader">The language of the page, for somebody who is added.</param>
    /// <returns>The person's language and whether the second factor is still owed; <see cref="SignOnAsked"/>, <see cref="SignOnRefused"/>,
    /// <see cref="SignOnLeft"/>, <see cref="AccountInactive"/>.</returns>
    public async Task<Result<SignedIn>> RunAsync(SignOnProvider provider, ProviderIdentity identity, ProviderEntry entry, Language reader, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(SignInByProvider));
        var attempt = await TryAsync(provider, identity, reader, problem: null, cancellationToken);
        if (attempt.Refusal is { } problem)
        {
            // Nothing is left of an addition that failed; the request is a unit of work of its own.
            attempt = await TryAsync(provider, identity, reader, problem.Code, cancellationToken);
        }

        var step = attempt.Value!;
        metrics.Attempted(step.Refused?.Code ?? "succeeded");
        if (step.Refused is { } refused)
        {
            var failure = refused is AccountInactive or SignOnLeft ? SignInFailure.Inactive : SignInFailure.NotRecognised;
            journal.Record(SecurityEvents.SignInFailed, null, step.PersonId, signIn.Context.Address(), new AuditDetail { Provider = provider.Name, Failure = failure }.Write());
            return refused;
        }

        return await EnterAsync(step, identity, entry);
    }

    /// <param name="problem">Why adding the person failed before; null: it was not tried.</param>
    private Task<Result<ProviderStep>> TryAsync(SignOnProvider provider, ProviderIdentity identity, Language reader, string? problem, CancellationToken cancellationToken) =>
        unitOfWork.RunAsync<Result<ProviderStep>>(async db =>
        {
            await db.LockSignOnAsync(identity.Provider, identity.SubjectKey, cancellationToken);
            var link = await db.Set<SignOnLink>().AsTracking().SingleOrDefaultAsync(l => l.Provider == identity.Provider && l.SubjectKey == identity.SubjectKey, cancellationToken);
            if (link is { EndedAtUtc: null })
            {
                link.Call(identity.AccountName);
                return await follow.RunAsync(db, provider, identity, link.PersonId, cancellationToken);
            }

            if (identity.HasLeft)
            {
                return new ProviderStep(null, reader, new SignOnLeft());
            }

            if (link is not null)
            {
                return await AskAsync(db, identity, RequestReason.LinkUndone, problem, reader, cancellationToken);
            }

            var recognised = await recognise.RunAsync(db, provider, identity, cancellationToken);
            if (recognised.People is [var person])
            {
                db.Add(new SignOnLink(Guid.CreateVersion7(), identity.Provider, identity.SubjectKey, person, identity.AccountName, recognised.By, clock.UtcNow()));
                db.Audit(person, "people.sign-on-linked", person, clock, new AuditDetail { Provider = identity.Provider }.Write());
                return await follow.RunAsync(db, provider, identity, person, cancellationToken);
            }

            if (recognised.People.Count > 0)
            {
                return await AskAsync(db, identity, RequestReason.SeveralPeople, problem, reader, cancellationToken);
            }

            if (!provider.Options.Creates || problem is not null)
            {
                return await AskAsync(db, identity, problem is null ? RequestReason.Unknown : RequestReason.NotAdded, problem, reader, cancellationToken);
            }

            var added = await add.RunAsync(db, provider, identity, identity.Language ?? reader, cancellationToken);
            return added.Succeeded ? new ProviderStep(added.Value, identity.Language ?? reader, null) : added.Refusal!;
        }, cancellationToken);

    /// <summary>Leaves a request, or repeats the one that is there.</summary>
    private async Task<ProviderStep> AskAsync(AppDbContext db, ProviderIdentity identity, RequestReason reason, string? problem, Language reader, CancellationToken cancellationToken)
    {
        var request = await db.Set<SignOnRequest>().AsTracking().SingleOrDefaultAsync(r => r.Provider == identity.Provider && r.SubjectKey == identity.SubjectKey, cancellationToken);
        if (request is null)
        {
            request = new(Guid.CreateVersion7(), identity, reason, problem, clock.UtcNow());
            db.Add(request);
            db.Audit(null, "sign-on.asked", request.Id, clock, new AuditDetail { Provider = identity.Provider }.Write());
        }
        else
        {
            request.Repeat(identity, reason, problem, clock.UtcNow());
        }

        return new(null, reader, request.State == RequestState.Refused ? new SignOnRefused() : new SignOnAsked());
    }

    private async Task<SignedIn> EnterAsync(ProviderStep step, ProviderIdentity identity, ProviderEntry entry)
    {
        var account = await accounts.FindByIdAsync(step.PersonId!.Value.ToString("D")) ?? throw new InvalidOperationException("A link belongs to an account.");
        if (!identity.HasSecondFactor && await signIn.IsTwoFactorEnabledAsync(account))
        {
            await ticket.IssueAsync(account, remember: false, entry);
            return new(step.Language, NeedsSecondStep: true);
        }

        await signIn.SignInByProviderAsync(account, entry, identity.HasSecondFactor ? AcademyClaims.TwoFactors : AcademyClaims.ProviderAlone);
        return new(step.Language, NeedsSecondStep: false);
    }
}
