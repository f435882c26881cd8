using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Rules;
using CustomerService.Learning.Text;
using CustomerService.Platform.Text;

namespace CustomerService.Learning.Pages;

/// <summary>Why a course stands on somebody's page, in words.</summary>
internal static class WhyAssigned
{
    /// <returns>Null where there is nothing to say.</returns>
    public static string? Of(CourseCard course, Reader reader) => (course.Reason, course.AssignedAtUtc) switch
    {
        (AssignmentReason.Audience, { } at) => reader.Say(course.ForCustomers ? LearningText.WhyCustomers : LearningText.WhyAudience, at),
        (AssignmentReason.Person, { } at) => reader.Say(LearningText.WhyPerson, at),
        _ => course.Offer == Offer.TestOut ? LearningText.MayTestOut : null,
    };
}
