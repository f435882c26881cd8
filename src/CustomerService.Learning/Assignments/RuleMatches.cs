using CustomerService.Learning.Data;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Assignments;

/// <summary>Whom a rule applies to, as queries. A preview and the application of a rule ask the same.</summary>
internal static class RuleMatches
{
    /// <summary>The active people for whom every condition holds, and has since an instant or earlier.</summary>
    /// <param name="ruleId">The rule whose people are listed, where it lists them; null with <paramref name="people"/> or for everybody.</param>
    /// <param name="people">The listed people of a rule that is not saved yet.</param>
    /// <param name="sinceUtc">They came to match by then; null: whenever.</param>
    public static IQueryable<Person> Matching(this AppDbContext db, RuleConditions who, Guid? ruleId, IReadOnlyList<Guid>? people, DateTime? sinceUtc, DateTime? joinedFromUtc)
    {
        var found = db.Set<Person>().Where(p => p.IsActive);
        if (who.AskForMembership)
        {
            var memberships = Memberships(db, who, sinceUtc, joinedFromUtc);
            found = found.Where(p => memberships.Any(m => m.PersonId == p.Id));
        }

        if (who.Role is { } role)
        {
            var grants = db.Set<RoleGrant>().Where(g => g.Role == role);
            grants = sinceUtc is { } granted ? grants.Where(g => g.GrantedAtUtc <= granted) : grants;
            found = found.Where(p => grants.Any(g => g.PersonId == p.Id));
        }

        if (who.CompletedCourseId is { } course)
        {
            var completions = db.Set<Completion>().Where(c => c.CourseId == course);
            completions = sinceUtc is { } completed ? completions.Where(c => c.CompletedAtUtc <= completed) : completions;
            found = found.Where(p => completions.Any(c => c.PersonId == p.Id));
        }

        if (people is not null)
        {
            found = found.Where(p => people.Contains(p.Id));
        }
        else if (ruleId is { } rule)
        {
            var listed = db.Set<AssignmentRulePerson>().Where(l => l.RuleId == rule);
            listed = sinceUtc is { } added ? listed.Where(l => l.AddedAtUtc <= added) : listed;
            found = found.Where(p => listed.Any(l => l.PersonId == p.Id));
        }

        return found;
    }

    /// <summary>The standing causes of a rule.</summary>
    public static IQueryable<AssignmentCause> CausesOf(this AppDbContext db, Guid ruleId) => db.StandingCauses().Where(c => c.RuleId == ruleId);

    private static IQueryable<Membership> Memberships(AppDbContext db, RuleConditions who, DateTime? sinceUtc, DateTime? joinedFromUtc)
    {
        var memberships = db.Set<Membership>().Where(m => m.EndedAtUtc == null);
        if (who.Audience is { } audience)
        {
            memberships = memberships.Where(m => m.Audience == audience);
        }

        if (who.OrganisationId is { } organisation)
        {
            memberships = memberships.Where(m => m.OrganisationId == organisation);
        }

        if (who.UnitId is { } unit)
        {
            var units = db.Set<Unit>();
            // The path of a unit begins with those of the units above it.
            memberships = memberships.Where(m => units.Any(u => u.Id == m.UnitId && units.Any(top => top.Id == unit && u.Path.StartsWith(top.Path))));
        }

        if (joinedFromUtc is { } from)
        {
            memberships = memberships.Where(m => m.StartedAtUtc >= from);
        }

        return sinceUtc is { } by ? memberships.Where(m => m.StartedAtUtc <= by) : memberships;
    }
}
