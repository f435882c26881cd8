using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Courses;
using CustomerService.Learning.Data;
using CustomerService.Learning.Rules;
using CustomerService.Learning.Text;
using CustomerService.Platform.Localization;

namespace CustomerService.Learning.Assignments;

/// <summary>Text saying why a course is on a person's page.</summary>
internal static class WhyAssigned
{
    /// <summary>Every reason that stands.</summary>
    /// <returns>Null where there is no reason to show.</returns>
    public static string? Of(CourseCard course, LocalizedFormatter formatter) => (course.Causes, course.Reason, course.AssignedAtUtc) switch
    {
        _ when course.IsExempt => AssignmentText.Exempt,
        ({ Count: > 0 } causes, _, _) => Of(causes, course.ForCustomers, formatter),
        // Of a version that knew no causes.
        (_, AssignmentReason.Audience, { } at) => formatter.Say(course.ForCustomers ? LearningText.WhyCustomers : LearningText.WhyAudience, at),
        (_, AssignmentReason.Person or AssignmentReason.Rule, { } at) => formatter.Say(LearningText.WhyPerson, at),
        _ => course.Offer == Offer.TestOut ? LearningText.MayTestOut : null,
    };

    /// <summary>The reasons one after the other; one that is told for several audiences, once.</summary>
    public static string Of(IReadOnlyList<StandingCause> causes, bool forCustomers, LocalizedFormatter formatter) =>
        string.Join(' ', causes.DistinctBy(c => (c.Kind, c.RuleName)).Select(c => c switch
        {
            { Kind: AssignmentReason.Audience } => formatter.Say(forCustomers ? LearningText.WhyCustomers : LearningText.WhyAudience, c.BeganAtUtc),
            { Kind: AssignmentReason.Rule, RuleName: { } rule } => formatter.Say(AssignmentText.WhyRule, formatter.Text(rule), c.BeganAtUtc),
            _ => formatter.Say(LearningText.WhyPerson, c.BeganAtUtc),
        }));
}
