using CustomerService.Catalogue.Publishing;
using CustomerService.Catalogue.Rules;
using CustomerService.Certificates.Data;
using CustomerService.Certificates.Rules;
using CustomerService.Learning.Completions;
using CustomerService.Learning.Data;
using CustomerService.Learning.Rules;
using CustomerService.People.Access;
using CustomerService.People.Accounts;
using CustomerService.People.Data;
using CustomerService.People.Organisations;
using CustomerService.People.Rules;
using CustomerService.People.Sessions;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using CustomerService.Reports.Matrix;
using CustomerService.Reports.Rules;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Reports.PersonRecords;

/// <summary>A current or former membership of a person.</summary>
public sealed record PersonMembership(MatrixMembership Membership, DateTime StartedAtUtc, DateTime? EndedAtUtc);

/// <summary>A quiz attempt without its answers, which only the learner sees.</summary>
public sealed record PersonAttempt(int Number, DateTime StartedAtUtc, DateTime? SubmittedAtUtc, int? Percent, bool? Passed);

/// <summary>One completion of a course.</summary>
/// <param name="Number">1 for the first, 2 for its renewal, …</param>
/// <param name="IsRecognised">Learned elsewhere, and recognised here.</param>
public sealed record PersonCycle(int Number, DateTime CompletedAtUtc, DateTime? ValidUntilUtc, int? Percent, ValidityState Validity, bool IsRecognised = false);

/// <summary>A course of a person.</summary>
/// <param name="Reason">Why it was assigned; null if it was not.</param>
/// <param name="Explanation">Each completion rule, and what is missing.</param>
/// <param name="Cycles">Every completion, the latest first.</param>
/// <param name="Missing">Titles of the lessons and scenarios that are not done.</param>
public sealed record PersonCourse(
    MatrixCourse Course, MatrixCell Cell, AssignmentReason? Reason, Offer? Offer, CompletionExplanation Explanation, IReadOnlyList<LocalText> Missing,
    IReadOnlyList<PersonAttempt> Attempts, IReadOnlyList<PersonCycle> Cycles)
{
    /// <summary>Why it is assigned, as it stands.</summary>
    public IReadOnlyList<StandingCause> Causes { get; init; } = [];

    /// <summary>What was decided about the person's course and stands.</summary>
    public IReadOnlyList<AssignmentAdjustment> Adjustments { get; init; } = [];

    /// <summary>Whether the last completion is of what was learned elsewhere and recognised.</summary>
    public bool IsRecognised { get; init; }

    public bool IsRequired => Offers.IsRequired(Offer);

    /// <summary>Completed steps of the completion rules as a fraction, 0–1.</summary>
    public decimal Progress => Cell.CompletedAtUtc is not null && !Cell.IsRenewing ? 1 : Explanation.Rules.Sum(r => r.Done) / (decimal)Math.Max(1, Explanation.Rules.Sum(r => r.Needed));
}

public sealed record PersonCertificate(Guid Id, string Number, LocalText Title, DateTime IssuedAtUtc, DateTime? ExpiresAtUtc, CertificateState State);

/// <summary>An audited action on the person's record.</summary>
/// <param name="Actor">Null: the system, or for a failed sign-in nobody knows.</param>
/// <param name="Address">The network address that it came from, where there was one.</param>
public sealed record PersonEvent(string Action, string? Detail, PersonName? Actor, string? Address, DateTime AtUtc);

/// <param name="Memberships">Those visible to the user; former ones only for users who see everybody.</param>
/// <param name="Events">Latest first; null for users who may not see them.</param>
/// <param name="MayRecognise">Whether the user may recognise what the person learned elsewhere.</param>
/// <param name="MayEdit">Whether the user's permissions cover the person; more users may see than edit.</param>
/// <param name="UserName">Only for users who may edit the person; null if there is no account.</param>
public sealed record PersonView(
    PersonLine Person, IReadOnlyList<Contact> Contacts, IReadOnlyList<PersonMembership> Memberships, IReadOnlyList<PersonCourse> Courses, RecordView Record, IReadOnlyList<PersonCertificate> Certificates,
    IReadOnlyList<PersonEvent>? Events, bool IsSelf, bool MayRecognise, bool MayEdit, string? UserName, DateTime NowUtc);

/// <summary>A person's whole training record, for a user whose scope includes that person.</summary>
public sealed class ViewPerson(IDbContextFactory<AppDbContext> contexts, CourseCatalogue catalogue, MatrixQueries matrix, MyRecord record, ValidityCalendar validity, TimeProvider clock)
{
    private const int MaxEvents = 50;

    /// <summary>Sign-ins and refusals are counted apart, so that they do not push out what was done to the record.</summary>
    private const int MaxSecurityEvents = 30;

