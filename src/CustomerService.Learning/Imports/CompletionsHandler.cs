using CustomerService.Catalogue.Publishing;
using CustomerService.Learning.Completions;
using CustomerService.Learning.Rules;
using CustomerService.People.Access;
using CustomerService.People.Import;
using CustomerService.People.Import.Kinds;
using CustomerService.People.Rules.Imports;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Imports;

/// <summary>Rows of completions of before the academy, or of another system. Each becomes a completion whose explanation says that it was recorded from outside, by which import and who
/// confirmed it. No event is raised: nothing was learned here, so no certificate is issued and nobody is congratulated.</summary>
internal sealed class CompletionsHandler(CourseCatalogue catalogue, ILookupNormalizer normalizer, CivilCalendar days, TimeProvider clock) : IImportHandler
{
    public ImportKind Kind => ImportKind.Completions;

    public async Task<IImportSession> OpenAsync(AppDbContext db, ImportWork work, CancellationToken cancellationToken)
    {
        var courses = (await catalogue.CurrentAsync(cancellationToken)).Select(c => new ImportableCourse(c.Course.Id, c.RevisionId, c.Course.Title, c.Course.CertificateValidMonths)).ToList();
        return new Session(work, await db.DirectoryOfAsync(work.ActorId, cancellationToken), courses, normalizer, days, clock);
    }

    private sealed class Session(ImportWork work, OrgDirectory directory, IReadOnlyCollection<ImportableCourse> courses, ILookupNormalizer normalizer, CivilCalendar days, TimeProvider clock) : IImportSession
    {
        /// <summary>The row in which a completion was found first.</summary>
        private readonly Dictionary<(Guid PersonId, string CourseId, DateOnly Day), int> _seen = [];

        // Whom a row is about is known once the people are read: what is in two rows is found then.
        public IEnumerable<(ImportField Field, string Key)> Keys(IReadOnlyList<string> cells) => [];

        public async Task<IReadOnlyList<PlannedRow>> PlanAsync(AppDbContext db, IReadOnlyList<RowToPlan> rows, CancellationToken cancellationToken)
        {
            var today = days.DayOf(clock.UtcNow());
            List<PersonRow> people = [.. rows.Select(r => PersonRow.Read(work.Columns, r.Cells, directory, today))];
            var matches = await new PersonMatcher(db, normalizer, directory).MatchAsync(people, cancellationToken);
            List<Guid> ids = [.. matches.Select(m => m.PersonId).OfType<Guid>().Distinct()];
            var known = (await db.Set<Completion>().AsNoTracking().Where(c => ids.Contains(c.PersonId)).ToListAsync(cancellationToken)).ToLookup(c => (c.PersonId, c.CourseId, days.DayOf(c.CompletedAtUtc)));
            return [.. rows.Select((row, i) => Plan(row, people[i], matches[i], CompletionRow.Read(work.Columns, row.Cells, courses, today), known))];
        }

        /// <summary>The numbers of a person's enrolments are unique: whoever is second begins again.</summary>
        public Task LockAsync(AppDbContext db, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) => Task.CompletedTask;

        public async Task<IReadOnlyDictionary<Guid, string>> SnapshotsAsync(AppDbContext db, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
            (await db.Set<Completion>().AsNoTracking().Where(c => ids.Contains(c.Id)).ToListAsync(cancellationToken)).ToDictionary(c => c.Id, c => SnapshotOf(c).Write());

        public async Task<RowError?> ApplyAsync(AppDbContext db, RowToApply row, CancellationToken cancellationToken)
        {
            if (!(await db.PermissionsOfAsync(work.ActorId, cancellationToken)).IsForEverybody)
            {
                return RowError.Of(null, new NotAllowed());
            }

            var planned = (await PlanAsync(db, [new(0, row.Cells, [])], cancellationToken))[0];
            _seen.Clear();
            if (planned.Action != row.Action)
            {
                return planned.Errors.Count > 0 ? planned.Errors[0] : RowError.Of(null, new RowChangedSince());
            }

            var now = clock.UtcNow();
            var person = PersonRow.Read(work.Columns, row.Cells, directory, days.DayOf(now));
            var personId = (await new PersonMatcher(db, normalizer, directory).MatchAsync([person], cancellationToken))[0].PersonId!.Value;
            var read = CompletionRow.Read(work.Columns, row.Cells, courses, days.DayOf(now));
            await AddAsync(db, row.SubjectId, personId, read, now, cancellationToken);
            return null;
        }

        public async Task<RowError?> TakeBackAsync(AppDbContext db, Guid subjectId, string? before, string present, CancellationToken cancellationToken)
        {
            var completion = await db.Set<Completion>().AsTracking().SingleAsync(c => c.Id == subjectId, cancellationToken);
            if (!await OutsideCompletions.WithdrawAsync(db, completion, cancellationToken))
            {
                return RowError.Of(null, new RowNotUndone());
            }

            db.Audit(work.ActorId, "learning.completion-withdrawn", completion.PersonId, clock, completion.CourseId);
            return null;
        }

        private async Task AddAsync(AppDbContext db, Guid id, Guid personId, CompletionRow row, DateTime now, CancellationToken cancellationToken)
        {
            var (course, completedAt) = (row.Course!, days.StartOfUtc(row.Day!.Value));
            await OutsideCompletions.RecordAsync(
                db, id, personId, course, completedAt, Validity.EndOf(completedAt, course.ValidMonths, days), row.Percent, new OutsideRecord(work.ImportId, work.FileName, work.ActorId, now, row.Number, row.Reference), cancellationToken);
            db.Audit(work.ActorId, "learning.completion-recorded", personId, clock, course.Id);
        }

        private PlannedRow Plan(RowToPlan row, PersonRow person, PersonMatch match, CompletionRow read, ILookup<(Guid, string, DateOnly), Completion> known)
        {
            List<RowError> errors = [.. person.Errors, .. match.Errors, .. read.Errors];
            if (match.PersonId is null && match.Errors.Count == 0)
            {
                errors.Add(RowError.Of(null, new RowNobodyFound()));
            }
            else if (match.PersonId == work.ActorId)
            {
                errors.Add(RowError.Of(null, new RowOwnCompletion()));
            }

            if (errors.Count > 0 || match.PersonId is not { } id)
            {
                return PlannedRow.Refused(errors);
            }

            var key = (id, read.Course!.Id, read.Day!.Value);
            if (!_seen.TryAdd(key, row.Number) && _seen[key] != row.Number)
            {
                return PlannedRow.Refused(RowError.Of(ImportField.CompletedOn, new RowRepeated(_seen[key])));
            }

            return known[key].FirstOrDefault() is { } there
                ? new(RowAction.Unchanged, there.Id, [], [], SnapshotOf(there).Write())
                : new(RowAction.Create, Guid.CreateVersion7(), [], [ImportField.Course, ImportField.CompletedOn], null);
        }

        private static CompletionSnapshot SnapshotOf(Completion c) => new(c.Id, c.PersonId, c.CourseId, c.Percent, c.CompletedAtUtc);
    }
}
