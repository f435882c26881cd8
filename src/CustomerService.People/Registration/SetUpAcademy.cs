using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Network;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Registration;

/// <summary>First run of a real installation: creates the employer, the customers' organisation and the first administrator, once.</summary>
public sealed class SetUpAcademy(UnitOfWork unitOfWork, CreatePerson create, SetupState state, SetupToken token, FailureLimits limits, IHttpContextAccessor requests, TimeProvider clock)
{
    /// <param name="typedToken">See <see cref="SetupToken"/>.</param>
    /// <returns>The administrator's id, or <see cref="AlreadySetUp"/>, <see cref="SetupTokenWrong"/>, <see cref="TooManySetupTokens"/> and the refusals of <see cref="CreatePerson"/>.</returns>
    public async Task<Result<Guid>> RunAsync(LocalText organisation, PersonName administrator, string userName, string password, Language language, string? typedToken, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(SetUpAcademy));
        if (NameNotPrintable.In(organisation.Fa, organisation.En) is { } notPrintable)
        {
            return notPrintable;
        }

        // A guess at the token counts as one at a password.
        var client = ClientAddress.Of(requests.HttpContext);
        if (token.Value is not null && limits.SignIns.ClosedUntilUtc(client) is { } closed)
        {
            return new TooManySetupTokens(closed);
        }

        if (!token.Accepts(typedToken))
        {
            limits.SignIns.Count(client);
            return new SetupTokenWrong();
        }

        var outcome = await unitOfWork.RunAsync<Result<Guid>>(async db =>
        {
            if (await db.Set<Installation>().AnyAsync(cancellationToken))
            {
                return new AlreadySetUp();
            }

            var now = clock.UtcNow();
            var employer = new Organisation(Guid.CreateVersion7(), OrganisationKind.Employer, organisation, now);
            db.Add(employer);
            db.Add(new Organisation(Guid.CreateVersion7(), OrganisationKind.Customers, new LocalText("مشتریان", "Customers"), now));
            db.Add(new Installation(employer.Id, now));
            var email = InputParser.TryEmail(userName, out var address) ? address : null;
            var made = await create.RunAsync(db, new NewPerson(
                administrator, email, null, language, userName, password, employer.Id, null, Audience.Leader, null, null), cancellationToken);
            if (made.Succeeded)
            {
                db.Add(new RoleGrant(Guid.CreateVersion7(), made.Value, Role.Administrator, null, null, now));
                db.Audit(made.Value, "academy.set-up", employer.Id, clock);
            }

            return made;
        }, cancellationToken);
        if (outcome.Succeeded)
        {
            state.MarkDone();
        }

        return outcome;
    }
}

/// <summary>Whether the academy has been set up; cached once true, since it never becomes false.</summary>
public sealed class SetupState(IDbContextFactory<AppDbContext> contexts)
{
    private volatile bool _done;

    public async ValueTask<bool> IsDoneAsync(CancellationToken cancellationToken = default)
    {
        if (_done)
        {
            return true;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return _done = await db.Set<Installation>().AnyAsync(cancellationToken);
    }

    internal void MarkDone() => _done = true;
}
