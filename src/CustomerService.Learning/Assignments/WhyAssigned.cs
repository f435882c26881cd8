using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Courses;
using CustomerService.Learning.Rules;
using CustomerService.Learning.Text;
using CustomerService.Platform.Localization;

namespace CustomerService.Learning.Assignments;

/// <summary>Text saying why a course is on a person's page.</summary>
internal static class WhyAssigned
{
    /// <returns>Null where there is no reason to show.</returns>
    public static string? Of(CourseCard course, LocalizedFormatter formatter) => (course.Reason, course.AssignedAtUtc) switch
    {
        (AssignmentReason.Audience, { } at) => formatter.Say(course.ForCustomers ? LearningText.WhyCustomers : LearningText.WhyAudience, at),
        (AssignmentReason.Person, { } at) => formatter.Say(LearningText.WhyPerson, at),
        _ => course.Offer == Offer.TestOut ? LearningText.MayTestOut : null,
    };
}
