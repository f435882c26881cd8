using CustomerService.People.Rules;
using CustomerService.People.Rules.Imports;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Import;

/// <summary>The dry run: says of each row what it would do, and of each that cannot be done why. It changes nothing but the plan itself, and may be made again.</summary>
public sealed class PlanImport(IDbContextFactory<AppDbContext> contexts, UnitOfWork unitOfWork, ILookupNormalizer normalizer, CivilCalendar days, TimeProvider clock)
{
    private const int BatchSize = 250;

    /// <param name="columns">What the columns mean; null: as it is on record.</param>
    /// <param name="progress">Told how many rows are planned.</param>
    /// <returns>The counts, <see cref="NotFound"/>, <see cref="ImportStateRefused"/>, or what is wrong with the columns.</returns>
    public async Task<Result<ImportCounts>> RunAsync(Guid actorId, Guid importId, ImportColumns? columns = null, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(PlanImport));
        var begun = await BeginAsync(actorId, importId, columns, cancellationToken);
        if (begun.Value is not { } plan)
        {
            return begun.Refusal!;
        }

        await FindRepeatedAsync(plan, cancellationToken);
        var (last, done, counts) = (0, 0, new int[Enum.GetValues<RowAction>().Length]);
        for (var count = BatchSize; count == BatchSize;)
        {
            var batch = await unitOfWork.RunAsync<Result<(int Last, List<RowAction> Actions)>>(async db =>
            {
                // Confirmed meanwhile, in another window: the plan stands.
                await db.LockAsync<PeopleImport>(importId, cancellationToken);
                if (!await db.Set<PeopleImport>().AnyAsync(i => i.Id == importId && i.State == ImportState.Received, cancellationToken))
                {
                    return new ImportStateRefused();
                }

                var rows = await db.Set<ImportRow>().AsTracking().Where(r => r.ImportId == importId && r.Number > last).OrderBy(r => r.Number).Take(BatchSize).ToListAsync(cancellationToken);
                await PlanAsync(db, plan, rows, cancellationToken);
                return (rows.Count == 0 ? last : rows[^1].Number, rows.ConvertAll(r => r.Action));
            }, cancellationToken);
            if (!batch.Succeeded)
            {
                return batch.Refusal!;
            }

            (last, count) = (batch.Value.Last, batch.Value.Actions.Count);
            batch.Value.Actions.ForEach(a => counts[(int)a]++);
            done += count;
            progress?.Report(done);
        }

