using CustomerService.People.Rules;
using CustomerService.People.Rules.Imports;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Import.Kinds;

/// <summary>Rows of people: planned beside what is on record, applied by the use cases that change a single person.</summary>
internal sealed class PeopleHandler(PersonSteps steps, ILookupNormalizer normalizer, CivilCalendar days, TimeProvider clock) : IImportHandler
{
    public ImportKind Kind => ImportKind.People;

    public async Task<IImportSession> OpenAsync(AppDbContext db, ImportWork work, CancellationToken cancellationToken) =>
        new Session(work, await db.DirectoryOfAsync(work.ActorId, cancellationToken), days.DayOf(clock.UtcNow()), steps, normalizer);

    private sealed class Session(ImportWork work, OrgDirectory directory, DateOnly today, PersonSteps steps, ILookupNormalizer normalizer) : IImportSession
    {
        /// <summary>The row in which a person was found first.</summary>
        private readonly Dictionary<Guid, int> _seen = [];

        public IEnumerable<(ImportField Field, string Key)> Keys(IReadOnlyList<string> cells)
        {
            var row = Read(cells);
            return row.Keys(PersonMatcher.OrganisationOf(row, directory));
        }

        public async Task<IReadOnlyList<PlannedRow>> PlanAsync(AppDbContext db, IReadOnlyList<RowToPlan> rows, CancellationToken cancellationToken)
        {
            List<PersonRow> read = [.. rows.Select(r => Read(r.Cells))];
            var matches = await new PersonMatcher(db, normalizer, directory).MatchAsync(read, cancellationToken);
            List<Guid> found = [.. matches.Select(m => m.PersonId).OfType<Guid>().Distinct()];
            var people = await db.SnapshotsAsync(found, cancellationToken);
            var roles = (await db.Set<RoleGrant>().Where(g => found.Contains(g.PersonId)).Select(g => new { g.PersonId, g.Role }).ToListAsync(cancellationToken)).ToLookup(g => g.PersonId, g => g.Role);
            return [.. rows.Select((row, i) => Planned(row, read[i], matches[i], matches[i].PersonId is { } id ? people.GetValueOrDefault(id) : null, roles))];
        }

        public Task LockAsync(AppDbContext db, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
            db.Set<Person>().Where(p => ids.Contains(p.Id)).LockAsync(cancellationToken);

        public async Task<IReadOnlyDictionary<Guid, string>> SnapshotsAsync(AppDbContext db, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
            (await db.SnapshotsAsync(ids, cancellationToken)).ToDictionary(p => p.Key, p => p.Value.Write());

        public async Task<RowError?> ApplyAsync(AppDbContext db, RowToApply row, CancellationToken cancellationToken)
        {
            // From the row again and not from a stored plan: units may have been renamed and rights withdrawn since.
            var plan = PersonPlan.Of(Read(row.Cells), PersonSnapshot.Read(row.Present), directory, row.SubjectId == work.ActorId);
            if (plan.Action != row.Action)
            {
                return plan.Errors.Count > 0 ? plan.Errors[0] : RowError.Of(null, new RowChangedSince());
            }

            return ErrorOf(await steps.ApplyAsync(db, work.ActorId, row.SubjectId, plan, cancellationToken));
        }

        public async Task<RowError?> TakeBackAsync(AppDbContext db, Guid subjectId, string? before, string present, CancellationToken cancellationToken) =>
            ErrorOf(await steps.TakeBackAsync(db, work.ActorId, PersonSnapshot.Read(before), PersonSnapshot.Read(present)!, cancellationToken));

        private PersonRow Read(IReadOnlyList<string> cells) => PersonRow.Read(work.Columns, cells, directory, today);

        private PlannedRow Planned(RowToPlan row, PersonRow read, PersonMatch match, PersonSnapshot? person, ILookup<Guid, Role> roles)
        {
            var decided = Decide(row, read, match, person, person is null ? [] : [.. roles[person.PersonId]]);
            return decided.Action switch
            {
                RowAction.Error => PlannedRow.Refused(decided.Errors),
                RowAction.Create => new(decided.Action, Guid.CreateVersion7(), decided.Errors, decided.Changes, null),
                _ => new(decided.Action, person?.PersonId, decided.Errors, decided.Changes, person?.Write()),
            };
        }

        private PersonPlan Decide(RowToPlan row, PersonRow read, PersonMatch match, PersonSnapshot? person, IReadOnlyCollection<Role> roles)
        {
            List<RowError> errors = [.. read.Errors, .. match.Errors, .. row.Repeated];
            if (person is not null && !_seen.TryAdd(person.PersonId, row.Number) && _seen[person.PersonId] != row.Number)
            {
                errors.Add(RowError.Of(match.ByField, new RowRepeated(_seen[person.PersonId])));
            }

            if (errors.Count > 0)
            {
                return PersonPlan.Refused(errors);
            }

            var standing = person is null ? Standing.Changeable : StandingOf(person, roles);
            if (standing == Standing.Hidden)
            {
                return PersonPlan.Refused(RowError.Of(match.ByField, match.ByField switch
                {
                    ImportField.PersonnelNumber => new PersonnelNumberTaken(),
                    ImportField.UserName => new UserNameTaken(),
                    ImportField.Email => new EmailTaken(),
                    ImportField.Mobile => new MobileTaken(),
                    _ => new RowPersonUnknown(),
                }));
            }

            var decided = PersonPlan.Of(read, person, directory, person?.PersonId == work.ActorId);
            // Whoever is only listed, with nothing to change, is no mistake: an export holds those too whom the importer may not change.
            return standing == Standing.Visible && decided.Action is not (RowAction.Unchanged or RowAction.Error) ? PersonPlan.Refused(RowError.Of(null, new NotAllowed())) : decided;
        }

        private Standing StandingOf(PersonSnapshot person, IReadOnlyCollection<Role> roles)
        {
            var placements = person.Memberships.Select(m => new Placement(m.OrganisationId, m.UnitId is { } unit ? directory.PathKeyOf(unit) : null, m.Audience)).ToList();
            return directory.Permissions.MayManage(person.PersonId, roles, placements) ? Standing.Changeable
                : directory.Permissions.IsForEverybody || person.Memberships.Any(m => directory.Sees(m.OrganisationId, m.UnitId)) ? Standing.Visible : Standing.Hidden;
        }

        private static RowError? ErrorOf(Result outcome) => outcome.Refusal is { } refusal ? RowError.Of(FieldOf(refusal), refusal) : null;

        private static ImportField? FieldOf(Refusal refusal) => refusal switch
        {
            UserNameTaken or UserNameRefused or AccountStateRefused => ImportField.UserName,
            EmailTaken or EmailUnprovenElsewhere => ImportField.Email,
            MobileTaken or MobileUnprovenElsewhere => ImportField.Mobile,
            PersonnelNumberTaken => ImportField.PersonnelNumber,
            MembershipRefused or MembershipHeld => ImportField.Unit,
            AudienceRefused => ImportField.Audience,
            LastAdministrator or NotOneself => ImportField.State,
            _ => null,
        };
    }

    private enum Standing
    {
        Changeable,
        Visible,
        Hidden,
    }
}
