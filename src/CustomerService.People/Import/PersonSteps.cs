using CustomerService.People.Accounts;
using CustomerService.People.Administration;
using CustomerService.People.Rules.Imports;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;

namespace CustomerService.People.Import;

/// <summary>Applies one row of people, or takes it back, by the use cases that change a single person: the same rules, rights and audit.</summary>
public sealed class PersonSteps(AddPerson add, ChangePerson change, MovePerson move, ChangeActivity activity, OpenAccount open, CivilCalendar days)
{
    /// <returns>Done, or why not; then the transaction must be rolled back.</returns>
    public async Task<Result> ApplyAsync(AppDbContext db, Guid actorId, Guid personId, PersonPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Action == RowAction.Create)
        {
            var membership = plan.Membership!;
            return await add.AddAsync(db, actorId, new PersonToAdd(
                plan.Name, plan.Email, plan.Mobile, plan.Language, plan.UserName, Password: null, membership.OrganisationId, membership.UnitId, membership.Audience, membership.JobTitle,
                membership.PersonnelNumber, Role: null, personId, StartedAtUtc: plan.StartDate is { } day ? days.StartOfUtc(day) : null, WithoutPassword: true), cancellationToken);
        }

        if (plan.ChangesDetails && await change.ApplyAsync(db, actorId, personId, plan.Name, plan.Email, plan.Mobile, null, false, cancellationToken) is { Refusal: { } notChanged })
        {
            return notChanged;
        }

        if (plan.Membership is { } next && await move.MoveAsync(db, actorId, personId, next.FromId, New(next), null, cancellationToken) is { Refusal: { } notMoved })
        {
            return notMoved;
        }

        await db.SaveChangesAsync(cancellationToken);
        if (plan.UserName is { } userName && await open.OpenAsync(db, actorId, personId, userName, password: null, cancellationToken) is { Refusal: { } notOpened })
        {
            return notOpened;
        }

        await db.SaveChangesAsync(cancellationToken);
        return plan.IsActive is { } isActive ? await activity.ChangeAsync(db, actorId, personId, isActive, cancellationToken) : Result.Done;
    }

    /// <summary>Brings a person back to what was before. A person who was not there before is deactivated: records refer to them. An account that was opened stays.</summary>
    public async Task<Result> TakeBackAsync(AppDbContext db, Guid actorId, PersonSnapshot? before, PersonSnapshot after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(after);
        if (before is null)
        {
            return await activity.ChangeAsync(db, actorId, after.PersonId, active: false, cancellationToken);
        }

        if ((before.Name != after.Name || before.Email != after.Email || before.Mobile != after.Mobile)
            && await change.ApplyAsync(db, actorId, after.PersonId, before.Name, before.Email, before.Mobile, null, false, cancellationToken) is { Refusal: { } notChanged })
        {
            return notChanged;
        }

        var (ended, begun) = (before.Memberships.FirstOrDefault(m => !after.Memberships.Contains(m)), after.Memberships.FirstOrDefault(m => !before.Memberships.Contains(m)));
        if (ended is not null && await move.MoveAsync(
            db, actorId, after.PersonId, begun?.Id, new(ended.OrganisationId, ended.UnitId, ended.Audience, ended.JobTitle, ended.PersonnelNumber), null, cancellationToken) is { Refusal: { } notMoved })
        {
            return notMoved;
        }

        await db.SaveChangesAsync(cancellationToken);
        return before.IsActive == after.IsActive ? Result.Done : await activity.ChangeAsync(db, actorId, after.PersonId, before.IsActive, cancellationToken);
    }

    private static NewMembership New(PlannedMembership next) => new(next.OrganisationId, next.UnitId, next.Audience, next.JobTitle, next.PersonnelNumber);
}
