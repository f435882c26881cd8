using CustomerService.People.Access;
using CustomerService.People.Accounts;
using CustomerService.People.Registration;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.SignOn;

/// <summary>The new person that a request is answered with.</summary>
public sealed record PersonOfRequest(PersonName Name, Guid OrganisationId, Guid? UnitId, Audience Audience);

/// <summary>Human resources answer a request of somebody whom nobody recognised: it is a person who is here, or a new one, or nobody who belongs here. What
/// they may do with the person decides as everywhere.</summary>
public sealed class AnswerSignOnRequest(UnitOfWork unitOfWork, CreatePerson create, RecogniseByProvider recognise, AccountFinder finder, TimeProvider clock)
{
    /// <param name="who">User name, e-mail, mobile or personnel number of the person.</param>
    /// <returns>Done, <see cref="PersonNotFound"/>, <see cref="NotAllowed"/>, <see cref="SignOnAnswered"/>, <see cref="NotFound"/>.</returns>
    public async Task<Result> LinkAsync(Guid actorId, Guid requestId, string who, CancellationToken cancellationToken = default)
    {
        var byName = (await finder.FindAsync(who.Trim(), cancellationToken))?.Id;
        return await AnswerAsync(actorId, requestId, async (db, request, permissions) =>
        {
            List<Guid> people = byName is { } known ? [known] : await db.PeopleByNumber(who).OrderBy(id => id).Take(2).ToListAsync(cancellationToken);
            if (people is not [var personId])
            {
                return new PersonNotFound();
            }

            var found = await db.ManagedPersonAsync(actorId, personId, cancellationToken);
            if (!found.Succeeded)
            {
                return found.Refusal is NotFound ? new PersonNotFound() : found.Refusal!;
            }

            await recognise.OpenAccountAsync(db, personId, await recognise.UserNameAsync(db, request.AccountName, VerifiedEmail(request), cancellationToken), cancellationToken);
            await LinkAsync(db, request, personId, cancellationToken);
            request.Answer(RequestState.Linked, actorId, personId, clock.UtcNow());
            db.Audit(actorId, "people.sign-on-linked", personId, clock, new AuditDetail { Provider = request.Provider }.Write());
            return Result.Done;
        }, cancellationToken);
    }

    /// <returns>Done, <see cref="MembershipRefused"/>, <see cref="AudienceRefused"/>, <see cref="SignOnAnswered"/>, <see cref="NotFound"/>, or a refusal of <see cref="CreatePerson"/>.</returns>
    public Task<Result> AddAsync(Guid actorId, Guid requestId, PersonOfRequest person, Language language, CancellationToken cancellationToken = default) =>
        AnswerAsync(actorId, requestId, async (db, request, permissions) =>
        {
            if (await db.CheckMembershipAsync(permissions, person.OrganisationId, person.UnitId, person.Audience, cancellationToken) is { Refusal: { } notThere })
            {
                return notThere;
            }

            var email = VerifiedEmail(request);
            var made = await create.RunAsync(db, new NewPerson(
                person.Name, email, null, language, await recognise.UserNameAsync(db, request.AccountName, email, cancellationToken), null,
                person.OrganisationId, person.UnitId, person.Audience, null, request.PersonnelNumber is { Length: <= 40 } number ? number : null,
                EmailProof: email is null ? null : ContactProof.Provider), cancellationToken);
            if (!made.Succeeded)
            {
                return made;
            }

            await LinkAsync(db, request, made.Value, cancellationToken);
            request.Answer(RequestState.Added, actorId, made.Value, clock.UtcNow());
            db.Audit(actorId, "people.added", made.Value, clock, new AuditDetail
            {
                OrgUnit = await Organisations.OrgTreeQueries.NameOfOrgUnitAsync(db, person.OrganisationId, person.UnitId, cancellationToken), Audience = person.Audience, Provider = request.Provider,
            }.Write());
            return Result.Done;
        }, cancellationToken);

    /// <summary>The account stays outside, however often it comes, until the request is answered otherwise.</summary>
    /// <returns>Done, <see cref="SignOnAnswered"/>, or <see cref="NotFound"/>.</returns>
    public Task<Result> RefuseAsync(Guid actorId, Guid requestId, CancellationToken cancellationToken = default) =>
        AnswerAsync(actorId, requestId, (db, request, permissions) =>
        {
            request.Answer(RequestState.Refused, actorId, null, clock.UtcNow());
            db.Audit(actorId, "sign-on.refused", request.Id, clock, new AuditDetail { Provider = request.Provider }.Write());
            return Task.FromResult(Result.Done);
        }, cancellationToken);

    private Task<Result> AnswerAsync(Guid actorId, Guid requestId, Func<AppDbContext, SignOnRequest, ManagementPermissions, Task<Result>> answer, CancellationToken cancellationToken) =>
        unitOfWork.RunAsync<Result>(async db =>
        {
            var permissions = await db.PermissionsOfAsync(actorId, cancellationToken);
            if (!permissions.IsForEverybody || await db.Set<SignOnRequest>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == requestId, cancellationToken) is not { } asked)
            {
                return new NotFound();
            }

            await db.LockSignOnAsync(asked.Provider, asked.SubjectKey, cancellationToken);
            var request = await db.Set<SignOnRequest>().AsTracking().SingleAsync(r => r.Id == requestId, cancellationToken);
            return request.State is RequestState.Open or RequestState.Refused ? await answer(db, request, permissions) : new SignOnAnswered();
        }, cancellationToken);

    private async Task LinkAsync(AppDbContext db, SignOnRequest request, Guid personId, CancellationToken cancellationToken)
    {
        if (await db.Set<SignOnLink>().AsTracking().SingleOrDefaultAsync(l => l.Provider == request.Provider && l.SubjectKey == request.SubjectKey, cancellationToken) is { } undone)
        {
            undone.LinkTo(personId, request.AccountName, LinkOrigin.Office, clock.UtcNow());
        }
        else
        {
            db.Add(new SignOnLink(Guid.CreateVersion7(), request.Provider, request.SubjectKey, personId, request.AccountName, LinkOrigin.Office, clock.UtcNow()));
        }
    }

    private static string? VerifiedEmail(SignOnRequest request) => request.IsEmailVerified ? request.Email : null;
}