        return await EndAsync(actorId, importId, plan.Columns, counts, cancellationToken);
    }

    private Task<Result<Plan>> BeginAsync(Guid actorId, Guid importId, ImportColumns? columns, CancellationToken cancellationToken) => unitOfWork.RunAsync<Result<Plan>>(async db =>
    {
        await db.LockAsync<PeopleImport>(importId, cancellationToken);
        if (await db.OwnImportAsync(actorId, importId, cancellationToken) is not { } import)
        {
            return new NotFound();
        }

        if (import.State is not (ImportState.Received or ImportState.Planned) || import.RowsRemovedAtUtc is not null)
        {
            return new ImportStateRefused();
        }

        columns ??= ImportColumns.Read(import.Columns);
        if (columns.Check(import.Kind) is { Refusal: { } refused })
        {
            return refused;
        }

        import.Reopen(columns);
        return new Plan(importId, actorId, columns, await db.DirectoryOfAsync(actorId, cancellationToken), days.DayOf(clock.UtcNow()));
    }, cancellationToken);

    private Task<Result<ImportCounts>> EndAsync(Guid actorId, Guid importId, ImportColumns columns, int[] counts, CancellationToken cancellationToken) => unitOfWork.RunAsync<Result<ImportCounts>>(async db =>
    {
        await db.LockAsync<PeopleImport>(importId, cancellationToken);
        if (await db.OwnImportAsync(actorId, importId, cancellationToken) is not { State: ImportState.Received } import)
        {
            return new ImportStateRefused();
        }

        import.Plan(columns, new(
            counts[(int)RowAction.Create], counts[(int)RowAction.Update], counts[(int)RowAction.Deactivate], counts[(int)RowAction.Reactivate], counts[(int)RowAction.Unchanged], counts[(int)RowAction.Error]));
        return import.Counts;
    }, cancellationToken);

    /// <summary>Finds the keys that are in several rows: both are told, since nobody can say which is right.</summary>
    private async Task FindRepeatedAsync(Plan plan, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await foreach (var row in db.Set<ImportRow>().AsNoTracking().Where(r => r.ImportId == plan.ImportId).OrderBy(r => r.Number).Select(r => new { r.Number, r.Cells }).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var read = plan.Read(row.Cells);
            foreach (var key in read.Keys(PersonMatcher.OrganisationOf(read, plan.Directory)))
            {
                if (!plan.First.TryAdd(key, row.Number))
                {
                    plan.Second.TryAdd(key, row.Number);
                }
            }
        }
    }

    private async Task PlanAsync(AppDbContext db, Plan plan, List<ImportRow> rows, CancellationToken cancellationToken)
    {
        var read = rows.ConvertAll(r => plan.Read(r.Cells));
        var matches = await new PersonMatcher(db, normalizer, plan.Directory).MatchAsync(read, cancellationToken);
        List<Guid> found = [.. matches.Select(m => m.PersonId).OfType<Guid>().Distinct()];
        var people = await db.SnapshotsAsync(found, cancellationToken);
        var roles = (await db.Set<RoleGrant>().Where(g => found.Contains(g.PersonId)).Select(g => new { g.PersonId, g.Role }).ToListAsync(cancellationToken)).ToLookup(g => g.PersonId, g => g.Role);
        for (var i = 0; i < rows.Count; i++)
        {
            var (row, match) = (rows[i], matches[i]);
            var person = match.PersonId is { } id ? people.GetValueOrDefault(id) : null;
            var decided = Decide(plan, row.Number, read[i], match, person, person is null ? [] : [.. roles[person.PersonId]]);
            row.Plan(decided.Action, decided.Action == RowAction.Create ? Guid.CreateVersion7() : decided.Action == RowAction.Error ? null : person?.PersonId, decided.Errors, decided.Changes, decided.Action == RowAction.Error ? null : person?.Write());
        }
    }

    private static PersonPlan Decide(Plan plan, int number, PersonRow row, PersonMatch match, PersonSnapshot? person, IReadOnlyCollection<Role> roles)
    {
        var errors = row.Errors.Concat(match.Errors).ToList();
        foreach (var key in row.Keys(PersonMatcher.OrganisationOf(row, plan.Directory)))
        {
            if (plan.Second.TryGetValue(key, out var second))
            {
                errors.Add(RowError.Of(key.Field, new RowRepeated(plan.First[key] == number ? second : plan.First[key])));
            }
        }

        if (person is not null && !plan.Seen.TryAdd(person.PersonId, number))
        {
            errors.Add(RowError.Of(match.ByField, new RowRepeated(plan.Seen[person.PersonId])));
        }

        if (errors.Count > 0)
        {
            return PersonPlan.Refused(errors);
        }

        var standing = person is null ? Standing.Changeable : StandingOf(plan, person, roles);
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

        var decided = PersonPlan.Of(row, person, plan.Directory, person?.PersonId == plan.ActorId);
        // Whoever is only listed, with nothing to change, is no mistake: an export holds those too whom the importer may not change.
        return standing == Standing.Visible && decided.Action is not (RowAction.Unchanged or RowAction.Error) ? PersonPlan.Refused(RowError.Of(null, new NotAllowed())) : decided;
    }

    private static Standing StandingOf(Plan plan, PersonSnapshot person, IReadOnlyCollection<Role> roles)
    {
        var placements = person.Memberships.Select(m => new Placement(m.OrganisationId, m.UnitId is { } unit ? plan.Directory.PathKeyOf(unit) : null, m.Audience)).ToList();
        return plan.Directory.Permissions.MayManage(person.PersonId, roles, placements) ? Standing.Changeable
            : plan.Directory.Permissions.IsForEverybody || person.Memberships.Any(m => plan.Directory.Sees(m.OrganisationId, m.UnitId)) ? Standing.Visible : Standing.Hidden;
    }

    private enum Standing
    {
        Changeable,
        Visible,
        Hidden,
    }

    /// <summary>What one dry run knows. It grows with the keys of the file, not with its rows' contents.</summary>
    private sealed record Plan(Guid ImportId, Guid ActorId, ImportColumns Columns, OrgDirectory Directory, DateOnly Today)
    {
        public Dictionary<(ImportField Field, string Key), int> First { get; } = [];

        public Dictionary<(ImportField Field, string Key), int> Second { get; } = [];

        public Dictionary<Guid, int> Seen { get; } = [];

        public PersonRow Read(string cells) => PersonRow.Read(Columns, ImportAccess.ReadCells(cells), Directory, Today);
    }
}
