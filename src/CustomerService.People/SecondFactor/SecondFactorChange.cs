using System.Security.Claims;
using CustomerService.People.Accounts;
using CustomerService.People.Rules;
using CustomerService.People.Sessions;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Events;
using CustomerService.Platform.Persistence;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.SecondFactor;

/// <summary>What follows whenever somebody changes their own second factor.</summary>
public sealed class SecondFactorChange(AcademySignInManager signIn, IDbContextFactory<AppDbContext> contexts, DomainEvents events, TimeProvider clock)
{
    /// <summary>After a factor was added, in its unit of work: the other sessions end, and the first factor brings recovery codes.</summary>
    /// <returns>New recovery codes; empty if there are some already.</returns>
    public async Task<string[]> AddedAsync(AppDbContext db, Guid personId, string action, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        db.Audit(personId, action, personId, clock);
        await db.EndSessionsAsync(personId, personId, SessionEnd.SecondFactorChanged, clock, cancellationToken: cancellationToken);
        await events.RaiseAsync(db, new SecondFactorChanged(personId, clock.UtcNow()), cancellationToken);
        return await db.Set<RecoveryCode>().AnyAsync(c => c.PersonId == personId, cancellationToken) ? [] : await db.RemakeCodesAsync(personId, cancellationToken);
    }

    /// <summary>After a factor was removed, in its unit of work: the other sessions end, and the last factor takes the recovery codes along.</summary>
    /// <param name="isLast">Whether no factor is left.</param>
    public async Task RemovedAsync(AppDbContext db, Guid personId, Guid? sessionId, string action, bool isLast, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        db.Audit(personId, action, personId, clock);
        await db.EndSessionsAsync(personId, personId, SessionEnd.SecondFactorChanged, clock, except: sessionId, cancellationToken: cancellationToken);
        await events.RaiseAsync(db, new SecondFactorChanged(personId, clock.UtcNow()), cancellationToken);
        if (isLast)
        {
            await db.Set<RecoveryCode>().Where(c => c.PersonId == personId).ExecuteDeleteAsync(cancellationToken);
        }
    }

    /// <summary>After the commit of a new factor, which was used just now: this browser goes on in a new session, signed in with two factors.</summary>
    public async Task ContinueAsync(Guid personId)
    {
        // Read anew: what Identity's store has in memory of this request is from before the change.
        await using var db = await contexts.CreateDbContextAsync(signIn.Context.RequestAborted);
        var account = await db.Set<Account>().AsNoTracking().SingleAsync(a => a.Id == personId, signIn.Context.RequestAborted);
        var present = await signIn.Context.AuthenticateAsync(signIn.AuthenticationScheme);
        await signIn.SignInWithClaimsAsync(
            account, new AuthenticationProperties { IsPersistent = present.Properties?.IsPersistent == true }, [new Claim(AcademyClaims.Method, AcademyClaims.TwoFactors)]);
    }
}
