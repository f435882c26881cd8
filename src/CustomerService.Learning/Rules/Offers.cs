using CustomerService.Catalogue.Rules;
using CustomerService.People.Rules;

namespace CustomerService.Learning.Rules;

/// <summary>How a course is offered to a person of several audiences.</summary>
public static class Offers
{
    /// <summary>Required before test-out before optional; null where none of the audiences is offered the course.</summary>
    public static Offer? Strongest(Course course, IEnumerable<Audience> audiences)
    {
        List<Offer> offers = [.. audiences.Where(course.Offers.ContainsKey).Select(a => course.Offers[a])];
        return offers.Count == 0 ? null
            : offers.Contains(Offer.Required) ? Offer.Required
            : offers.Contains(Offer.TestOut) ? Offer.TestOut
            : Offer.Optional;
    }

    /// <summary>Whether the course is for customers only: its texts then mention no work, role or duty.</summary>
    public static bool IsForCustomers(Course course) => course.Offers.Count > 0 && course.Offers.Keys.All(a => a == Audience.Customer);

    /// <summary>Whether the course must be completed: required, or required with the option of testing out.</summary>
    public static bool IsRequired(Offer? offer) => offer is Offer.Required or Offer.TestOut;
}