    /// <returns>Null: there is no person with that id whom the user may see.</returns>
    public async Task<PersonView?> RunAsync(Guid askerId, Guid personId, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ViewPerson));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var scope = await db.ScopeOfAsync(askerId, cancellationToken);
        var person = await db.PeopleWithin(scope).AsNoTracking().SingleOrDefaultAsync(p => p.Id == personId, cancellationToken);
        if (person is null)
        {
            return null;
        }

        var now = clock.UtcNow();
        var permissions = await db.PermissionsOfAsync(askerId, cancellationToken);
        var mayEdit = await db.MayManageAsync(permissions, personId, cancellationToken);
        var certificates = await db.CertificatesWithin(scope).Where(c => c.PersonId == personId).OrderByDescending(c => c.IssuedAtUtc).ThenByDescending(c => c.Id)
            .Select(c => new { c.Id, c.Number, c.Title, c.IssuedAtUtc, EndsAtUtc = c.ShortenedToUtc != null && (c.ExpiresAtUtc == null || c.ShortenedToUtc < c.ExpiresAtUtc) ? c.ShortenedToUtc : c.ExpiresAtUtc, c.RevokedAtUtc, c.SupersededById }).ToListAsync(cancellationToken);
        return new(
            new PersonLine(person.Id, person.Name, person.Email, person.Mobile, person.IsActive),
            person.Contacts,
            await MembershipsAsync(db, scope, personId, cancellationToken),
            await CoursesAsync(db, personId, now, cancellationToken),
            await record.RunAsync(personId, cancellationToken),
            certificates.ConvertAll(c => new PersonCertificate(c.Id, c.Number, c.Title, c.IssuedAtUtc, c.EndsAtUtc, Certificate.State(c.RevokedAtUtc, c.SupersededById, c.EndsAtUtc, now))),
            scope.Everybody ? await EventsAsync(db, personId, certificates.ConvertAll(c => c.Id), cancellationToken) : null,
            askerId == personId,
            permissions.IsForEverybody && askerId != personId,
            mayEdit,
            mayEdit ? await db.Set<Account>().Where(a => a.Id == personId).Select(a => a.UserName).SingleOrDefaultAsync(cancellationToken) : null,
            now);
    }

    private static async Task<List<PersonMembership>> MembershipsAsync(AppDbContext db, VisibilityScope scope, Guid personId, CancellationToken cancellationToken)
    {
        var names = await db.OrgTreeWithinAsync(scope, cancellationToken);
        var seen = scope.Everybody ? db.Set<Membership>() : db.MembershipsWithin(scope);
        var memberships = await seen.AsNoTracking().Where(m => m.PersonId == personId).OrderBy(m => m.EndedAtUtc != null).ThenByDescending(m => m.StartedAtUtc).ToListAsync(cancellationToken);
        return memberships.ConvertAll(m => new PersonMembership(
            new(names.Organisation(m.OrganisationId)?.Name ?? LocalText.Empty, names.Unit(m.UnitId)?.Name ?? LocalText.Empty, m.Audience, m.JobTitle, m.PersonnelNumber),
            m.StartedAtUtc, m.EndedAtUtc));
    }

    private async Task<List<PersonCourse>> CoursesAsync(AppDbContext db, Guid personId, DateTime now, CancellationToken cancellationToken)
    {
        var facts = await matrix.FactsAsync(db, [personId], cancellationToken);
        var audiences = await db.Set<Membership>().Where(m => m.PersonId == personId && m.EndedAtUtc == null).Select(m => m.Audience).Distinct().ToListAsync(cancellationToken);
        var assignments = await db.StandingAssignments().Where(a => a.PersonId == personId)
            .Select(a => new { a.CourseId, a.Reason, a.Offer }).ToDictionaryAsync(a => a.CourseId, StringComparer.Ordinal, cancellationToken);
        var mine = db.Set<Enrolment>().Where(e => e.PersonId == personId);
        var enrolments = (await mine.Select(e => new { e.Id, e.CourseId, e.Number, e.RevisionId, e.IsRefresher }).ToListAsync(cancellationToken))
            .GroupBy(e => e.CourseId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.MaxBy(e => e.Number)!, StringComparer.Ordinal);
        var lessons = (await mine.Join(db.Set<LessonProgress>(), e => e.Id, p => p.EnrolmentId, (e, p) => new { e.Id, p.LessonId, p.FinishedAtUtc, p.TriedPractice })
            .ToListAsync(cancellationToken)).ToLookup(l => l.Id);
        var scenarios = (await mine.Join(db.Set<ScenarioRun>(), e => e.Id, r => r.EnrolmentId, (e, r) => new { e.Id, r.ScenarioId, r.Passed }).Distinct()
            .ToListAsync(cancellationToken)).ToLookup(r => r.Id);
        var attempts = (await db.Set<QuizAttempt>().Where(a => a.PersonId == personId).OrderBy(a => a.Number)
            .Select(a => new { a.EnrolmentId, a.Number, a.StartedAtUtc, a.SubmittedAtUtc, a.Percent, a.Passed }).ToListAsync(cancellationToken)).ToLookup(a => a.EnrolmentId);

        var moment = validity.At(now);
        var cycles = (await mine.Join(db.Set<Completion>(), e => e.Id, c => c.EnrolmentId, (e, c) => new { e.CourseId, e.Number, c.CompletedAtUtc, c.ValidUntilUtc, c.Percent, c.Explanation })
            .OrderByDescending(c => c.CompletedAtUtc).ToListAsync(cancellationToken))
            .ToLookup(c => c.CourseId, c => new PersonCycle(c.Number, c.CompletedAtUtc, c.ValidUntilUtc, c.Percent, moment.StateOf(c.ValidUntilUtc), CompletionExplanation.FromJson(c.Explanation).IsRecognition));

        var causes = (await db.StandingCausesOf(personId).ToListAsync(cancellationToken)).ToLookup(c => c.CourseId, StringComparer.Ordinal);
        var adjustments = (await db.StandingAdjustmentsOf(personId).AsNoTracking().OrderBy(a => a.AtUtc).ToListAsync(cancellationToken)).ToLookup(a => a.CourseId, StringComparer.Ordinal);
        var courses = new List<PersonCourse>();
        foreach (var (courseId, known) in facts.ToDictionary(f => f.Key.CourseId, f => f.Value, StringComparer.Ordinal).OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            var enrolment = enrolments.GetValueOrDefault(courseId);
            var published = enrolment is null ? await catalogue.CurrentAsync(courseId, cancellationToken) : await catalogue.RevisionAsync(enrolment.RevisionId, cancellationToken);
            if (published?.Course is not { } course)
            {
                continue; // assigned once, withdrawn since, and never started
            }

            var tries = enrolment is null ? [] : attempts[enrolment.Id].ToList();
            var (read, played) = (enrolment is null ? [] : lessons[enrolment.Id].ToList(), enrolment is null ? [] : scenarios[enrolment.Id].ToList());
            var explanation = CompletionRules.Explain(course, new(
                read.Where(l => l.FinishedAtUtc is not null).Select(l => l.LessonId).ToHashSet(StringComparer.Ordinal),
                played.Select(r => r.ScenarioId).ToHashSet(StringComparer.Ordinal),
                tries.Where(a => a.Passed == true).Max(a => a.Percent),
                CompletionRules.MayTestOut(course, audiences, enrolment?.IsRefresher == true),
                read.SelectMany(l => LessonProgress.Tried(l.TriedPractice)).ToHashSet(StringComparer.Ordinal),
                played.Where(r => r.Passed).Select(r => r.ScenarioId).ToHashSet(StringComparer.Ordinal)));
            var assignment = assignments.GetValueOrDefault(courseId);
            courses.Add(new(
                new(courseId, course.Title), MatrixCell.Of(courseId, known, moment), assignment?.Reason, assignment?.Offer, explanation,
                [.. explanation.Rules.Where(r => !r.Waived).SelectMany(r => r.Missing).Distinct(StringComparer.Ordinal).Select(id => course.Lesson(id)?.Title ?? course.Scenario(id)?.Title).OfType<LocalText>()],
                tries.ConvertAll(a => new PersonAttempt(a.Number, a.StartedAtUtc, a.SubmittedAtUtc, a.Percent, a.Passed)),
                [.. cycles[courseId]])
            {
                Causes = [.. causes[courseId]],
                Adjustments = [.. adjustments[courseId]],
                IsRecognised = cycles[courseId].FirstOrDefault() is { IsRecognised: true },
            });
        }

        return courses;
    }

    private static async Task<List<PersonEvent>> EventsAsync(AppDbContext db, Guid personId, List<Guid> certificateIds, CancellationToken cancellationToken)
    {
        var subjects = await db.Set<Enrolment>().Where(e => e.PersonId == personId).Select(e => e.Id).ToListAsync(cancellationToken);
        List<Guid?> all = [personId, .. subjects, .. certificateIds];
        var audited = db.Set<AuditEntry>().AsNoTracking().Where(a => all.Contains(a.SubjectId)).OrderByDescending(a => a.AtUtc);
        var deeds = await audited.Where(a => !SecurityEvents.All.Contains(a.Action)).Take(MaxEvents).ToListAsync(cancellationToken);
        var security = await audited.Where(a => SecurityEvents.All.Contains(a.Action)).Take(MaxSecurityEvents).ToListAsync(cancellationToken);
        var entries = deeds.Concat(security).OrderByDescending(a => a.AtUtc).ToList();
        var actorIds = entries.Select(a => a.ActorId).OfType<Guid>().Distinct().ToList();
        var actors = await db.Set<Person>().Where(p => actorIds.Contains(p.Id))
            .Select(p => new { p.Id, Name = new PersonName(p.GivenName, p.FamilyName, p.LatinGivenName, p.LatinFamilyName) }).ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
        return entries.ConvertAll(a => new PersonEvent(a.Action, a.Detail, a.ActorId is { } actor ? actors.GetValueOrDefault(actor) : null, a.Address, a.AtUtc));
    }
}
